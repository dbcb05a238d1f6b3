#ifndef STORE_PEOPLE_KNOWN_H
#define STORE_PEOPLE_KNOWN_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* People by what a roster knows of them: address and login id. */

/* "" where they have none. NOT_FOUND: no such person. */
MUST_USE enum status people_email(struct store *store, int64_t id,
    char email[EMAIL_BYTES]);
/* Who in this cohort has the login id, in lower case. CONFLICT: several. */
MUST_USE enum status people_by_login(struct store *store, int64_t cohort_id,
    const char *login_id, struct person *person);
MUST_USE enum status people_set_login(struct store *store, int64_t id,
    const char *login_id);
/* Those of a cohort who were never here and have an address or login id to be
 * known by: their ids, at most `most`, and how many in `count`. */
MUST_USE enum status people_to_claim(struct store *store, int64_t cohort_id,
    int64_t *ids, int most, int *count);

#endif
