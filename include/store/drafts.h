#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "model/draft.h"
#include "store/store.h"

/* Text not sent yet: one for each person, target and post replied to. */

struct draft_key {
    int64_t person_id;
    enum draft_target target;
    int64_t target_id;
    int reply_to;
};

/* FORBIDDEN with a reason: they may not log in. */
MUST_USE enum status drafts_save(struct store *store, int64_t person_id,
    const struct draft *draft);
/* NOT_FOUND: none. The body is owned by the caller. */
MUST_USE enum status drafts_find(struct store *store,
    const struct draft_key *key, struct draft *draft);
/* Newest first. */
MUST_USE enum status drafts_by_person(struct store *store, int64_t person_id,
    int limit, struct draft_list *list);
MUST_USE enum status drafts_count(struct store *store, int64_t person_id,
    int *count);
/* OK too when there is none. */
MUST_USE enum status drafts_drop(struct store *store,
    const struct draft_key *key);

#endif
