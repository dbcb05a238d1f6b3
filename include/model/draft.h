#ifndef MODEL_DRAFT_H
#define MODEL_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/thread.h"

enum draft_target {
    DRAFT_BOARD,
    DRAFT_THREAD,
    DRAFT_QUESTION,
    DRAFT_EDIT,
    DRAFT_ASK
};

/* Text not sent yet. One for each target and post replied to. */
struct draft {
    enum draft_target target;
    int64_t target_id; /* board (a new thread, a question for its queue), thread
                        * (a reply, an edit), question */
    int reply_to; /* post number, 0: none; the post that is edited; the date for
                   * which something is to be asked, see draft_date() */
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
/* 20261125 for "2026-11-25", and back; false where it is no date. */
int draft_date_number(const char *date);
bool draft_date(int number, char date[11]);
const char *draft_target_name(enum draft_target target); /* "board" */

#endif
