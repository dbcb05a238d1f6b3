#ifndef STORE_LETTERS_H
#define STORE_LETTERS_H

#include "model/letter.h"
#include "store/store.h"

/* Letters, one a person, cohort and week. */

/* In place of the one they wrote before. */
MUST_USE enum status letters_put(struct store *store, int64_t person_id,
    const struct letter_ask *ask, const char *body, int64_t at);
MUST_USE enum status letters_has(struct store *store, int64_t person_id,
    const struct letter_ask *ask, bool *has);

/* Appends those of cohorts of the program that began before this one, for a
 * week: the most
 * used first, then the newest; the list is the caller's to clear. */
struct letter_range {
    int64_t person_id; /* who reads */
    int64_t cohort_id;
    int week;
    int limit;
};
MUST_USE enum status letters_before(struct store *store,
    const struct letter_range *range, struct letter_list *list);
/* It helped the person, or does not any more. */
MUST_USE enum status letters_use(struct store *store, int64_t letter_id,
    int64_t person_id, int64_t at);
MUST_USE enum status letters_unuse(struct store *store, int64_t letter_id,
    int64_t person_id);

#endif
