#ifndef DAEMON_SANDBOX_CALLS_H
#define DAEMON_SANDBOX_CALLS_H

#include <stdbool.h>

#include "daemon/sandbox.h"

/* The lists of system calls, by kind of process, for sandbox.c alone. */

/* Adds to libseccomp's `filter` all that this kind may call, with what
 * arguments. False: libseccomp refused a rule. */
bool sandbox_allow(void *filter, enum sandbox_kind kind);

#endif
