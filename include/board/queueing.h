#ifndef BOARD_QUEUEING_H
#define BOARD_QUEUEING_H

#include "board/asking.h"
#include "model/board.h"

/* What holds for every question in a queue, however it came there; for those
 * that put them in or change them. INVALID with a reason. */

MUST_USE enum status queueing_check_body(const char *given,
    char body[QUESTION_BYTES]);
/* What is over everywhere would never open. */
MUST_USE enum status queueing_check_ahead(const struct viewer *viewer,
    const struct question *question);
/* CONFLICT with the date on which people of the board are asked the same,
 * within a year of the question's own date. */
MUST_USE enum status queueing_check_new(const struct viewer *viewer,
    const struct question *question);
/* What the viewer was writing for that day is no draft any more. */
MUST_USE enum status queueing_drop_draft(struct viewer *viewer,
    const struct question *question);
/* One row of the record: the board, the date and `more`, with the question's
 * digest. */
MUST_USE enum status queueing_record(struct viewer *viewer,
    const struct board *board, const char *act, const struct question *question,
    const char *more);

#endif
