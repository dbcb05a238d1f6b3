#ifndef STORE_PASSWORDS_H
#define STORE_PASSWORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct store;

/* Both in secrets.db. Sets or replaces. */
MUST_USE enum status passwords_set(struct store *secrets, int64_t person_id,
    const char *hash, int64_t now);
/* NOT_FOUND: the person has none. */
MUST_USE enum status passwords_find(struct store *secrets, int64_t person_id,
    char *hash, size_t size);
/* Where the clock was set back: what was missed later than now was missed now.
 */
MUST_USE enum status passwords_set_back(struct store *secrets,
    int64_t person_id, int64_t now);
/* Wrong old ones since then; 0 for who has no password. */
MUST_USE enum status passwords_misses(struct store *secrets, int64_t person_id,
    int64_t since, int *misses);
/* Counts one more; those from before `since` are forgotten. Setting a password
 * forgets all. */
MUST_USE enum status passwords_miss(struct store *secrets, int64_t person_id,
    int64_t since, int64_t now);
/* OK too where the person has none. */
MUST_USE enum status passwords_remove(struct store *secrets, int64_t person_id);

#endif
