#ifndef BOARD_DRAFTING_H
#define BOARD_DRAFTING_H

#include "board/viewer.h"
#include "model/draft.h"

/* Drafts, and the place a session was at. Both are the viewer's own; a viewer
 * that reads only saves nothing and hears OK. */

/* Keeps or replaces the draft for its target; an empty body and subject drop
 * it. On disk when OK. For a first draft there, the target is looked at:
 * NOT_FOUND: there is no such thing for the viewer; FORBIDDEN: they may not
 * write there; FULL, with a reason: they have 50 others. What is kept already
 * goes on being kept, whatever became of its target. FULL too: the disk is. */
MUST_USE enum status drafting_save(struct viewer *viewer,
    const struct draft *draft);
/* NOT_FOUND: none for this target. Owned by the caller. */
MUST_USE enum status drafting_find(struct viewer *viewer,
    enum draft_target target, int64_t target_id, int reply_to,
    struct draft *draft);
/* All of the viewer's, newest first; at most 50. */
MUST_USE enum status drafting_list(struct viewer *viewer,
    struct draft_list *list);

/* At most 4096 bytes. */
MUST_USE enum status drafting_save_place(struct viewer *viewer,
    const char *place);
/* Owned by the caller; NOT_FOUND: none, or older than 8 hours. */
MUST_USE enum status drafting_find_place(struct viewer *viewer, char **place);

#endif
