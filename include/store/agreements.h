#ifndef STORE_AGREEMENTS_H
#define STORE_AGREEMENTS_H

#include "model/agreement.h"
#include "store/store.h"

/* What cohorts decided for themselves. Each agreement stands from its first day
 * until the next one's; what was before stays to be seen. */

/* One from the same day gives way to it. */
MUST_USE enum status agreements_add(struct store *store, int64_t cohort_id,
    const struct agreement *agreement, int64_t now);
/* The last one that began by a civil date; it may be over. NOT_FOUND: none. */
MUST_USE enum status agreements_on(struct store *store, int64_t cohort_id,
    const char *date, struct agreement *agreement);
/* The last one, whenever it begins. NOT_FOUND: there is none. */
MUST_USE enum status agreements_latest(struct store *store, int64_t cohort_id,
    struct agreement *agreement);
/* Notes of those that are over before a civil date that their cohort knows.
 * NOT_FOUND: of all of them it did. */
MUST_USE enum status agreements_end(struct store *store, int64_t cohort_id,
    const char *date, int64_t now);
/* Whether all cohorts of the intake in which somebody learns had decided for
 * themselves by a civil date; false where they learn in none. */
MUST_USE enum status agreements_keep(struct store *store, int64_t person_id,
    int64_t intake_id, const char *date, bool *keep);

#endif
