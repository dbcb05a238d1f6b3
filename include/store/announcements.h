#ifndef STORE_ANNOUNCEMENTS_H
#define STORE_ANNOUNCEMENTS_H

#include "store/store.h"

/* What cohorts' boards will be told by the house, each once. */

struct announcement {
    int64_t id;
    int64_t cohort_id;
    char says_on[11];
    char *body; /* owned */
};
struct announcement_list {
    struct announcement *rows; /* owned */
    size_t count;
};
void announcement_list_clear(struct announcement_list *list);

/* CONFLICT: the cohort has one on that day. */
MUST_USE enum status announcements_add(struct store *store, int64_t cohort_id,
    const char *says_on, const char *body);
MUST_USE enum status announcements_has(struct store *store, int64_t cohort_id,
    const char *says_on, bool *has);
/* Those of a cohort still to come, by day. */
MUST_USE enum status announcements_queued(struct store *store,
    int64_t cohort_id, struct announcement_list *list);
/* Those still to come whose day has begun where it is `latest`, by id after
 * `after_id`; at most 100. */
MUST_USE enum status announcements_due(struct store *store, const char *latest,
    int64_t after_id, struct announcement_list *list);
/* `thread_id` 0: it is too late to say it. CONFLICT: it is done. */
MUST_USE enum status announcements_end(struct store *store, int64_t id,
    int64_t thread_id, int64_t now);
/* Only of those still to come. CONFLICT as above. */
MUST_USE enum status announcements_drop(struct store *store, int64_t id);

#endif
