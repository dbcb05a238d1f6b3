#ifndef DAEMON_SPAWNER_H
#define DAEMON_SPAWNER_H

#include "config/settings.h"

/* A warmed image that forks the processes of one kind; it holds nothing but
 * its socket to the listener, so what it forks inherits nothing it should
 * not. */
enum spawner_kind {
    SPAWNER_CONNECTION, /* with libssh and the host key */
    SPAWNER_SESSION     /* with locale, terminfo and screens */
};

/* Serves the listener at the other end of `control` until that ends; first
 * says SPAWNED with number 0: ready. Returns the exit status. */
int spawner_run(enum spawner_kind kind, const struct settings *settings,
    int control);

#endif
