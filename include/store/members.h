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
/* The first day of their own training, in all their roles there. NOT_FOUND:
 * they have none. */
MUST_USE enum status members_set_start(struct store *store, int64_t person_id,
    int64_t cohort_id, const char *starts_on);
/* A person's memberships, by cohort and role; at most 500. Those of a course's
 * SME come first, without a cohort. */
MUST_USE enum status members_by_person(struct store *store, int64_t person_id,
    struct member_list *list);

#endif
