#ifndef BOARD_ENROLLED_H
#define BOARD_ENROLLED_H

#include "board/viewer.h"
#include "model/cohort.h"

/* What the files behind enrolling.h share: one act of the operator's program,
 * in one transaction with its row of the record. */

/* FORBIDDEN for anyone but the operator's program. */
MUST_USE enum status enrolled_check(const struct viewer *viewer);
MUST_USE enum status enrolled_begin(struct viewer *viewer);
/* Records and commits when `status` is OK, else takes all back and gives it. */
MUST_USE enum status enrolled_end(struct viewer *viewer, enum status status,
    const char *act, const char *subject);
/* The same with why it was done, "" where nothing was said. */
MUST_USE enum status enrolled_end_why(struct viewer *viewer, enum status status,
    const char *act, const char *subject, const char *why);

enum {
    WHY_BYTES = 501
};
/* `given` (NULL: nothing) cleaned, as the record holds it. */
MUST_USE enum status enrolled_why(const char *given, char why[WHY_BYTES]);
/* Both by name, with words for the first that is not there. */
MUST_USE enum status enrolled_find(struct viewer *viewer, const char *handle,
    const char *slug, struct person *person, struct cohort *cohort);
/* Gives `status` the words: "no cohort called x", "cohort x is there already".
 */
MUST_USE enum status enrolled_named(enum status status, const char *what,
    const char *name);
/* They have a role in the cohort from now on, inside the caller's transaction:
 * whoever adds anyone to one does it here. Their region becomes the cohort's
 * where they have none, and a learner of an eLearning program begins, see
 * board/beginning.h. CONFLICT: they have the role. */
MUST_USE enum status enrolled_join(struct store *store, int64_t person_id,
    const struct cohort *cohort, enum role role);

#endif
