#ifndef MODEL_LETTER_H
#define MODEL_LETTER_H

#include <stdbool.h>

#include "model/person.h"
#include "model/program.h"

/* What somebody who finished week N would have liked to know in it. */

enum {
    LETTER_BYTES = 1001
};

struct letter {
    int64_t id;
    char name[NAME_BYTES];            /* who wrote it */
    char cohort[TITLE_BYTES * 2 + 4]; /* "EMEA, spring 2026" */
    int week;                         /* 0: the whole training */
    char body[LETTER_BYTES];          /* one line */
    int64_t written_at;
    int used_by;  /* people whom it helped */
    bool is_used; /* the viewer is one of them */
};

struct letter_list {
    struct letter *rows; /* owned */
    size_t count;
};

/* A letter that is asked for. */
struct letter_ask {
    int64_t cohort_id;
    int week; /* 0: the whole training */
    char program[TITLE_BYTES];
};

void letter_list_clear(struct letter_list *list);

#endif
