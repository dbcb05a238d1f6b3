#ifndef DAEMON_LISTENING_H
#define DAEMON_LISTENING_H

#include "base/status.h"
#include "config/settings.h"

enum {
    LISTENING_MOST = 8
};

/* The sockets of every address of the settings. */
struct listening {
    int sockets[LISTENING_MOST]; /* owned */
    int count;
};

/* INVALID: no address, or too many; FAILED: one cannot be had, and none is
 * left open. */
MUST_USE enum status listening_open(const struct settings *settings,
    struct listening *listening);
void listening_close(struct listening *listening);

#endif
