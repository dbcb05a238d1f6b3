#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include <stdint.h>

#include "base/status.h"
#include "model/act.h"

/* Copies of both stores as they were at one instant, while others write.
 *
 * Who changes both takes the store's write lock, then the secrets', and lets
 * go of them in that order too. So whoever has both, taken in that order, meets
 * no act that is done in one of them alone; the instant of the copies is the
 * one at which both are held. It lasts as long as it takes to open a view of
 * each: the store's is one of its log, which holds nobody back; the secrets',
 * a few hundred kilobytes, keeps others from changing them until they are
 * copied. */

/* What the copies show. */
struct copied {
    int store_version;
    int secrets_version;
    struct act_chain record;   /* its last act and link, unproved */
    int64_t held_microseconds; /* writers of the store were held so long */
};

/* Files that are there already, empty, and readable by whom they should be. */
struct copies {
    const char *store;
    const char *secrets;
};

/* Copies the pages of the stores at `of` into the files at `to`, which are on
 * disk when it says OK. Takes part in no checkpoint. AGAIN: others held a store
 * for 5 s. FULL, FAILED: what is in the files is of no use. */
MUST_USE enum status copies_make(const struct copies *of,
    const struct copies *to, struct copied *copied);

#endif
