#ifndef BOARD_EXPLAINING_H
#define BOARD_EXPLAINING_H

#include "board/viewer.h"

/* Every role stands because an act on record gave it: the record is read from
 * its first act on, and what it gave and took is held to what the store has.
 * Acts that give or take a role say whom, where and which, people by number
 * (see act_names.h), in the words that this file reads. */

/* Records which people an import gave a role in a cohort, in as many rows as
 * it takes, inside the caller's transaction: "emea-autumn learner #2-#15 #20".
 * Sorts the ids. */
MUST_USE enum status explaining_record(struct viewer *viewer,
    const char *cohort, enum role role, int64_t *person_ids, size_t count);

struct unexplained {
    char handle[HANDLE_BYTES];
    char *role; /* owned: "mentor in emea-autumn", "moderator of the site" */
};

struct unexplained_list {
    struct unexplained *rows; /* owned, by the people's numbers */
    size_t count;
};

/* The roles that people have and no act on record gave them, and how many
 * roles there are. FORBIDDEN for anyone but the operator's program. */
MUST_USE enum status explaining_roles(struct viewer *viewer,
    struct unexplained_list *list, size_t *roles);
void unexplained_list_clear(struct unexplained_list *list);

#endif
