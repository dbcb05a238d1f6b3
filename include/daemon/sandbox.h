#ifndef DAEMON_SANDBOX_H
#define DAEMON_SANDBOX_H

#include "base/status.h"

/* What a process may still do, from here on and for good. Filters are made
 * once in the spawner (libseccomp in each child costs 45 kB) and installed in
 * the child. */
enum sandbox_kind {
    SANDBOX_CONNECTION,
    SANDBOX_SESSION,
    SANDBOX_JOIN, /* as a connection: it has no store */
    SANDBOX_KIND_COUNT
};

/* Builds the filter of this kind; call it in the spawner, before forking.
 * Under a sanitizer the list is longer, by what that itself calls. */
MUST_USE enum status sandbox_prepare(enum sandbox_kind kind);
/* A connection may not open a file or a socket, nor start a process. A session
 * may read and write files below `store_folder`, read zoneinfo and terminfo,
 * and nothing else (Landlock; a warning in the log where the kernel lacks it).
 * What is not allowed ends the process with SIGSYS, a path that is not with
 * EACCES; both kinds lose new privileges, dumps and memory that can be written
 * and run. rlimits: 64 descriptors in a connection, else 32, no fork,
 * 256 MiB of address space (not under ASan), no core. FAILED: the process must
 * end. Call it in the child alone, before a byte of the client is read; the
 * child ends by _exit(), for a sanitizer's check of leaks at exit() would start
 * a process. */
MUST_USE enum status sandbox_enter(enum sandbox_kind kind,
    const char *store_folder);

#endif
