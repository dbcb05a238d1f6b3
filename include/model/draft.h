#ifndef MODEL_DRAFT_H
#define MODEL_DRAFT_H

#include <stddef.h>
#include <stdint.h>

#include "model/thread.h"

enum draft_target {
    DRAFT_BOARD,
    DRAFT_THREAD,
    DRAFT_QUESTION,
    DRAFT_EDIT
};

/* Text not sent yet. One for each target and post replied to. */
struct draft {
    enum draft_target target;
    int64_t target_id; /* board (a new thread), thread (a reply, an edit),
                        * question */
    int reply_to;      /* post number, 0: none; the post that is edited */
    char subject[SUBJECT_BYTES]; /* DRAFT_BOARD only */
    char *body;                  /* owned */
    int64_t saved_at;
};

struct draft_list {
    struct draft *rows; /* owned */
    size_t count;
};

void draft_clear(struct draft *draft);
void draft_list_clear(struct draft_list *list);
const char *draft_target_name(enum draft_target target); /* "board" */

#endif
