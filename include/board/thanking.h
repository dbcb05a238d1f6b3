#ifndef BOARD_THANKING_H
#define BOARD_THANKING_H

#include "board/viewer.h"

/* Thanks: the one reaction. Said of a post of somebody else that one may read,
 * once a person and post; how many did stands after the post, and never who. */

/* OK too where they have. NOT_FOUND: no such post for the viewer. FORBIDDEN
 * with a reason: it is their own, its answers are covered, they may not write
 * there. */
MUST_USE enum status thanking_say(struct viewer *viewer, int64_t thread_id,
    int number);
/* Takes it back. NOT_FOUND with a reason too: they did not say so. */
MUST_USE enum status thanking_undo(struct viewer *viewer, int64_t thread_id,
    int number);

#endif
