#ifndef BOARD_RESTING_H
#define BOARD_RESTING_H

#include <stddef.h>

#include "board/viewer.h"

/* Holidays by region, as a file has them; for the operator's program and the
 * keeper. */

struct rest {
    const char *region; /* slug */
    const char *date;
    const char *name; /* "": none */
};
/* INVALID with a reason for the row `refused`: no such region or date. */
MUST_USE enum status resting_check(struct viewer *viewer,
    const struct rest *rows, size_t count, size_t *refused);
/* The same, and they are what counts from now on: for questions that have not
 * opened anywhere. Nothing is written where nothing is new. */
MUST_USE enum status resting_keep(struct viewer *viewer,
    const struct rest *rows, size_t count, size_t *refused);

#endif
