#ifndef BOARD_FITTING_H
#define BOARD_FITTING_H

#include "board/viewer.h"
#include "model/board.h"

/* The next free day of a board's rhythm, for questions that name none. */

struct fit {
    char date[11];
    bool is_by_rhythm; /* else any weekday would have done */
    int window_hours;  /* until the rhythm's next day; 0: as the site has it */
};

/* Moves fit->date on to the next day without a question that
 * scheduling_suits(); from it on where `includes` it. FULL: none in ten
 * years. */
MUST_USE enum status fitting_next(const struct viewer *viewer,
    const struct board *board, bool includes, struct fit *fit);

#endif
