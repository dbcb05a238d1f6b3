#ifndef BOARD_RETURNING_H
#define BOARD_RETURNING_H

#include "board/viewer.h"

/* How many weeks in a row the viewer has answered, for nobody but themselves.
 *
 * A week, Monday to Sunday where they are, counts with one answer. One missed
 * week in four is repaired by itself: between two of them three were answered.
 * A week in which they were on leave, or in which no board of theirs asked
 * anything, is neither counted nor missed, nor is this one before it is over.
 * At most the last 260 weeks; 0: none, or a streak that has ended. */
MUST_USE enum status returning_weeks(struct viewer *viewer, int *weeks);

#endif
