#ifndef DAEMON_TAKEN_OVER_H
#define DAEMON_TAKEN_OVER_H

#include <stdbool.h>

/* What an attacker would do inside a process: a list of system calls that a
 * test gives through a file in memory. Only in builds with
 * HOMEROOM_TEST_ATTACK; else none of it is there. */

#ifdef HOMEROOM_TEST_ATTACK

enum {
    TAKEN_STEPS = 8,
    TAKEN_ARGUMENTS = 6,
    TAKEN_BYTES = 8192
};

enum taken_state {
    TAKEN_IDLE,
    TAKEN_ARMED, /* the next process of this kind is taken over */
    TAKEN_TRIED, /* at it; stays so when that ends the process */
    TAKEN_DONE
};

/* A file of this layout is mapped, named by HOMEROOM_ATTACK. */
struct taken {
    _Atomic int state;
    int step_count;
    int failed_step; /* -1: all went well */
    int error;       /* errno of that step */
    int has_begun;   /* somebody was taken over */
    int is_bare;     /* sandboxes are left off: the control */
    char kind[16];   /* "connection", "session", "join" */
    struct taken_step {
        long number;
        long arguments[TAKEN_ARGUMENTS];
        int in_bytes[TAKEN_ARGUMENTS];  /* an offset into `bytes` */
        int is_result[TAKEN_ARGUMENTS]; /* of the step of that number */
        long result;
    } steps[TAKEN_STEPS];
    char bytes[TAKEN_BYTES];
};

/* Maps the file, for this process and all that are forked. */
void taken_over_begin(void);
/* Runs what is armed for this kind, if anything is. */
void taken_over(const char *kind);
/* Whether sandboxes are to be left off. */
bool taken_over_is_bare(void);

#else

static inline void
taken_over_begin(void)
{
}

static inline void
taken_over(const char *kind)
{
    (void)kind;
}

static inline bool
taken_over_is_bare(void)
{
    return false;
}

#endif
#endif
