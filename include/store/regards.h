#ifndef STORE_REGARDS_H
#define STORE_REGARDS_H

#include "model/post.h"
#include "store/store.h"

/* What others think of posts, counted: endorsed, thanks, used. */

/* Sets `regards` of posts of one thread, in order of number, as `person_id` has
 * them. */
MUST_USE enum status regards_draw(struct store *store, int64_t thread_id,
    int64_t person_id, struct post_list *posts);

#endif
