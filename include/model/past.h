#ifndef MODEL_PAST_H
#define MODEL_PAST_H

#include "model/question.h"
#include "model/thread.h"

/* A question of the past, as one reader may know it. */
struct past {
    struct question question; /* of its thread */
    char board_slug[SLUG_BYTES];
    char board_title[TITLE_BYTES];
    int64_t program_id; /* 0: everyone's */
    int64_t asked_at;   /* when it first opened */
    int answered;       /* people */
    bool is_covered;    /* its answers, to the reader */
    bool is_endorsed;   /* an answer is; false where covered */
    int number;         /* of a post with what was searched for; 0: none was */
};

struct past_list {
    struct past *rows; /* owned */
    size_t count;
    int64_t next; /* to go on before; 0: that is all */
};
void past_list_clear(struct past_list *list);

/* A program with questions of the past; id 0: everyone's. */
struct shelf {
    int64_t program_id;
    char slug[SLUG_BYTES];
    char title[TITLE_BYTES];
};

struct shelf_list {
    struct shelf *rows; /* owned */
    size_t count;
};
void shelf_list_clear(struct shelf_list *list);

#endif
