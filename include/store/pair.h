#ifndef STORE_PAIR_H
#define STORE_PAIR_H

#include "store/store.h"

/* One act in the store and in the secrets, whole or not at all, whatever dies
 * when. SQLite commits each file by itself; so what is to be done to the
 * secrets is first put down there, then the store is committed with a token
 * that says so, and that is the moment: from then on the secrets' half is done,
 * now or by whoever comes next. */

/* Opens both with STORE_CREATE. NOT_FOUND with words: one holds something, and
 * the other is not there; FAILED: people are in the store, and the secrets are
 * empty. A new one beside it would give people each other's keys, or none. Both
 * are made where neither is there, and where that broke off. */
MUST_USE enum status pair_open(const char *path, const char *secrets_path,
    struct store **store, struct store **secrets);

/* Begins in both, the store first, having done what somebody began who died.
 * Nests, as store_begin() does, where both are begun. */
MUST_USE enum status pair_begin(struct store *store, struct store *secrets);
void pair_rollback(struct store *store, struct store *secrets);
/* Commits where `status` is OK, else takes both back and gives it. OK: both
 * halves will be there. Else neither. */
MUST_USE enum status pair_end(struct store *store, struct store *secrets,
    enum status status);
/* Does no more than what somebody began who died, where there is any. A failure
 * is in the log; what is left is there for the next time. */
void pair_settle(struct store *store, struct store *secrets);

#endif
