#ifndef DAEMON_PROCESS_H
#define DAEMON_PROCESS_H

#include "config/settings.h"

/* What every process of the daemon does at its start. */

enum {
    PROCESS_DESCRIPTORS = 3, /* most that one is given */
    PROCESS_FIRST = 3        /* its first one, after the standard streams */
};

/* Names this process in the log, whose level is the settings', and for ps(1)
 * as "hr-NAME", but for the supervisor. `name` is kept by reference. */
void process_name(const struct settings *settings, const char *name);
/* Passwords and keys pass through: no core file, no other process of the Unix
 * user looks in, and no program that is run gives more rights than there are.
 */
void process_close_memory(void);
/* After a fork: process_close_memory(), leaves SIGINT, SIGTERM and SIGHUP to
 * the listener (a terminal or a service manager sends them to all), ignores
 * SIGPIPE, moves the `count` descriptors to 3 and on and closes all others but
 * standard error; standard input and output are /dev/null from there on. */
void process_begin(int *descriptors, int count);
/* In an image that is about to fork many: takes what is free in its heap for
 * good, so that children put what is theirs on pages of their own, one after
 * another, instead of copying a page of ours for each hole they fill. */
void process_settle_heap(void);
/* Has the kernel end this process with its parent, if that is still `parent`;
 * else it ends at once. */
void process_die_with(int parent);

#endif
