#ifndef STORE_SCRUBS_H
#define STORE_SCRUBS_H

#include "store/store.h"

/* Requests that the log hold nothing of before: see store_scrub(). */

MUST_USE enum status scrubs_ask(struct store *store, int64_t now, int64_t *id);
/* The newest that is not done; 0: none is. */
MUST_USE enum status scrubs_due(struct store *store, int64_t *id);
/* This one and those before it. */
MUST_USE enum status scrubs_finish(struct store *store, int64_t id,
    int64_t now);
MUST_USE enum status scrubs_are_done(struct store *store, int64_t id,
    bool *are_done);

#endif
