#ifndef STORE_OPENINGS_H
#define STORE_OPENINGS_H

#include "model/board.h"
#include "store/store.h"

/* When a question opens and closes, by where people sit; once set it stays. */

struct sitting {
    char zone[ZONE_BYTES];
    int64_t region_id; /* its holidays count; 0: of no region */
};

struct opening {
    int64_t question_id;
    const struct sitting *seat; /* borrowed */
    int64_t opens_at;
    int64_t closes_at;
};
/* OK and nothing changed where the seat has one. */
MUST_USE enum status openings_add(struct store *store,
    const struct opening *opening);

/* Where the question opens first; NOT_FOUND: its hours are not known. */
MUST_USE enum status openings_first(struct store *store, int64_t question_id,
    int64_t *opens_at, char zone[ZONE_BYTES]);

struct sitting_list {
    struct sitting *rows; /* owned */
    size_t count;
};
/* The sittings of the members of the cohorts behind the board, and of those
 * cohorts' regions, that the question has no opening for; by zone and region.
 */
MUST_USE enum status openings_missing(struct store *store,
    const struct board *board, int64_t question_id, struct sitting_list *list);
void sitting_list_clear(struct sitting_list *list);

#endif
