#ifndef STORE_MEMBERS_H
#define STORE_MEMBERS_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* CONFLICT: they have this role in this cohort. */
MUST_USE enum status members_add(struct store *store, int64_t person_id,
    int64_t cohort_id, enum role role, int64_t now);
/* NOT_FOUND: they do not have it. */
MUST_USE enum status members_remove(struct store *store, int64_t person_id,
    int64_t cohort_id, enum role role);
/* All their roles there become roles of another cohort, from `now` on. Their
 * own first day stays where `keeps_start`. CONFLICT: they have one of them
 * there. */
struct member_move {
    int64_t person_id;
    int64_t from_id;
    int64_t to_id;
    bool keeps_start;
};
MUST_USE enum status members_move(struct store *store,
    const struct member_move *move, int64_t now);
/* The first day of their own training, in all their roles there. NOT_FOUND:
 * they have none. */
MUST_USE enum status members_set_start(struct store *store, int64_t person_id,
    int64_t cohort_id, const char *starts_on);
enum {
    MEMBERS_A_PERSON = 500
};

/* A person's memberships, by cohort and role; at most MEMBERS_A_PERSON. Those
 * of a course's SME come first, without a cohort. */
MUST_USE enum status members_by_person(struct store *store, int64_t person_id,
    struct member_list *list);
/* Those of everybody whose number lies between these two, person by person and
 * then in that order; at most `limit`. */
MUST_USE enum status members_between(struct store *store, int64_t first_id,
    int64_t last_id, int limit, struct member_list *list);

#endif
