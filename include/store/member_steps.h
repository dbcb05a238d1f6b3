#ifndef STORE_MEMBER_STEPS_H
#define STORE_MEMBER_STEPS_H

#include "base/status.h"
#include "model/cohort.h"

struct store;

/* Which beginnings of their own phases a learner has read of. */

/* `told_at` 0: it was past before it could be told. One that is there stays. */
MUST_USE enum status member_steps_add(struct store *store, int64_t person_id,
    int64_t cohort_id, enum phase phase, int64_t told_at);
/* Takes away those after a phase (-1: all), and those that were never told. */
MUST_USE enum status member_steps_remove(struct store *store, int64_t person_id,
    int64_t cohort_id, int after);
/* To a cohort of which there are none. */
MUST_USE enum status member_steps_move(struct store *store, int64_t person_id,
    int64_t from_id, int64_t to_id);
/* Sets bit 1 << phase of each that is there. */
MUST_USE enum status member_steps_told(struct store *store, int64_t person_id,
    int64_t cohort_id, unsigned *told);

#endif
