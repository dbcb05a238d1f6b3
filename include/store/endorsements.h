#ifndef STORE_ENDORSEMENTS_H
#define STORE_ENDORSEMENTS_H

#include "model/post.h"
#include "model/use.h"
#include "store/store.h"

/* The marks of mentors and SMEs on what is right: at most one a person and
 * post. */

/* CONFLICT: theirs is there. */
MUST_USE enum status endorsements_add(struct store *store,
    const struct post *post, int64_t person_id, int64_t at);
/* NOT_FOUND: there is none. */
MUST_USE enum status endorsements_drop(struct store *store, int64_t post_id,
    int64_t person_id);
/* Its author has read of it. */
MUST_USE enum status endorsements_tell(struct store *store,
    const struct use *use, int64_t at);

#endif
