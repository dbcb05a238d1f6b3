#ifndef BOARD_PLANNING_H
#define BOARD_PLANNING_H

#include "board/viewer.h"
#include "model/cohort.h"
#include "model/plan.h"

/* A program's plan: what each cohort that is added from now on is asked and
 * told by itself, see board/placing.h. For the operator's program; each act is
 * on record. NOT_FOUND: no such program. */

struct planning_row {
    int week;
    int weekday; /* 0 is Sunday */
    bool is_announcement;
    enum question_kind kind; /* of a question */
    const char *body;
};
struct planning_outcome {
    size_t refused; /* index of the row that was, where there is one */
    size_t same_as; /* of the one it is in the way of; else `refused` */
    int questions;
    int announcements;
    bool replaced; /* there was a plan before */
};
/* All of it in place of what was there, or nothing. INVALID for
 * `outcome->refused`: a week past PLAN_WEEKS_MOST, a text too long. CONFLICT:
 * two questions on one day, or two announcements. */
MUST_USE enum status planning_import(struct viewer *viewer, const char *program,
    const struct planning_row *rows, size_t count,
    struct planning_outcome *outcome);
/* By week and weekday, Monday first. */
MUST_USE enum status planning_list(struct viewer *viewer, const char *program,
    struct plan_list *list);
/* `dropped`: how many entries it had. */
MUST_USE enum status planning_clear(struct viewer *viewer, const char *program,
    size_t *dropped);
/* The program's cohorts whose training is not over: they have what they got
 * when they were added. */
MUST_USE enum status planning_cohorts(struct viewer *viewer,
    const char *program, struct cohort_list *list);

#endif
