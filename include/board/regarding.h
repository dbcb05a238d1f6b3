#ifndef BOARD_REGARDING_H
#define BOARD_REGARDING_H

#include "board/access.h"
#include "model/post.h"

/* What one may think of a post of somebody else: the one place for which posts
 * that can be said of. */

struct regarded {
    int64_t thread_id;
    int number;
    enum right right; /* to be had on its board */
    const char *own;  /* the reason where the post is one's own */
};

/* NOT_FOUND: no such post for the viewer. FORBIDDEN with a reason: they have
 * not the right, its answers are covered (nothing tells whether it is there),
 * it is their own, or the site said it. Owned: post_clear(). */
MUST_USE enum status regarding_find(const struct viewer *viewer,
    const struct regarded *regarded, struct post *post, struct board *board);
/* What others think of posts: sets `regards`. */
MUST_USE enum status regarding_draw(const struct viewer *viewer,
    struct post_list *posts);

#endif
