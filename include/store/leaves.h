#ifndef STORE_LEAVES_H
#define STORE_LEAVES_H

#include "base/status.h"
#include "model/profile.h"

struct store;

/* When people are away: civil dates, as each one's own zone has them. */

MUST_USE enum status leaves_add(struct store *store, int64_t person_id,
    const struct leave *leave, int64_t now);
/* Those that have not ended before `date`, by their days; at most `limit`. */
MUST_USE enum status leaves_from(struct store *store, int64_t person_id,
    const char *date, int limit, struct leave_list *list);
/* The one that has a day of `leave`; NOT_FOUND: none has. */
MUST_USE enum status leaves_within(struct store *store, int64_t person_id,
    const struct leave *leave, struct leave *found);
/* Ends it so, or takes it away where it begins after that day. */
MUST_USE enum status leaves_end(struct store *store, int64_t id,
    const char *to_on);

#endif
