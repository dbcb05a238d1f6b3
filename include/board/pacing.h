#ifndef BOARD_PACING_H
#define BOARD_PACING_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/cohort.h"
#include "model/post.h"

/* Who is in which week of what. In an eLearning program people begin one by
 * one: a member's own first day stands in place of the cohort's, and their
 * training lasts as many days. */

/* The cohorts the viewer is in, with the viewer's own dates: the one that began
 * last first, then those to come, the next one first. */
MUST_USE enum status pacing_own(struct viewer *viewer,
    struct cohort_list *list);
/* The same; for the operator and those with a role on the whole site all
 * cohorts, with the cohorts' dates. */
MUST_USE enum status pacing_cohorts(struct viewer *viewer,
    struct cohort_list *list);
/* Sets the learners' author_week of posts: the week they were in when they
 * wrote. On a program board, and where people begin one by one on those of
 * their cohort and course too. */
MUST_USE enum status pacing_draw(const struct viewer *viewer,
    const struct board *board, struct post_list *list);
/* The first day of a person's own training, in all their roles in the cohort.
 * For the operator's program. INVALID: no date, or the program is not
 * eLearning. NOT_FOUND: no such person, cohort or member. */
MUST_USE enum status pacing_set_start(struct viewer *viewer, const char *handle,
    const char *cohort, const char *starts_on);

#endif
