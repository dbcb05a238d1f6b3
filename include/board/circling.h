#ifndef BOARD_CIRCLING_H
#define BOARD_CIRCLING_H

#include "board/viewer.h"
#include "model/circle.h"

/* What the files behind meeting.h share. */

/* Whether a membership puts its holder into the circle. */
bool circling_holds(const struct viewer *viewer, const struct circle *circle,
    const struct member *member);
/* The week in which a membership is now: "week 3 of 4". */
void circling_week(const struct member *member, char week[WEEK_BYTES]);

#endif
