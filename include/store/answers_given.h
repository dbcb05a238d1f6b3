#ifndef STORE_ANSWERS_GIVEN_H
#define STORE_ANSWERS_GIVEN_H

#include "store/store.h"

/* What the keeper has answered, sealed; in secrets.db. */

/* NOT_FOUND: nothing under this digest. `sealed` is owned. */
MUST_USE enum status answers_given_find(struct store *secrets,
    const char *digest, char **sealed);
/* CONFLICT: there is one already. */
MUST_USE enum status answers_given_add(struct store *secrets,
    const char *digest, const char *sealed, int64_t now);
/* Those from before `since` or after `until` go, and of the rest all but the
 * newest `most`. */
MUST_USE enum status answers_given_forget(struct store *secrets, int64_t since,
    int64_t until, int most);

#endif
