/* Leaps: a clock that was set by more than a day is waited for. */

#include "base/leaps.h"

#include "base/clock.h"

static struct leaps here;

static bool
is_near(int64_t one, int64_t other)
{
    return moment_apart(one, other) <= LEAP_SECONDS;
}

static enum leap
believe(struct leaps *leaps, int64_t distance)
{
    enum leap leap = leaps->waits ? LEAP_ENDS : LEAP_NONE;

    *leaps = (struct leaps){.is_known = true, .believed = distance};
    return leap;
}

enum leap
leaps_look(struct leaps *leaps, int64_t now, int64_t now_ticks)
{
    int64_t distance = now - now_ticks / 1000;

    if (!leaps->is_known || is_near(distance, leaps->believed))
        return believe(leaps, distance);
    if (!leaps->waits || !is_near(distance, leaps->seen)) {
        leaps->waits = true;
        leaps->seen = distance;
        leaps->since = now_ticks;
        return LEAP_BEGINS;
    }
    if (now_ticks - leaps->since < LEAP_PATIENCE)
        return LEAP_WAITS;
    return believe(leaps, distance);
}

void
leaps_watch(void)
{
    here = (struct leaps){0};
    leaps_look(&here, clock_now(), clock_ticks());
}

enum leap
leaps_now(void)
{
    return here.is_known ? leaps_look(&here, clock_now(), clock_ticks())
                         : LEAP_NONE;
}

bool
leaps_is_settled(enum leap leap)
{
    return leap == LEAP_NONE || leap == LEAP_ENDS;
}
