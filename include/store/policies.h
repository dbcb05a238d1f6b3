#ifndef STORE_POLICIES_H
#define STORE_POLICIES_H

#include "base/status.h"
#include "model/policy.h"

struct store;

/* Adds the next version; `publisher` is a handle or "operator". */
MUST_USE enum status policies_add(struct store *store, const char *body,
    const char *publisher, int64_t now, int64_t *id);
/* The newest; NOT_FOUND: none was published. policy_clear() it. */
MUST_USE enum status policies_newest(struct store *store,
    struct policy *policy);
/* The number of the newest alone, 0 for none, and when this person accepted
 * it, 0: not yet. */
MUST_USE enum status policies_standing(struct store *store, int64_t person_id,
    int64_t *id, int64_t *accepted_at);
/* The first acceptance of a version counts. */
MUST_USE enum status policies_accept(struct store *store, int64_t person_id,
    int64_t id, int64_t now);
/* Who accepted a version, by id from after `after_id` on. */
MUST_USE enum status policies_accepted(struct store *store, int64_t id,
    int64_t after_id, int limit, struct acceptance_list *list);
/* The same for those who may log in and have not. */
MUST_USE enum status policies_missing(struct store *store, int64_t id,
    int64_t after_id, int limit, struct acceptance_list *list);
/* Of the people who may log in: how many there are, and how many of them
 * accepted this version. */
MUST_USE enum status policies_count(struct store *store, int64_t id,
    int *accepted, int *people);

#endif
