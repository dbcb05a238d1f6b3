#ifndef BOARD_RECALLING_H
#define BOARD_RECALLING_H

#include "board/viewer.h"
#include "model/earlier.h"

/* Looking back: after 1, 4 and 12 weeks one may meet one's own earlier answer,
 * at most one a week, and each once at each of the three. It is one's own, and
 * on a board that one may still read. */

/* The one to meet now; the oldest first. NOT_FOUND with a reason: none.
 * earlier_clear() it. */
MUST_USE enum status recalling_find(struct viewer *viewer,
    struct earlier *earlier);
/* It was shown: the next one comes in a week. OK and nothing done for a viewer
 * that reads only. */
MUST_USE enum status recalling_met(struct viewer *viewer,
    const struct earlier *earlier);
/* Whether it may still be shown. NOT_FOUND. */
MUST_USE enum status recalling_check(const struct viewer *viewer,
    const struct earlier *earlier);

#endif
