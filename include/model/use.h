#ifndef MODEL_USE_H
#define MODEL_USE_H

#include "model/program.h"
#include "model/thread.h"

/* "I used this", said of a post; for its author, endorsements beside. */

enum {
    USE_BYTES = 401 /* of the line on what happened */
};

struct use {
    bool is_endorsement; /* a mentor or SME endorsed it: no use, no line */
    int64_t post_id;
    int64_t thread_id;
    int number;
    char subject[SUBJECT_BYTES]; /* of the thread */
    int64_t person_id;           /* who it was */
    char handle[HANDLE_BYTES];
    char name[NAME_BYTES];
    char region[NAME_BYTES]; /* "": none */
    char line[USE_BYTES];    /* what happened; "": not said */
    int64_t used_at;
    bool is_told; /* the post's author has read it */
};

struct use_list {
    struct use *rows; /* owned */
    size_t count;
};

/* How many of each their author has not read of. */
struct use_news {
    int used;
    int endorsed;
};

/* Of a program: counts, and never who. */
struct use_count {
    char program_slug[SLUG_BYTES];
    char program_title[TITLE_BYTES];
    int64_t program_id;
    int uses;
    int posts;
    int people;
};

struct use_count_list {
    struct use_count *rows; /* owned */
    size_t count;
};

/* "used by 2", "used by you", "used by 3, you too"; "" for none. */
void use_words(int used_by, bool is_used, char *out, size_t size);
/* "2 used, 1 endorsed what you wrote" */
void use_news_words(const struct use_news *news, char *out, size_t size);
void use_list_clear(struct use_list *list);
void use_count_list_clear(struct use_count_list *list);

#endif
