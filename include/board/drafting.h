#ifndef BOARD_DRAFTING_H
#define BOARD_DRAFTING_H

#include "board/viewer.h"
#include "model/draft.h"

/* Drafts, and the place a session was at. Both are the viewer's own; a viewer
 * that reads only saves nothing and hears OK. */

/* Keeps or replaces the draft for its target; an empty body and subject drop
 * it. On disk when OK. FULL: the disk is. */
MUST_USE enum status drafting_save(struct viewer *viewer,
    const struct draft *draft);
/* NOT_FOUND: none for this target. Owned by the caller. */
MUST_USE enum status drafting_find(struct viewer *viewer,
    enum draft_target target, int64_t target_id, int reply_to,
    struct draft *draft);
/* All of the viewer's, newest first; at most 50. */
MUST_USE enum status drafting_list(struct viewer *viewer,
    struct draft_list *list);
MUST_USE enum status drafting_drop(struct viewer *viewer,
    enum draft_target target, int64_t target_id, int reply_to);

/* At most 4096 bytes. */
MUST_USE enum status drafting_save_place(struct viewer *viewer,
    const char *place);
/* Owned by the caller; NOT_FOUND: none, or older than 8 hours. */
MUST_USE enum status drafting_find_place(struct viewer *viewer, char **place);

#endif
