#ifndef BOARD_OPENING_H
#define BOARD_OPENING_H

#include "board/covering.h"

/* Questions open: their hours by zone, their threads. For asking alone. */

/* Stores the hours of a question for every zone where people of its board
 * sit; with none of them, for `zone`. Inside the caller's transaction. */
MUST_USE enum status opening_store_zones(struct store *store,
    const struct board *board, const struct question *question,
    const char *zone);
/* Stores the hours as judged for the viewer's zone, where they are not. */
MUST_USE enum status opening_store_own(const struct viewer *viewer,
    const struct covering *covering);
/* The earliest hour at which a question would open anywhere on the board, and
 * where; INT64_MAX and no zone: nobody is there to be asked. */
struct opening_place {
    int64_t opens_at;
    char zone[ZONE_BYTES];
};
MUST_USE enum status opening_first(struct store *store,
    const struct board *board, const struct question *question,
    struct opening_place *place);
/* The same for where they are known to sit. */
MUST_USE enum status opening_first_of(struct store *store,
    const struct sitting_list *seats, const struct question *question,
    struct opening_place *place);
/* Makes the threads of what is due by the hours stored. */
MUST_USE enum status opening_due(struct viewer *viewer, int *opened);

#endif
