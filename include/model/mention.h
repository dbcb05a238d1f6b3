#ifndef MODEL_MENTION_H
#define MODEL_MENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place where others wrote of somebody, or took over from them. */
struct mention {
    int64_t thread_id;
    int number;    /* of the post; 0: the thread's subject */
    bool is_quote; /* a line of theirs, after ">" */
};

struct mention_list {
    struct mention *rows; /* owned, each place once, by thread and number */
    size_t count;
};

void mention_list_clear(struct mention_list *list);

#endif
