#ifndef DAEMON_PLANTED_H
#define DAEMON_PLANTED_H

/* A fault that a test plants in a process, so as to prove that whoever watches
 * it sees one: valgrind, AddressSanitizer, LeakSanitizer,
 * UndefinedBehaviorSanitizer. Only in builds with HOMEROOM_TEST_ATTACK; else
 * none of it is there. */

#ifdef HOMEROOM_TEST_ATTACK

/* Makes the faults that HOMEROOM_PLANT names as KIND:FAULT, several between
 * spaces, where `kind` is that kind of process: "unset" (a byte that nobody set
 * decides), "lost" (memory that nobody frees), "past" (a byte past the end is
 * read) or "overflow" (an int grows past its most). */
void planted(const char *kind);

#else

static inline void
planted(const char *kind)
{
    (void)kind;
}

#endif
#endif
