#ifndef BOARD_ENDORSING_H
#define BOARD_ENDORSING_H

#include "board/viewer.h"
#include "model/board.h"

/* Endorsed: the mark of a mentor or SME on the answer that is right, or on any
 * other post, in their cohorts and courses; nobody's on their own. It stands
 * after the post and on its thread in the board's list; its author is told. On
 * record. */

/* Whether they could on this board. */
bool endorsing_may(const struct viewer *viewer, const struct board *board);
/* OK too where they have, and on record once. NOT_FOUND: no such post for the
 * viewer. FORBIDDEN with a reason: they are neither mentor nor SME there, it is
 * their own. */
MUST_USE enum status endorsing_set(struct viewer *viewer, int64_t thread_id,
    int number);
/* Takes their own mark back. NOT_FOUND with a reason too: there is none. */
MUST_USE enum status endorsing_undo(struct viewer *viewer, int64_t thread_id,
    int number);

#endif
