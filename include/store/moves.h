#ifndef STORE_MOVES_H
#define STORE_MOVES_H

#include "base/status.h"
#include "model/profile.h"

struct store;

/* The zones that people had before their present ones. */

/* The first of one second counts. */
MUST_USE enum status moves_add(struct store *store, int64_t person_id,
    const char *zone, int64_t until_at);
/* The earliest first, at most `limit`. */
MUST_USE enum status moves_by_person(struct store *store, int64_t person_id,
    int limit, struct move_list *list);
/* Forgets what ended before. */
MUST_USE enum status moves_forget(struct store *store, int64_t person_id,
    int64_t before_at);

#endif
