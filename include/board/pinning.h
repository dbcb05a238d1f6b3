#ifndef BOARD_PINNING_H
#define BOARD_PINNING_H

#include "board/viewer.h"
#include "model/thread.h"

/* Pins: a thread at the top of its board, a question in the panel past its day,
 * by whoever has RIGHT_PIN there. A pinned question stays as covered as it is.
 * With a date the pin ends by itself when that date is over where the board is:
 * in its region, or in the last of its regions. Each act is on record; the end
 * was on record with the pin. News tells the board. */

enum {
    PINS_MOST = 10 /* on a board */
};

struct pin {
    const char *until; /* civil date, its last day; NULL: until unpinned */
    const char *why;   /* NULL: nothing is said */
};
/* Another end where it is pinned already. INVALID: no date, or one that is over
 * there. FULL: the board has PINS_MOST. */
MUST_USE enum status pinning_pin(struct viewer *viewer, int64_t thread_id,
    const struct pin *pin);
/* CONFLICT: it is not pinned. */
MUST_USE enum status pinning_unpin(struct viewer *viewer, int64_t thread_id,
    const char *why);
/* Whether the viewer may do either. */
bool pinning_may(const struct viewer *viewer, int64_t board_id);
/* Ends the pins whose time has come, each once; the keeper calls it each
 * minute. Idempotent across processes. Appends to news. */
MUST_USE enum status pinning_end_due(struct viewer *viewer, int *ended);

#endif
