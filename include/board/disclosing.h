#ifndef BOARD_DISCLOSING_H
#define BOARD_DISCLOSING_H

#include "board/viewer.h"
#include "model/board.h"

/* Who can read a board, and why: for an auditor. Worked out by the rights that
 * every verb asks, with each person's memberships, as of now. */

struct disclosed {
    char handle[HANDLE_BYTES];
    char name[NAME_BYTES];
    char *reasons; /* owned: each of them a line, with its end */
};

struct disclosed_list {
    struct disclosed *rows; /* owned, by handle; each person once */
    size_t count;
};

/* The board by slug, or its id as text. Those who may not log in can read
 * nothing and are left out; so is the operator's program, which is nobody and
 * reads everything. FORBIDDEN for anyone but the operator's program. */
MUST_USE enum status disclosing_readers(struct viewer *viewer, const char *slug,
    struct board *board, struct disclosed_list *list);
void disclosed_list_clear(struct disclosed_list *list);

#endif
