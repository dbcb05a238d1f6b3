#ifndef STORE_CIRCLES_H
#define STORE_CIRCLES_H

#include "base/status.h"
#include "model/circle.h"

struct store;

/* Who is in a circle: read from the tables of people and members, for there is
 * none of circles. A cohort may have ten thousand: a page of it costs what it
 * takes to look at them all once, and no more than that. */

/* Whose circle it is, and when; both for CIRCLE_REACH alone. It holds everybody
 * that board/acquaintance.h lets the person know of, and near the day on which
 * a cohort ends perhaps some more, which that leaves out. */
struct circle_reach {
    int64_t person_id;
    const char *today; /* where it is latest: "2026-11-23" */
};

struct circle_range {
    const struct circle *circle;
    struct circle_reach reach;
    const struct circle_key *from; /* not with it; NULL: from the end */
    bool is_back;                  /* those before, the nearest first */
    int rank_most;
    int limit;
};
/* In the circle's order. Somebody may come twice or more: in a row where they
 * learn in several cohorts, and as a learner too who has a role before it. */
MUST_USE enum status circles_page(struct store *store,
    const struct circle_range *range, struct circle_key_list *list);

/* How many people that is, in any circle but CIRCLE_REACH; from, is_back and
 * limit are not read, and a rank_most is that of sponsors or of learners. */
MUST_USE enum status circles_count(struct store *store,
    const struct circle_range *range, int *count);
/* The same of a cohort by region and role, in the circle's order. */
MUST_USE enum status circles_count_roles(struct store *store,
    const struct circle_range *range, struct circle_count_list *list);

/* A person's key but for the rank, which is 0. NOT_FOUND: no such person. */
MUST_USE enum status circles_key(struct store *store, int64_t person_id,
    struct circle_key *key);

#endif
