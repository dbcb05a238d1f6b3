#ifndef DAEMON_SANDBOX_LANDLOCK_H
#define DAEMON_SANDBOX_LANDLOCK_H

#include <stdbool.h>

#include "base/status.h"

/* The part of the sandbox that knows Landlock, for sandbox.c alone. */

/* Leaves this process only the files below `store_folder`, to read and write,
 * and zoneinfo and terminfo, to read; NULL leaves it none. Needs
 * PR_SET_NO_NEW_PRIVS. NOT_FOUND: the kernel has no Landlock. */
MUST_USE enum status landlock_enter(const char *store_folder);
/* Whether this kernel has it. */
bool landlock_is_there(void);

#endif
