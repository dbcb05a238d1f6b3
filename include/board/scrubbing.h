#ifndef BOARD_SCRUBBING_H
#define BOARD_SCRUBBING_H

#include "board/viewer.h"

/* What was taken out of the store is in none of its files: neither in the
 * database nor in the log beside it. Copies that were made of them are not
 * reached. For the operator's program. */

/* Writes the store anew and has the log begun anew, here or, where a daemon
 * sees to the log, there: `is_done` false where within `patience` milliseconds
 * nobody came to it; the daemon goes on trying. Outside any transaction. */
MUST_USE enum status scrubbing_run(struct viewer *viewer, int64_t patience,
    bool *is_done);
/* Does what is due, for the keeper, who is the checkpointer. OK where nothing
 * is; AGAIN: not just now. */
MUST_USE enum status scrubbing_serve(struct viewer *viewer);

#endif
