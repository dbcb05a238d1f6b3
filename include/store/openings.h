#ifndef STORE_OPENINGS_H
#define STORE_OPENINGS_H

#include "model/board.h"
#include "store/store.h"

/* When a question opens and closes, by zone; once set it stays. */

struct opening {
    int64_t question_id;
    const char *zone;
    int64_t opens_at;
    int64_t closes_at;
};
/* OK and nothing changed where the zone has one. */
MUST_USE enum status openings_add(struct store *store,
    const struct opening *opening);

/* Where the question opens first; NOT_FOUND: its hours are not known. */
MUST_USE enum status openings_first(struct store *store, int64_t question_id,
    int64_t *opens_at, char zone[ZONE_BYTES]);

struct zone_list {
    char (*rows)[ZONE_BYTES]; /* owned */
    size_t count;
};
/* The zones of the members of the cohorts behind the board, and of those
 * cohorts' regions, that the question has no opening for; by name. */
MUST_USE enum status openings_missing(struct store *store,
    const struct board *board, int64_t question_id, struct zone_list *list);
void zone_list_clear(struct zone_list *list);

#endif
