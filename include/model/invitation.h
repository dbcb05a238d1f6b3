#ifndef MODEL_INVITATION_H
#define MODEL_INVITATION_H

#include <stddef.h>
#include <stdint.h>

#include "model/person.h"

/* What a code is good for; the code itself is told once and not kept. */
struct invitation {
    int64_t id;
    int64_t cohort_id; /* 0: it lets person_id back in */
    enum role role;    /* in the cohort */
    int64_t person_id; /* 0: whoever has it */
    int uses;
    int uses_left;
    char made_by[HANDLE_BYTES]; /* a handle, or "operator" */
    int64_t made_at;
    int64_t expires_at;
    int64_t revoked_at; /* 0: it was not */
};

struct invitation_list {
    struct invitation *rows; /* owned */
    size_t count;
};

void invitation_list_clear(struct invitation_list *list);

#endif
