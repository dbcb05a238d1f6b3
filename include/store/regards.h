#ifndef STORE_REGARDS_H
#define STORE_REGARDS_H

#include "model/post.h"
#include "store/store.h"

/* What others think of posts, counted: endorsed, thanks, used. */

/* Sets `regards` of posts, as `person_id` has them. */
MUST_USE enum status regards_draw(struct store *store, int64_t person_id,
    struct post_list *posts);

/* Numbers of the posts below a thread's first, endorsed ones first, then those
 * that most used, then those with most thanks, by number where that is alike;
 * without replies to others than the first of which none of these was said. */
struct regards_wanted {
    int64_t thread_id;
    int64_t only_for; /* not 0: this person's own alone */
    int limit;        /* `numbers` has room for them */
};
MUST_USE enum status regards_order(struct store *store,
    const struct regards_wanted *wanted, int *numbers, int *count);

#endif
