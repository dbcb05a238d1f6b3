#ifndef DAEMON_SESSION_PROCESS_H
#define DAEMON_SESSION_PROCESS_H

#include "base/status.h"
#include "config/settings.h"

/* A session as the daemon's own process. */

/* In the spawner, before forking: what every session can share. */
MUST_USE enum status session_process_prepare(void);
/* In the child: waits for START on `control`, goes into the sandbox, runs the
 * session, says EXIT. Returns the exit status. */
int session_process_run(const struct settings *settings, int control);

#endif
