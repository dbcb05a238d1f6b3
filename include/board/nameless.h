#ifndef BOARD_NAMELESS_H
#define BOARD_NAMELESS_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/post.h"
#include "model/thread.h"

/* Answers without a name: the one place for who sees whose they are. Whoever
 * has RIGHT_SEE_COVERED on the board, and the author. To all others the author
 * is "somebody", or "somebody of EMEA" where that tells nobody apart, without
 * id, handle, role, week or clock, and the text one that was never changed. */

bool nameless_shows(const struct viewer *viewer, const struct board *board,
    int64_t author_id);
/* As it is to peers, whoever looks. */
void nameless_hide(struct post *post);
/* Each for one of the board. What has its name stays as it is. */
void nameless_hide_post(const struct viewer *viewer, const struct board *board,
    struct post *post);
void nameless_hide_last(const struct viewer *viewer, const struct board *board,
    struct thread_row *row);

#endif
