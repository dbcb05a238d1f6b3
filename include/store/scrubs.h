#ifndef STORE_SCRUBS_H
#define STORE_SCRUBS_H

#include "store/store.h"

/* Requests that the log hold nothing of before: see store_scrub(). */

/* `is_rewritten`: store and secrets have been written anew; else they are to
 * be, before it. */
MUST_USE enum status scrubs_ask(struct store *store, int64_t now,
    bool is_rewritten, int64_t *id);
/* The newest that is not done, of the one kind; 0: none is. */
MUST_USE enum status scrubs_due(struct store *store, bool is_rewritten,
    int64_t *id);
/* The files have been written anew for this one and those before it. */
MUST_USE enum status scrubs_rewritten(struct store *store, int64_t id);
/* This one and those before it, where the files have been written anew. */
MUST_USE enum status scrubs_finish(struct store *store, int64_t id,
    int64_t now);
MUST_USE enum status scrubs_are_done(struct store *store, int64_t id,
    bool *are_done);

#endif
