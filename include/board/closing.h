#ifndef BOARD_CLOSING_H
#define BOARD_CLOSING_H

#include "board/viewer.h"

/* What is due when a question has closed in every zone, once for each: answers
 * without a name come into its thread, all at one moment and in no order. An
 * answer tells its region where that tells nobody apart: two or more of the
 * region left their name out, and three or more people there might have.
 * Whoever asked it finds a draft of its wrap-up, see board/wrapping.h.
 * Appends to news. Idempotent across processes; the keeper calls it. */
MUST_USE enum status closing_due(struct viewer *viewer, int *closed);

#endif
