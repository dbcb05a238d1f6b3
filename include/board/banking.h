#ifndef BOARD_BANKING_H
#define BOARD_BANKING_H

#include <stddef.h>

#include "board/viewer.h"
#include "model/program.h"
#include "model/question.h"

/* A program's bank of questions, for days on which a queue is empty: of the
 * operator's program, and of the mentors and SMEs of its cohorts. NOT_FOUND: no
 * such program, or none of the viewer's; FORBIDDEN: neither mentor nor SME
 * there. */

struct banked {
    const char *body;
    enum question_kind kind;
};
struct banked_many {
    size_t added;
    size_t known;   /* left out: the bank has the same already */
    size_t refused; /* index of the one that was, where there is one */
};
/* All of them or none; on record. INVALID for `many->refused`. */
MUST_USE enum status banking_add(struct viewer *viewer, const char *program,
    const struct banked *rows, size_t count, struct banked_many *many);
/* In the order in which their turn is. */
MUST_USE enum status banking_list(struct viewer *viewer, const char *program,
    struct bank_list *list);
/* Sets `dropped` to what it was; on record. What was asked of it stays. */
MUST_USE enum status banking_drop(struct viewer *viewer, int64_t id,
    struct bank_question *dropped);

/* Where the viewer is to fill up a bank: mentor, SME or champion in an intake
 * that has under BANK_LOW questions left for the coming days. The one with the
 * fewest; left -1: none. A program without a bank is not waited for. */
enum {
    BANK_LOW = 5
};
struct bank_left {
    char program[TITLE_BYTES];
    int left;
};
MUST_USE enum status banking_low(const struct viewer *viewer,
    struct bank_left *low);

#endif
