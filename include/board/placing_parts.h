#ifndef BOARD_PLACING_PARTS_H
#define BOARD_PLACING_PARTS_H

#include "board/placing.h"
#include "model/board.h"
#include "model/plan.h"

/* What the files behind placing.h share. */

/* One cohort, in the midst of it. */
struct placing {
    struct viewer *viewer;
    const struct cohort *cohort;
    struct board board;
    int64_t asker_id;
    char today[11]; /* where the cohort's region is */
    struct placed *placed;
};

MUST_USE enum status placing_open(struct viewer *viewer,
    const struct cohort *cohort, struct placed *placed,
    struct placing *placing);
/* Neither a holiday of the region nor the day of another question. */
MUST_USE enum status placing_is_clear(const struct placing *placing,
    const char *date, bool *clear);
/* Moves a date on to the next working day that is clear. FULL: there is none
 * that is near. */
MUST_USE enum status placing_move_on(const struct placing *placing,
    char date[11]);
/* Where the cohort has one that day it is counted as known. */
MUST_USE enum status placing_announce(const struct placing *placing,
    const struct plan_entry *entry, const char *says_on);
/* A question is on `date`, or had no day. */
void placing_count(const struct placing *placing, const char *planned_on,
    const char *date);
void placing_count_left_out(const struct placing *placing,
    const char *planned_on);
MUST_USE enum status placing_record(struct viewer *viewer, const char *act,
    const char *slug, const struct placed *placed);
MUST_USE enum status placing_end(struct viewer *viewer, enum status status);

#endif
