#ifndef BOARD_ACQUAINTANCE_H
#define BOARD_ACQUAINTANCE_H

#include <stdbool.h>

#include "board/viewer.h"

/* Whom a viewer may know of: those with whom they share a board, the one place
 * for this rule, by the rights of both. The commons, where everyone is, does
 * not count for it; so sponsors share nothing. Site moderators and operators
 * share every board: whoever has one may know of them. */

/* Whether the viewer shares every board: the operator, and those with a role on
 * the whole site. */
bool acquaintance_with_all(const struct viewer *viewer);
/* Whether a membership opens a board to its holder and to the viewer. */
bool acquaintance_by_member(const struct viewer *viewer,
    const struct member *other);
/* Whether the viewer may know of a person, all of whose memberships these are.
 */
bool acquaintance_among(const struct viewer *viewer,
    const struct person *person, const struct member_list *members);

struct acquaintance {
    int64_t person_id;
    int64_t region_id; /* 0: none */
    bool is_shared;
};
/* The same, remembered for five minutes. Somebody who is gone from the store
 * shares nothing. */
MUST_USE enum status acquaintance_recall(struct viewer *viewer,
    int64_t person_id, struct acquaintance *met);
/* What was remembered: viewer_clear() and a change of roles call it. */
void acquaintance_forget(struct viewer *viewer);

#endif
