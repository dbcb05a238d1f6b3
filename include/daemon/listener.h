#ifndef DAEMON_LISTENER_H
#define DAEMON_LISTENER_H

#include <stdbool.h>

#include "config/settings.h"
#include "daemon/listening.h"

/* What the listener says to the supervisor, one byte each. */
enum listener_word {
    LISTENER_IS_READY = 'r',
    LISTENER_RELOADS = 'h', /* READY follows, also where it was refused */
    LISTENER_STOPS = 's'
};

struct listener_terms {
    const char *config_path; /* absolute */
    const struct settings *settings;
    const struct listening *listening;
    int told;            /* a stream to the supervisor; -1: nobody hears */
    bool is_begun_again; /* one before it was lost */
};

/* The daemon's middle process: forks keeper and spawners, accepts, throttles,
 * routes messages, knows who is here. It opens no store and parses nothing a
 * client sent. Its helpers die with it; sessions and connections say why they
 * end.
 *
 * Runs until SIGTERM or SIGINT: sessions keep what was typed and say that the
 * site goes down, connections end after them. SIGHUP reads the configuration
 * anew. Returns the exit status: 0, or where it cannot start the reason is in
 * the log. */
int listener_run(const struct listener_terms *terms);

#endif
