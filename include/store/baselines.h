#ifndef STORE_BASELINES_H
#define STORE_BASELINES_H

#include "store/store.h"

/* From which post id on a board's posts can be new to a person. */

/* NOT_FOUND: this person has not looked at the board yet. */
MUST_USE enum status baselines_find(struct store *store, int64_t person_id,
    int64_t board_id, int64_t *post_id);
/* Never goes back; nothing of one who may not log in. */
MUST_USE enum status baselines_raise(struct store *store, int64_t person_id,
    int64_t board_id, int64_t post_id);

#endif
