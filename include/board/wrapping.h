#ifndef BOARD_WRAPPING_H
#define BOARD_WRAPPING_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/draft.h"
#include "model/question.h"
#include "model/thread.h"

/* The wrap-up of a question: when it has closed everywhere whoever asked it
 * finds a draft of one, a reply to the question, to be changed and posted or
 * not: what was endorsed, what most thanked for, and an answer of each region
 * besides, with names but for those who left theirs out. */

/* Makes it, in the caller's transaction. Nothing where nobody answered, where
 * they have a draft there or 50 elsewhere, where they may not write there any
 * more, or not log in. */
MUST_USE enum status wrapping_draft(struct viewer *viewer,
    const struct board *board, const struct question *question);
/* Whether it waits to be posted by the viewer. */
MUST_USE enum status wrapping_waits(struct viewer *viewer,
    const struct thread *thread, bool *waits);
/* Whether a draft of the viewer's is one; `thread` it is for. */
bool wrapping_is(const struct viewer *viewer, const struct draft *draft,
    const struct thread *thread);

#endif
