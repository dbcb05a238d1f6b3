#ifndef STORE_COHORTS_H
#define STORE_COHORTS_H

#include "base/status.h"
#include "model/cohort.h"

struct store;

/* CONFLICT: the slug is taken. Reads slug, ids and dates of `cohort`; its own
 * id and the titles are not read. */
MUST_USE enum status cohorts_add(struct store *store,
    const struct cohort *cohort, int64_t now, int64_t *id);
MUST_USE enum status cohorts_by_slug(struct store *store, const char *slug,
    struct cohort *cohort);
MUST_USE enum status cohorts_by_id(struct store *store, int64_t id,
    struct cohort *cohort);
/* All, the one that began last first; at most 1000. */
MUST_USE enum status cohorts_all(struct store *store, struct cohort_list *list);
/* The cohorts a person is in, each once, the one that began last first; at
 * most 100. */
MUST_USE enum status cohorts_by_person(struct store *store, int64_t person_id,
    struct cohort_list *list);
/* Those of a program, by id; at most 1000. */
MUST_USE enum status cohorts_by_program(struct store *store, int64_t program_id,
    struct cohort_list *list);
MUST_USE enum status cohorts_set_dates(struct store *store, int64_t id,
    const char *starts_on, const char *ends_on);

#endif
