#ifndef DAEMON_SANDBOX_H
#define DAEMON_SANDBOX_H

#include "base/status.h"

/* What a process may still do, from here on and for good. Filters are made
 * once in the image that forks (libseccomp in each child costs 45 kB) and
 * installed in the child. */
enum sandbox_kind {
    SANDBOX_CONNECTION,
    SANDBOX_SESSION,
    SANDBOX_JOIN,        /* as a connection: it has no store */
    SANDBOX_WORKER,      /* hashes passwords */
    SANDBOX_KEEPER,      /* both stores */
    SANDBOX_CONNECTIONS, /* forks connections */
    SANDBOX_SESSIONS,    /* forks sessions */
    SANDBOX_LISTENER,    /* forks all but the workers anew, if they are lost */
    SANDBOX_KIND_COUNT
};

/* Builds the filter of this kind; call it before forking. Under a sanitizer
 * the list is longer, by what that itself calls. */
MUST_USE enum status sandbox_prepare(enum sandbox_kind kind);
/* Leaves this process the calls of its kind (sandbox_calls.h), and below the
 * `folders`, up to a NULL, files to read and write; a session, the keeper and
 * the spawner of sessions need one, and read zoneinfo and terminfo too, a
 * spawner /dev/null; others open nothing and take NULL (Landlock; a warning in
 * the log where the kernel lacks it). What is not allowed ends the process
 * with SIGSYS, a path that is not with EACCES; all lose new privileges, dumps,
 * and memory that can be written and run. rlimits: no core; but for spawners
 * no fork; descriptors: 16 in a worker, 32 in a session or dialogue, 64 in a
 * connection or the keeper; 256 MiB of address space in what faces people or
 * hashes (not under ASan). INVALID: a folder is wanted; FAILED: the process
 * must end. The listener is another matter: those it forks anew begin with what
 * it may do, so it keeps all but what none of them needs, which fails with
 * EPERM (programs, lines out, other users, other processes, the kernel's
 * doors), and writes only below the folders and in /dev/null. Call it before a
 * byte of a client is read; what is forked ends by _exit(), for a sanitizer's
 * check of leaks at exit() would start a process. */
MUST_USE enum status sandbox_enter(enum sandbox_kind kind,
    const char *const *folders);

#endif
