#ifndef STORE_PLEDGES_H
#define STORE_PLEDGES_H

#include "model/pledge.h"
#include "store/store.h"

/* Pledges and what became of them. Every statement asks for the owner, so that
 * none can give somebody else's; counts alone go by cohort. */

/* Takes the person's next number and sets it. */
MUST_USE enum status pledges_add(struct store *store, int64_t person_id,
    struct pledge *pledge);
/* Open ones first, the soonest day first; then the others, the newest first. */
MUST_USE enum status pledges_by_person(struct store *store, int64_t person_id,
    int limit, struct pledge_list *list);
/* NOT_FOUND: the person has none of this number. */
MUST_USE enum status pledges_find(struct store *store, int64_t person_id,
    int number, struct pledge *pledge);
MUST_USE enum status pledges_answer(struct store *store, int64_t pledge_id,
    enum pledge_answer answer, const char *word, int64_t at);
MUST_USE enum status pledges_count(struct store *store, int64_t cohort_id,
    struct pledge_counts *counts);

#endif
