#ifndef DAEMON_SANDBOX_LANDLOCK_H
#define DAEMON_SANDBOX_LANDLOCK_H

#include <stdbool.h>

#include "base/status.h"

/* The part of the sandbox that knows Landlock, for sandbox.c alone. */

/* What else is within reach than the folders; a sum of these. */
enum landlock_reach {
    LANDLOCK_NULL = 1,     /* /dev/null */
    LANDLOCK_ZONES = 2,    /* zoneinfo, terminfo, /dev/urandom: to read */
    LANDLOCK_CHILDREN = 4, /* /proc in whole, not its own: for a sanitizer */
    LANDLOCK_READING = 8,  /* everything, to read */
    LANDLOCK_ENDING = 16   /* other processes, by signals: who must end them */
};

/* Leaves this process the files within that reach and, to read and write,
 * those below the `folders`, up to a NULL. Needs PR_SET_NO_NEW_PRIVS.
 * NOT_FOUND: the kernel has no Landlock. */
MUST_USE enum status landlock_enter(unsigned reach, const char *const *folders);
/* Whether this kernel has it. */
bool landlock_is_there(void);

#endif
