#ifndef DAEMON_PROCESS_H
#define DAEMON_PROCESS_H

#include "config/settings.h"

/* What every process of the daemon does at its start. */

enum {
    PROCESS_DESCRIPTORS = 3, /* most that one is given */
    PROCESS_FIRST = 3        /* its first one, after the standard streams */
};

/* Names this process in the log; its level is the settings'. `name` is kept
 * by reference. */
void process_name(const struct settings *settings, const char *name);
/* After a fork: leaves SIGINT, SIGTERM and SIGHUP to the listener (a terminal
 * or a service manager sends them to all), ignores SIGPIPE, moves the
 * `count` descriptors to 3 and on and closes all others but the standard
 * streams. */
void process_begin(int *descriptors, int count);
/* Has the kernel end this process with its parent, if that is still `parent`;
 * else it ends at once. */
void process_die_with(int parent);

#endif
