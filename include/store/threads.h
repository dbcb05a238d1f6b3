#ifndef STORE_THREADS_H
#define STORE_THREADS_H

#include "model/thread.h"
#include "store/store.h"

/* The table of threads. Rows come with the names of author and last author;
 * what depends on a viewer (unread, covers, counts) stays zero. */

/* NOT_FOUND: no such thread. */
MUST_USE enum status threads_find(struct store *store, int64_t id,
    struct thread_row *row);
/* The board's list: pinned first, then the newest post first, by id; at most
 * `limit` rows after `after` (NULL or {0}: from the top). */
MUST_USE enum status threads_page(struct store *store, int64_t board_id,
    const struct thread_key *after, int limit, struct thread_list *list);
/* The thread that was posted in last, pinned or not, of those older by
 * (last_post_at, last_post_id) than `before` ({0}: of all). NOT_FOUND: none. */
MUST_USE enum status threads_newest(struct store *store, int64_t board_id,
    const struct thread_key *before, struct thread_row *row);

/* A thread with posts above a baseline, which someone has not read to its
 * end. */
struct thread_ahead {
    int64_t thread_id;
    struct thread_key key;
    enum thread_kind kind;
    int read_number; /* 0: none read */
};

struct thread_ahead_list {
    struct thread_ahead *rows; /* owned */
    size_t count;
};

struct thread_range {
    int64_t board_id;
    int64_t person_id;
    int64_t above_post_id; /* the baseline */
    int64_t below_post_id; /* 0: no end; where the last page ended */
};

/* By last_post_id, greatest first, at most `limit`. */
MUST_USE enum status threads_ahead(struct store *store,
    const struct thread_range *range, int limit,
    struct thread_ahead_list *list);
void thread_ahead_list_clear(struct thread_ahead_list *list);
/* The threads whose last post is above one id and not above another, counted
 * up to `most`. */
MUST_USE enum status threads_between(struct store *store, int64_t board_id,
    const int64_t post_ids[2], int most, int *count);
/* The greatest post id of the board, 0: none. */
MUST_USE enum status threads_last_post(struct store *store, int64_t board_id,
    int64_t *post_id);

/* Talk without a reply from another person: how many, counted up to `most`,
 * and when the oldest began (0: none). */
MUST_USE enum status threads_waiting(struct store *store, int64_t board_id,
    int most, int *count, int64_t *oldest_at);

/* Adds the thread without a post yet and counts it on its board; sets
 * thread->id. Follow with threads_grow() in the same transaction. */
MUST_USE enum status threads_add(struct store *store, struct thread *thread);

/* The thread has a new post: its numbers and times follow. The last post's
 * time and author are those of the latest moment, not of the latest insert. */
struct thread_growth {
    int64_t thread_id;
    int number;
    int64_t post_id;
    int64_t author_id;
    int64_t at;
    bool is_reply; /* by another person than the thread's author */
};
MUST_USE enum status threads_grow(struct store *store,
    const struct thread_growth *growth);

#endif
