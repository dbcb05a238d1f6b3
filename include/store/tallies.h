#ifndef STORE_TALLIES_H
#define STORE_TALLIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct store;

/* What is kept though it follows from other rows: counts, and what is newest.
 * Each is one number of rows that are not as they follow. */

enum tally {
    TALLY_BOARD_THREADS,    /* boards.thread_count */
    TALLY_THREAD_LAST,      /* last_number, last_post_id, _at, last_author_id */
    TALLY_THREAD_REPLIED,   /* has_reply */
    TALLY_THREAD_EMPTY,     /* threads without a post: cannot be mended */
    TALLY_POST_NUMBERS,     /* threads with a post missing: cannot be mended */
    TALLY_ANSWERED,         /* questions.answered */
    TALLY_ANSWERED_IN_WEEK, /* answered_in_week, more than answered at all */
    TALLY_EDITED,           /* posts.edited_at */
    TALLY_READ_AHEAD,       /* reads beyond their thread's last post */
    TALLY_BASELINE_AHEAD,   /* baselines beyond the last post */
    TALLY_COUNT
};

/* "boards' counts of threads". Never NULL. */
const char *tally_name(enum tally tally);
bool tally_is_mendable(enum tally tally);
/* How many rows are wrong. */
MUST_USE enum status tallies_find(struct store *store, enum tally tally,
    int64_t *wrong);
/* Derives them anew, inside the caller's transaction. INVALID: it cannot be
 * mended. */
MUST_USE enum status tallies_mend(struct store *store, enum tally tally);

/* How many people have a skeleton, of their handle or name, that is not the one
 * of it; where `mends`, it is then, inside the caller's transaction. */
MUST_USE enum status tallies_names(struct store *store, bool mends,
    int64_t *wrong);

/* ---- The secrets --------------------------------------------------------- */

/* Whom the passwords, keys and codes for coming back are of, each once, by
 * number: at most `limit` after this one. */
MUST_USE enum status tallies_owners(struct store *secrets, int64_t after_id,
    int limit, int64_t *ids, int *count);

#endif
