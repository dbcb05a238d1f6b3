#ifndef STORE_COURSE_SMES_H
#define STORE_COURSE_SMES_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* SMEs of an eLearning program as a whole: members_by_person() has them as
 * memberships without a cohort, people_of_course() names them. */

/* CONFLICT: they are one already. */
MUST_USE enum status course_smes_add(struct store *store, int64_t person_id,
    int64_t program_id, int64_t now);
/* NOT_FOUND: they are none. */
MUST_USE enum status course_smes_remove(struct store *store, int64_t person_id,
    int64_t program_id);

#endif
