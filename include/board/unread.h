#ifndef BOARD_UNREAD_H
#define BOARD_UNREAD_H

#include "board/access.h"
#include "store/posts.h"
#include "store/threads.h"

/* What is new to a viewer on one board. The rule stands in board/reading.h;
 * everything it needs is in the store, so two sessions of one person agree.
 * All costs follow the threads posted in since the baseline. */

enum {
    UNREAD_MOST = 1000
};

struct unread {
    const struct viewer *viewer;
    const struct board *board;
    int64_t baseline;
    bool is_counted; /* false: this viewer is nobody to whom a post is new */
};

/* Finds the baseline; the first look sets it. */
MUST_USE enum status unread_open(const struct viewer *viewer,
    const struct board *board, struct unread *unread);
/* Of a thread that is not covered; counts up to `most`. */
MUST_USE enum status unread_in_thread(const struct unread *unread,
    const struct thread *thread, int most, struct post_news *news);
/* Posts on the whole board, at most UNREAD_MOST. Moves the baseline up past
 * what is read where that has grown long. */
MUST_USE enum status unread_on_board(const struct unread *unread, int *count);
/* The first thread with something new, in the order of the board's list,
 * after `after` ({0}: from the top). NOT_FOUND: none. */
MUST_USE enum status unread_next(const struct unread *unread,
    const struct thread_key *after, int64_t *thread_id);

#endif
