#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "model/version.h"
#include "store/store.h"

/* What posts, and answers held without a name, said before they were changed.
 */

/* Of which text: a post, or where post_id is 0 an answer that is held. */
struct version_key {
    int64_t post_id;
    int64_t question_id;
    int64_t person_id; /* its author */
};

/* Those before the one that stands, the oldest first. */
MUST_USE enum status versions_of(struct store *store,
    const struct version_key *key, struct version_list *list);
/* What was there goes among the versions as `was` tells, its number but for the
 * one it gets, and `body` is what is said now; was->replaced_at is when. */
MUST_USE enum status versions_replace(struct store *store,
    const struct version_key *key, const struct version *was, const char *body);
/* An answer that was held is in its thread now, and its versions are the
 * post's. */
MUST_USE enum status versions_show(struct store *store,
    const struct version_key *held, int64_t post_id);

#endif
