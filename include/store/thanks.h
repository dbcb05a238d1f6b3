#ifndef STORE_THANKS_H
#define STORE_THANKS_H

#include <stdint.h>

#include "store/store.h"

/* Who thanked for which post: at most once a person and post. */

/* OK too when they have. */
MUST_USE enum status thanks_add(struct store *store, int64_t post_id,
    int64_t person_id, int64_t at);
/* NOT_FOUND: there is none. */
MUST_USE enum status thanks_drop(struct store *store, int64_t post_id,
    int64_t person_id);

#endif
