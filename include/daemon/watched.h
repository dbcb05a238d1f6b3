#ifndef DAEMON_WATCHED_H
#define DAEMON_WATCHED_H

/* What a process owes to the one that watches it in a build for that:
 * sanitizers (HOMEROOM_SANITIZE) or valgrind (HOMEROOM_VALGRIND). Elsewhere
 * there is nothing to it. */

/* Milliseconds, or seconds, that another is waited for: twenty times that under
 * valgrind, where all of it takes longer. */
#ifdef HOMEROOM_VALGRIND
#define WATCHED(time) ((time)*20)
#else
#define WATCHED(time) (time)
#endif

/* Writes into valgrind's log of this process which one it is. */
void watched_name(const char *name);
/* _exit(), for a child whose sandbox leaves no room for more; where it has
 * none, memory that it has lost is looked for first. */
_Noreturn void watched_exit(int exit_status);

#endif
