#ifndef MODEL_ACT_H
#define MODEL_ACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/person.h"

enum {
    ACT_HASH_BYTES = 65,       /* 64 hex digits and the end */
    ACT_HEAD_DIGITS_LEAST = 32 /* fewer of a head could be met by trying */
};

/* What someone with a role or the operator did, as the record has it. */
struct act {
    int64_t id;
    int64_t at;
    int64_t actor_id;            /* 0: the operator's program */
    char actor[HANDLE_BYTES];    /* a handle or "operator"; as kept: "#17" */
    char *name;                  /* owned: "member add" */
    char *subject;               /* owned: what it was done to, by name */
    char *reason;                /* owned, "": none was given */
    char digest[ACT_HASH_BYTES]; /* keyed, of the text concerned; "": none */
    char link[ACT_HASH_BYTES];   /* in the chain; "": from before the chain */
    bool is_cut; /* the store holds more in some text than can be one */
};

struct act_list {
    struct act *rows; /* owned */
    size_t count;
};

/* Which acts; NULL, or 0, for a criterion that is none. */
struct act_filter {
    const char *actor;
    const char *name_word; /* a whole word of the act's name */
    const char *words;     /* within subject or reason, in any case */
    /* What auditing_list() makes of the two: the actor's number, and the words
     * with the number of whom they begin with, as the record keeps it. */
    int64_t actor_id;
    const char *kept_words;
    int64_t since; /* UTC seconds */
    int64_t before_id;
};

/* The chain of the record, from its first act to the last. */
struct act_chain {
    int64_t count;
    int64_t last_id;
    char head[ACT_HASH_BYTES]; /* the last link; zeros where there is no act */
    int64_t broken_id;         /* the first that does not fit; 0: none */
};

void act_clear(struct act *act);
void act_list_clear(struct act_list *list);

#endif
