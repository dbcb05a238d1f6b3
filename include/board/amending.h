#ifndef BOARD_AMENDING_H
#define BOARD_AMENDING_H

#include "board/viewer.h"
#include "model/question.h"

/* What stands in a board's queue is changed by whoever may ask there, until it
 * first opens anywhere; each act is on record. NOT_FOUND: no such question,
 * or none that the viewer may see. FORBIDDEN: not one who asks there.
 * CONFLICT, for all three: it has opened somewhere. */

/* `body` NULL: as it is; `kind` QUESTION_KIND_COUNT: as it is. INVALID as
 * asking_add() has it; CONFLICT too where it was asked within a year, unless
 * `is_again`. */
struct amendment {
    const char *body;
    enum question_kind kind;
    bool is_again;
};
MUST_USE enum status amending_reword(struct viewer *viewer, int64_t question_id,
    const struct amendment *amendment);
/* Another day; where that is taken the two change places if `swaps`, else it is
 * CONFLICT. INVALID: no date, or one that is over everywhere. */
MUST_USE enum status amending_move(struct viewer *viewer, int64_t question_id,
    const char *date, bool swaps);
/* Sets `dropped` to what it was. */
MUST_USE enum status amending_drop(struct viewer *viewer, int64_t question_id,
    struct question *dropped);

/* How the question will stand in the panel of those it opens for, and where it
 * opens first. */
struct preview {
    struct panel panel;
    int64_t first_opens_at;
    char first_zone[ZONE_BYTES];
};
MUST_USE enum status amending_preview(struct viewer *viewer,
    int64_t question_id, struct preview *preview);

#endif
