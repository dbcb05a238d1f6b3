#ifndef MODEL_PLEDGE_H
#define MODEL_PLEDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "When ..., I will ..., by ...": what somebody means to do on the job. */

enum {
    PLEDGE_BYTES = 241,     /* of each of its two parts */
    PLEDGE_WORD_BYTES = 401 /* on what happened */
};

/* What became of it. */
enum pledge_answer {
    PLEDGE_UNANSWERED,
    PLEDGE_DONE,
    PLEDGE_NOT_YET,
    PLEDGE_CHANGED,
    PLEDGE_ANSWERS
};

struct pledge {
    int64_t id;
    int number; /* from 1, each person's own */
    int64_t cohort_id;
    char moment[PLEDGE_BYTES]; /* when ... */
    char deed[PLEDGE_BYTES];   /* I will ... */
    char by_on[11];            /* by ... */
    int64_t made_at;
    enum pledge_answer answer; /* the last one */
    char word[PLEDGE_WORD_BYTES];
    int64_t answered_at; /* 0: never */
    int due_days; /* it is to be asked about after 30, 60 or 90; 0: not now */
};

struct pledge_list {
    struct pledge *rows; /* owned */
    size_t count;
};

/* Of a cohort: how many, and never whose. */
struct pledge_counts {
    int people; /* who made any */
    int made;
    int done;
    int not_yet; /* and those never answered */
    int changed;
};

void pledge_list_clear(struct pledge_list *list);
/* It may still be done: neither done nor given up. */
bool pledge_is_open(const struct pledge *pledge);
/* "done", "not-yet", "changed"; "" for none. */
const char *pledge_answer_name(enum pledge_answer answer);
/* PLEDGE_UNANSWERED for a word that is none. */
enum pledge_answer pledge_answer_of(const char *name);
/* "done", "not yet", "changed my mind"; "" for none. */
const char *pledge_answer_words(enum pledge_answer answer);

#endif
