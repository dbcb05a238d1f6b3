#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/person.h"

/* What people set for themselves. */

enum digest {
    DIGEST_NEVER,
    DIGEST_WEEKLY,
    DIGEST_DAILY,
    DIGEST_COUNT
};

/* What someone wants to be told of. */
struct told {
    bool mentions;
    bool replies;   /* to what they wrote */
    bool questions; /* that open for them */
    enum digest digest;
};

struct profile {
    char own_zone[ZONE_BYTES];    /* "": they have their region's */
    char region_zone[ZONE_BYTES]; /* "": they have no region */
    bool is_plain;                /* ssh host begins in lines */
    struct told told;
};

/* When someone is away, first and last day included. */
struct leave {
    int64_t id;
    char from_on[11];
    char to_on[11];
};

struct leave_list {
    struct leave *rows; /* owned */
    size_t count;
};
void leave_list_clear(struct leave_list *list);

/* A zone that was someone's up to a moment. */
struct move {
    int64_t until_at;
    char zone[ZONE_BYTES];
};

struct move_list {
    struct move *rows; /* owned; the earliest first */
    size_t count;
};
void move_list_clear(struct move_list *list);

const char *digest_name(enum digest digest);
/* False for a word that is none of them. */
bool digest_from(const char *name, enum digest *digest);

#endif
