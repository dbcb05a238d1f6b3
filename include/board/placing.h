#ifndef BOARD_PLACING_H
#define BOARD_PLACING_H

#include "board/viewer.h"
#include "model/cohort.h"
#include "store/announcements.h"

/* A program's plan in one of its cohorts: its questions in the queue of the
 * cohort's board, asked by the house, and its announcements on their days. Each
 * comes on its own day of its week. Where that is a holiday of the cohort's
 * region, or the board has a question on it, a question takes the next working
 * day without one, at most PLACING_DAYS_MOST later; an announcement is said
 * on the next working day. What is past is left out. */

enum {
    PLACING_DAYS_MOST = 14
};

struct placed {
    int questions; /* put in the queue */
    int announcements;
    int moved;         /* of the questions: not on the plan's own day */
    int past;          /* left out: their day is over */
    int known;         /* left out: they are there already */
    int left_out;      /* there was no day for them */
    char first_on[11]; /* of the questions; "": none */
    char last_on[11];
    char left_out_on[11]; /* the first that had no day */
};

/* For a cohort that is being added, inside the caller's transaction; one row of
 * the record where the program has a plan. */
MUST_USE enum status placing_begin(struct viewer *viewer,
    const struct cohort *cohort, struct placed *placed);
/* For one whose first day changes, inside the caller's transaction: what came
 * with the plan and is not open yet goes by the new one. What is over by then
 * is taken out. Texts that were reworded stay so. */
MUST_USE enum status placing_change(struct viewer *viewer,
    const struct cohort *before, const struct cohort *after,
    struct placed *placed);

/* For the operator's program, on record; NOT_FOUND: no such cohort. */

/* Gives a cohort that is here what is still to come of its program's plan, but
 * for the days whose question or announcement it has, or had, already. */
MUST_USE enum status placing_apply(struct viewer *viewer, const char *cohort,
    struct placed *placed);
/* Takes out what came with the plan and is still to come; counts in `placed`
 * what that was. */
MUST_USE enum status placing_clear(struct viewer *viewer, const char *cohort,
    struct placed *placed);
/* The announcements still to come, by day. */
MUST_USE enum status placing_announcements(struct viewer *viewer,
    const char *cohort, struct announcement_list *list);

#endif
