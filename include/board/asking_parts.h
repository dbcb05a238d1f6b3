#ifndef BOARD_ASKING_PARTS_H
#define BOARD_ASKING_PARTS_H

#include "board/asking.h"
#include "board/covering.h"

/* What the files behind asking.h share. */

/* The panel of a question as judged. What is not open yet where the viewer sits
 * has an hour and no words. */
MUST_USE enum status asking_fill(const struct viewer *viewer,
    const struct board *board, const struct covering *covering,
    struct panel *panel);

#endif
