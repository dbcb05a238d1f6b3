#ifndef DAEMON_KEEPER_H
#define DAEMON_KEEPER_H

#include "config/settings.h"

/* Holds both stores: decides logins, opens questions when their hour has come,
 * tells what the operator's program wrote, checkpoints. Its two workers verify
 * passwords; they are forked before it opens SQLite. */

/* Serves the listener at the other end of `control` until that ends; first
 * sends one LOGIN_VERDICT for connection 0: ready, the stores are there and
 * migrated. Tells events from `since_event` on, where another keeper was lost;
 * 0: those from now on. Returns the exit status. */
int keeper_run(const struct settings *settings, int control,
    int64_t since_event);

#endif
