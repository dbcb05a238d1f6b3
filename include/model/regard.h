#ifndef MODEL_REGARD_H
#define MODEL_REGARD_H

#include <stdbool.h>
#include <stddef.h>

/* What others think of a post, as one reader may know it: counts, and never
 * who. */

struct regard {
    int count;    /* people */
    bool is_mine; /* the viewer is one of them */
};

struct regards {
    struct regard endorsed; /* a mentor's or SME's mark */
    struct regard thanks;
    struct regard used; /* see model/use.h */
};

enum {
    REGARDS_BYTES = 120
};

/* "endorsed, 2 thanks, used by 1"; "" for none. With what the reader did:
 * "endorsed by you, your thanks, used by 3, you too". */
void regards_words(const struct regards *regards, char out[REGARDS_BYTES]);
bool regards_are_none(const struct regards *regards);

#endif
