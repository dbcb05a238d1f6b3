/* Greeting: the one thing that is asked at login. */

#include "board/greeting.h"

#include <stddef.h>

/* Which comes before which. What keeps people from writing comes first, then
 * what they began themselves, then what has a day, then what can wait. */
static const enum greeting order[] = {
    GREETING_POLICY,
    GREETING_DRAFT,
    GREETING_VOTE,
    GREETING_PLEDGE,
    GREETING_LETTER,
    GREETING_EARLIER,
    GREETING_CATCH_UP,
};

enum greeting
greeting_choose(unsigned due)
{
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if ((due & 1U << order[i]) != 0)
            return order[i];
    return GREETING_NONE;
}
