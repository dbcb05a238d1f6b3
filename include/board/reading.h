#ifndef BOARD_READING_H
#define BOARD_READING_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/post.h"
#include "model/thread.h"

/* What people read, and what is new to them. Unread are the posts of others
 * above the baseline of the board and above the number read in the thread;
 * covered answers never count, nor do posts that were imported (they have a
 * Message-ID). A person's first look at a board sets its baseline to what is
 * two weeks old. A question that is not open yet where the viewer sits is
 * neither listed nor counted, and NOT_FOUND. */

/* The boards the viewer may see, own cohort's first, then program, alumni,
 * course, commons; by title and id within a kind. */
MUST_USE enum status reading_boards(struct viewer *viewer,
    struct board_list *list);
/* One of them as that list has it. */
MUST_USE enum status reading_board_row(struct viewer *viewer, int64_t board_id,
    struct board_row *row);
/* NOT_FOUND too for one the viewer may not see. The slug or the id as text. */
MUST_USE enum status reading_board(struct viewer *viewer, const char *slug,
    struct board *board);
MUST_USE enum status reading_board_by_id(struct viewer *viewer, int64_t id,
    struct board *board);
/* Pinned ones first, then the newest post first; at most `limit` rows after
 * `after` (NULL or {0}: from the top). */
MUST_USE enum status reading_threads(struct viewer *viewer, int64_t board_id,
    const struct thread_key *after, int limit, struct thread_list *list);
/* One thread as its board's list would show it. */
MUST_USE enum status reading_thread(struct viewer *viewer, int64_t thread_id,
    struct thread_row *row);
/* Posts in order of number, from `from_number` on, at most `limit`. Of a
 * covered question the viewer gets post 1 and their own only. */
MUST_USE enum status reading_posts(struct viewer *viewer, int64_t thread_id,
    int from_number, int limit, struct post_list *list);
/* Of a question's answers the best ones first: endorsed, then used, then with
 * thanks; at most `limit`, and what the viewer may read of them alone. Replies
 * to answers are left out unless one of these was said of them. */
MUST_USE enum status reading_best(struct viewer *viewer, int64_t thread_id,
    int limit, struct post_list *list);
/* Up to this number the viewer has read; it never goes back. OK and nothing
 * done for a viewer that reads only. */
MUST_USE enum status reading_mark(struct viewer *viewer, int64_t thread_id,
    int number);
/* The number of the last post read, 0: none. Posts above it, or above the
 * baseline, are new. `first_new` is the first unread one, 0: none. */
MUST_USE enum status reading_progress(struct viewer *viewer, int64_t thread_id,
    int *last_read, int *first_new);
/* The next thread with something unread: the board's own list order from
 * after `thread_id` (0: from the top of `board_id`), then the next boards in
 * order and round again. NOT_FOUND: nothing is unread anywhere. */
MUST_USE enum status reading_next_unread(struct viewer *viewer,
    int64_t board_id, int64_t thread_id, struct thread *next);
/* Marks everything on the board as read (0: on every board). */
MUST_USE enum status reading_catch_up(struct viewer *viewer, int64_t board_id);
/* Waiting threads of the boards the viewer may see: how many, and when the
 * oldest began. */
MUST_USE enum status reading_waiting(struct viewer *viewer, int *count,
    int64_t *oldest_at);
/* Events after `event_id` on boards the viewer may see, oldest first, at most
 * 100: for a session without a listener, which polls. Whose answer it was is
 * told to its author alone. */
MUST_USE enum status reading_events(struct viewer *viewer, int64_t event_id,
    struct event_list *list);
/* The id of the newest event, 0: none. */
MUST_USE enum status reading_last_event(struct viewer *viewer, int64_t *id);

#endif
