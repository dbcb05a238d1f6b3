#ifndef STORE_HANDOUTS_H
#define STORE_HANDOUTS_H

#include "base/text.h"
#include "model/person.h"
#include "model/program.h"

struct store;

/* What only a cohort's handout reads. */

/* NOT_FOUND: no such program. */
MUST_USE enum status handouts_goal(struct store *store, int64_t program_id,
    char goal[TITLE_BYTES]);
/* Appends the names of those with a role in a cohort, who joined first first:
 * "Mara Okafor, Noor Haddad"; at most 20. */
MUST_USE enum status handouts_names(struct store *store, int64_t cohort_id,
    enum role role, struct text *names);

#endif
