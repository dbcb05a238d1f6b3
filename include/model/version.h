#ifndef MODEL_VERSION_H
#define MODEL_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a post said for a while. */
struct version {
    int number; /* from 1, the oldest first */
    char *body; /* owned */
    int64_t written_at;
    int64_t replaced_at; /* 0: it is what the post says now */
    bool is_silent;      /* for its author alone */
    bool is_uncovering;  /* it stood when the others' answers opened to them */
};

struct version_list {
    struct version *rows; /* owned */
    size_t count;
};

void version_clear(struct version *version);
void version_list_clear(struct version_list *list);

#endif
