#ifndef BOARD_KNOWING_H
#define BOARD_KNOWING_H

#include "board/viewer.h"
#include "model/portrait.h"

/* A person's page: who somebody is, and what they wrote.
 *
 * It is there for those whom board/acquaintance.h lets the viewer know of, with
 * the roles that come with a board both share; and for whoever wrote a post
 * that the viewer may read, on the commons or in an imported thread, with what
 * stands beside the post and nothing else. Of anybody else nothing is told,
 * not even that they are here; nor of who has left for good, whose posts stay
 * where they are. */

/* By handle, in any case of letters. NOT_FOUND with "nobody called x". */
MUST_USE enum status knowing_person(struct viewer *viewer, const char *handle,
    struct portrait *portrait);
/* Their posts that the viewer may read, the newest first, at most `limit`;
 * after `after` (NULL: from the top). A covered answer is none of them. */
MUST_USE enum status knowing_posts(struct viewer *viewer, int64_t person_id,
    const struct written_key *after, int limit, struct written_list *list);

#endif
