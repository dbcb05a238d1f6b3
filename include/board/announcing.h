#ifndef BOARD_ANNOUNCING_H
#define BOARD_ANNOUNCING_H

#include "board/viewer.h"

/* What a plan has its cohorts told goes onto their boards: on its day, or where
 * that is a holiday of the cohort's region on the next working day, at the hour
 * of questions there, once. What is later than ANNOUNCING_HOURS_LATE, as after
 * the daemon was off, is not said any more. A cohort that fails keeps no other
 * from its turn, and is tried again. For the keeper, each minute; idempotent
 * across processes. */

enum {
    ANNOUNCING_HOURS_LATE = 72
};

/* `said` counts them, also where something failed. FORBIDDEN for anyone but the
 * operator's program. */
MUST_USE enum status announcing_due(struct viewer *viewer, int *said);

#endif
