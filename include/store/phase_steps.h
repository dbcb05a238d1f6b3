#ifndef STORE_PHASE_STEPS_H
#define STORE_PHASE_STEPS_H

#include "base/status.h"
#include "model/cohort.h"

struct store;

/* A cohort of which not every phase is told or past. */
struct phase_due {
    int64_t cohort_id;
    int done; /* phases, from PHASE_UPCOMING on: the next one's number */
};

struct phase_due_list {
    struct phase_due *rows; /* owned */
    size_t count;
};

/* `announced_at` 0: the phase was past before it could be announced. CONFLICT:
 * the step is done. Steps are added in the order of the phases. */
MUST_USE enum status phase_steps_add(struct store *store, int64_t cohort_id,
    enum phase phase, int64_t announced_at);
/* How many phases are told or past: the next one's number. */
MUST_USE enum status phase_steps_count(struct store *store, int64_t cohort_id,
    int *count);
/* Sets bit 1 << phase of each that was announced. */
MUST_USE enum status phase_steps_told(struct store *store, int64_t cohort_id,
    unsigned *told);
/* The cohorts whose next phase may have begun where it is `latest`, by id, at
 * most 100 after `after_id`. */
MUST_USE enum status phase_steps_due(struct store *store, const char *latest,
    int64_t after_id, struct phase_due_list *list);
void phase_due_list_clear(struct phase_due_list *list);

#endif
