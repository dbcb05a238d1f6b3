#ifndef BOARD_MEETING_H
#define BOARD_MEETING_H

#include "board/viewer.h"
#include "model/circle.h"

/* Who else is in my cohort: people by circle. Of those in it the viewer meets
 * the ones that board/acquaintance.h lets them know of, so not the sponsors;
 * one who is a sponsor alone sees counts. */

/* The circles that are the viewer's to look at, in this order: their cohorts,
 * the one that began last first, and the intakes of these; all they share a
 * board with, where that is more; whom to ask. */
MUST_USE enum status meeting_circles(struct viewer *viewer,
    struct circle_list *list);
/* The circle of a cohort; `slug` NULL: the widest that is theirs. NOT_FOUND, in
 * the same words, for a cohort that is not there and for one with which they
 * share no board. */
MUST_USE enum status meeting_circle(struct viewer *viewer, const char *slug,
    struct circle *circle);
/* A circle seen before: the cohort's or the intake's, by id; `is_staff` is
 * kept. NOT_FOUND: it is gone, or theirs no more. */
MUST_USE enum status meeting_circle_again(struct viewer *viewer,
    enum circle_kind kind, int64_t id, struct circle *circle);

/* At most `limit` people after `from` (NULL: from the top), or with `is_back`
 * those before it (NULL: from the end), the nearest first. Nobody of a circle
 * that is only counted. */
struct meeting_range {
    const struct circle *circle;
    const struct circle_key *from;
    bool is_back;
    int limit;
};
MUST_USE enum status meeting_page(struct viewer *viewer,
    const struct meeting_range *range, struct fellow_list *list);
/* Where somebody stands in a circle. NOT_FOUND: they are not in it. */
MUST_USE enum status meeting_place(struct viewer *viewer,
    const struct circle *circle, int64_t person_id, struct circle_key *key);

/* How many people a circle holds; -1 for one of CIRCLE_REACH, and for staff. */
MUST_USE enum status meeting_count(struct viewer *viewer,
    const struct circle *circle, int *count);
/* The same by region and role. */
MUST_USE enum status meeting_counts(struct viewer *viewer,
    const struct circle *circle, struct circle_count_list *list);

#endif
