#ifndef BOARD_USING_H
#define BOARD_USING_H

#include "board/viewer.h"
#include "model/post.h"
#include "model/use.h"

/* "I used this": said of a post of somebody else that one may read, with a
 * line on what happened. Its author is told, also years later; on the board
 * stands how many used it. The line is for the author alone. */

/* `line` "": what happened is not said. Once a person and post: a second time
 * the line is another. NOT_FOUND: no such post for the viewer. FORBIDDEN with a
 * reason: it is their own, its answers are covered, they may not write there,
 * the policy is to be accepted first. INVALID: the line is too long. */
MUST_USE enum status using_say(struct viewer *viewer, int64_t thread_id,
    int number, const char *line);
/* Takes it back. NOT_FOUND with a reason: the viewer did not say so. */
MUST_USE enum status using_undo(struct viewer *viewer, int64_t thread_id,
    int number);
/* The post, as reading_posts() gives it, with whether the viewer may say they
 * used it, as using_say() has it, and what they said: NOT_FOUND, FORBIDDEN; a
 * line of "" where they said nothing yet. post_clear() it. */
MUST_USE enum status using_look(struct viewer *viewer, int64_t thread_id,
    int number, struct post *post, char line[USE_BYTES]);

/* What others used and endorsed of what the viewer wrote, where they may still
 * read it, the newest first, at most 50. */
MUST_USE enum status using_list(struct viewer *viewer, struct use_list *list);
/* How much of that they have not read yet; 50 at most. */
MUST_USE enum status using_untold(struct viewer *viewer, struct use_news *news);
/* They have read these now. OK and nothing done for a viewer that reads only.
 */
MUST_USE enum status using_tell(struct viewer *viewer,
    const struct use_list *list);

/* For each program whose counts the viewer is told, see board/counting.h.
 * FORBIDDEN with a reason: of none. */
MUST_USE enum status using_counts(struct viewer *viewer,
    struct use_count_list *list);

#endif
