#ifndef BOARD_MISSING_H
#define BOARD_MISSING_H

#include "board/viewer.h"
#include "model/circle.h"

/* When somebody was last here is for the champion of their cohort alone, and
 * only as "not for 14 days". */
enum {
    MISSING_DAYS = 14
};

/* Whether a person whom the viewer may know of is on leave, and else whether
 * that is so and the viewer's to know. `members` are all memberships of the
 * person. Who joined the cohort after that is not missed yet, and nobody misses
 * themselves. */
MUST_USE enum status missing_find(const struct viewer *viewer,
    const struct person *person, const struct member_list *members,
    struct whereabouts *whereabouts);

#endif
