#ifndef STORE_TODO_MARKS_H
#define STORE_TODO_MARKS_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* Which acts of a champion's are done. */

struct todo_mark {
    int64_t marked_at;
    char name[NAME_BYTES]; /* of who did it; "": the operator's program */
};

/* Puts a later one in the place of an earlier. `person_id` 0: the operator's
 * program. */
MUST_USE enum status todo_marks_set(struct store *store, int64_t cohort_id,
    const char *act, int64_t person_id, int64_t now);
/* NOT_FOUND: there is none. */
MUST_USE enum status todo_marks_remove(struct store *store, int64_t cohort_id,
    const char *act);
/* marked_at 0: there is none. */
MUST_USE enum status todo_marks_find(struct store *store, int64_t cohort_id,
    const char *act, struct todo_mark *mark);

#endif
