#ifndef MODEL_POLICY_H
#define MODEL_POLICY_H

#include <stddef.h>
#include <stdint.h>

#include "model/person.h"

/* One version of the posting policy, as it was published. */
struct policy {
    int64_t id; /* the version's number, from 1 */
    char *body; /* owned */
    int64_t published_at;
};

/* Who accepted a version, or has not yet. */
struct acceptance {
    int64_t person_id;
    char handle[HANDLE_BYTES];
    char name[NAME_BYTES];
    int64_t accepted_at; /* UTC seconds; 0: not yet */
};

struct acceptance_list {
    struct acceptance *rows; /* owned */
    size_t count;
};

void policy_clear(struct policy *policy);
void acceptance_list_clear(struct acceptance_list *list);

#endif
