#ifndef BOARD_ASKING_MANY_H
#define BOARD_ASKING_MANY_H

#include <stddef.h>

#include "board/asking.h"

/* What became of a list of questions. */
struct asked_many {
    size_t refused; /* index of the one that was, where there is one */
    char first_on[11];
    char last_on[11];
};

/* Puts the questions in the queue of the cohort's board, in their order, each
 * on the next free day of the board's rhythm from tomorrow on, whatever dates
 * they name; all of them or none. NOT_FOUND: no such cohort. INVALID and others
 * as asking_add() has them, for the question `asked->refused`. Audited for the
 * operator. */
MUST_USE enum status asking_many(struct viewer *viewer, const char *cohort_slug,
    const struct ask *asks, size_t count, struct asked_many *asked);

#endif
