#ifndef STORE_HELD_ANSWERS_H
#define STORE_HELD_ANSWERS_H

#include "model/person.h"
#include "store/store.h"

/* Answers without a name that wait for their question's closing. */

struct held_answer {
    int64_t person_id;
    int64_t region_id;       /* 0: none */
    char region[NAME_BYTES]; /* its title */
    char *body;              /* owned */
};

struct held_answer_list {
    struct held_answer *rows; /* owned */
    size_t count;
};
void held_answer_list_clear(struct held_answer_list *list);

/* CONFLICT: there is one. */
MUST_USE enum status held_answers_add(struct store *store, int64_t question_id,
    int64_t person_id, const char *body, int64_t at);
/* All of a question, each time in another order that tells nothing. */
MUST_USE enum status held_answers_of(struct store *store, int64_t question_id,
    struct held_answer_list *list);
/* One's own, owned by the caller, and since when (may be NULL). NOT_FOUND:
 * none. */
MUST_USE enum status held_answers_find(struct store *store, int64_t question_id,
    int64_t person_id, char **body, int64_t *held_at);
MUST_USE enum status held_answers_drop(struct store *store,
    int64_t question_id);

#endif
