#ifndef MODEL_TODO_H
#define MODEL_TODO_H

#include "model/cohort.h"
#include "model/person.h"

/* What a champion has to do for a cohort. */

enum todo_state {
    TODO_OPEN,
    TODO_LATER, /* from its day on */
    TODO_DONE
};

struct todo_act {
    int number;  /* from 1; stays the same while the phase does */
    char *key;   /* what its mark is kept by; owned */
    char *words; /* owned */
    enum todo_state state;
    char due_on[11];          /* of TODO_LATER */
    char done_by[NAME_BYTES]; /* of TODO_DONE; "": the operator */
    int64_t done_at;
};

struct todo_list {
    struct cohort cohort;
    struct todo_act *rows; /* owned; open ones, then later, then done */
    size_t count;
    size_t open_count;
};

void todo_list_clear(struct todo_list *list);
/* Adds an act, whose texts it takes. */
void todo_list_add(struct todo_list *list, const struct todo_act *act);

#endif
