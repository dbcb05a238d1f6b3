#ifndef STORE_PROFILES_H
#define STORE_PROFILES_H

#include "base/status.h"
#include "model/profile.h"

struct store;

/* The defaults where the person set nothing. NOT_FOUND: no such person. */
MUST_USE enum status profiles_find(struct store *store, int64_t person_id,
    struct profile *profile);
/* `is_plain` and `told` of it; the zones are of people and regions. */
MUST_USE enum status profiles_set(struct store *store, int64_t person_id,
    const struct profile *profile);

#endif
