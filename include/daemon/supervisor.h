#ifndef DAEMON_SUPERVISOR_H
#define DAEMON_SUPERVISOR_H

#include "config/settings.h"

/* The daemon's first process: binds the sockets, becomes the Unix user, forks
 * the listener and forks another when that is lost, so that newcomers wait in
 * the kernel's queue meanwhile. What the lost one leaves behind and does not
 * end within 10 s is killed. SIGTERM, SIGINT and SIGHUP go on to the
 * listener; the service manager is told where all is (notify.h). It reads
 * nothing but its children's ends, and when all has ended as it should it drops
 * the note of a drain.
 *
 * `settings` are those of the file at `config_path`, which is absolute; the
 * file is read anew for another listener, and where it has become bad the old
 * settings stay. Returns the daemon's exit status. */
int supervisor_run(const char *config_path, struct settings *settings);

#endif
