#ifndef STORE_THREADS_PINNED_H
#define STORE_THREADS_PINNED_H

#include "model/board.h"
#include "model/thread.h"
#include "store/store.h"

/* Threads kept at the top of their board. */

/* Until `unpins_at`, after the civil date `unpins_on`; NULL: without an end. */
MUST_USE enum status threads_pin(struct store *store, int64_t thread_id,
    const char *unpins_on, int64_t unpins_at);
/* CONFLICT: it is not pinned. */
MUST_USE enum status threads_unpin(struct store *store, int64_t thread_id);
/* Takes away a pin whose end has come. CONFLICT: it has none. */
MUST_USE enum status threads_end_pin(struct store *store, int64_t thread_id,
    int64_t now);
/* Ids of threads whose pin has come to its end, the earliest first, at most
 * `most`. */
MUST_USE enum status threads_unpinning(struct store *store, int64_t now,
    int most, int64_t *ids, int *count);
/* Ids of a board's pinned threads, or of its pinned questions alone, the newest
 * post first, at most `most`. */
struct pinned_range {
    int64_t board_id;
    bool only_questions;
    int most;
};
MUST_USE enum status threads_pinned(struct store *store,
    const struct pinned_range *range, int64_t *ids, int *count);
/* When a civil date is over in the last of the board's regions: those of the
 * cohorts behind it, on the commons of all. Where there is none, in UTC.
 * INVALID: no such date. */
MUST_USE enum status threads_day_ends(struct store *store,
    const struct board *board, const char *date, int64_t *at);

#endif
