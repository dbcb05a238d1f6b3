#ifndef STORE_PLACES_H
#define STORE_PLACES_H

#include "store/store.h"

/* Where each person's last full-screen session was. */

/* Nothing of one who may not log in. */
MUST_USE enum status places_save(struct store *store, int64_t person_id,
    const char *place, int64_t at);
/* NOT_FOUND: none saved after `since`. Owned by the caller. */
MUST_USE enum status places_find(struct store *store, int64_t person_id,
    int64_t since, char **place);

#endif
