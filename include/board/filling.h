#ifndef BOARD_FILLING_H
#define BOARD_FILLING_H

#include "board/viewer.h"

/* Where a board's queue is empty on a day on which it asks, its program's bank
 * fills in at the first hour at which that day's question would open anywhere:
 * what was asked there longest ago, and not within a year. The site itself
 * asks. For the keeper, each minute; idempotent across processes. A day that is
 * past its first opening by more than 24 hours is left out, and of several the
 * newest alone is filled. An intake's board stays empty where each cohort has a
 * question of its own that day, or agreed on when it is asked. */
MUST_USE enum status filling_due(struct viewer *viewer, int *filled);

#endif
