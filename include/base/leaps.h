#ifndef BASE_LEAPS_H
#define BASE_LEAPS_H

#include <stdbool.h>
#include <stdint.h>

/* A clock that leaps, by more than a day, is first waited for: what comes due
 * by a clock that is wrong, a year ahead, say, cannot be taken back when it is
 * set right. All zero: the clock is believed as it is first seen. */
enum {
    LEAP_SECONDS = 26 * 3600,      /* less is believed at once */
    LEAP_PATIENCE = 10 * 60 * 1000 /* milliseconds */
};

struct leaps {
    bool is_known;
    bool waits;
    int64_t believed; /* seconds from ticks to the clock */
    int64_t seen;     /* the same, of the leap that is waited for */
    int64_t since;    /* ticks */
};

enum leap {
    LEAP_NONE,
    LEAP_BEGINS, /* one that was not there the last time */
    LEAP_WAITS,
    LEAP_ENDS /* believed from now on, or the clock is back */
};

/* To be asked each second, or as often as something is to be done. */
enum leap leaps_look(struct leaps *leaps, int64_t now, int64_t now_ticks);

/* Of this process's clock, from here on and in what it forks: a daemon begins
 * with it, so that a process that is lost and begun again knows of a leap. */
void leaps_watch(void);
/* LEAP_NONE where nobody watches, as in the operator's program. */
enum leap leaps_now(void);
/* Whether what comes due may be done by the clock as it is. */
bool leaps_is_settled(enum leap leap);

#endif
