#ifndef STORE_OFFERS_H
#define STORE_OFFERS_H

#include "store/store.h"

/* Replies across regions: whose answer has the fewest, and to whom one was
 * offered. */

struct offer_asker {
    int64_t question_id;
    int64_t thread_id;
    int64_t person_id;
    const char *region; /* title of theirs */
};
/* The answer from another region, as all may know it, that the fewest others
 * replied to; of several the first. Not one that the person replied to, nor by
 * name of somebody who has left. NOT_FOUND: none. */
MUST_USE enum status offers_pick(struct store *store,
    const struct offer_asker *asker, int *number, int *replies);
/* Whether it was offered before, or they replied to such a one by themselves.
 */
MUST_USE enum status offers_is_done(struct store *store,
    const struct offer_asker *asker, bool *is_done);
/* OK too where it was before. */
MUST_USE enum status offers_add(struct store *store, int64_t question_id,
    int64_t person_id, int64_t at);

/* Learners who have answered a question, in its thread. */
MUST_USE enum status offers_learners(struct store *store, int64_t question_id,
    int *count);

#endif
