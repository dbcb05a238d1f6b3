#ifndef BOARD_SCRUBBING_H
#define BOARD_SCRUBBING_H

#include "board/viewer.h"

/* What was taken out of the store is in none of its files: neither in the
 * database nor in the log beside it. Copies that were made of them are not
 * reached. For the operator's program. */

/* Writes store and secrets anew and has the log begun anew, here or, where a
 * daemon sees to the log, there: `is_done` false where within `patience`
 * milliseconds nobody came to it; the daemon goes on trying. Outside any
 * transaction. */
MUST_USE enum status scrubbing_run(struct viewer *viewer, struct store *secrets,
    int64_t patience, bool *is_done);
/* The newest that waits for store and secrets to be written anew, since whoever
 * asked for it has not done it yet, or was killed; 0: none does. */
MUST_USE enum status scrubbing_to_rewrite(struct viewer *viewer, int64_t *id);
/* Writes both anew, for all that wait for it. */
MUST_USE enum status scrubbing_rewrite(struct viewer *viewer,
    struct store *secrets);
/* Does what is due, for the keeper, who is the checkpointer. OK where nothing
 * is; AGAIN: not just now. */
MUST_USE enum status scrubbing_serve(struct viewer *viewer);

#endif
