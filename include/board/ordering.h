#ifndef BOARD_ORDERING_H
#define BOARD_ORDERING_H

#include "board/viewer.h"
#include "model/post.h"

/* In which order a thread is read. By number; but to whoever has answered a
 * question its answers from other regions come first, then those of their own,
 * each with the replies to it below it, by number within each. On the board of
 * an intake, where region meets region, what is new of any other thread comes
 * in the same way, below what was read; once it is read it stands by its
 * number. Numbers stay what they are. One without a name is of the region that
 * all are told; where none is, it stands among those of the reader's own,
 * whoever wrote it. */

struct order_row {
    int number;
    bool is_new;
    bool is_own; /* the viewer wrote it: neither new nor read */
};

struct order {
    int64_t thread_id;
    struct order_row *rows; /* owned: every post, as it is read */
    size_t count;
    size_t *places;     /* owned, by number: where in rows it is; 0 too for
                         * numbers that are no post's */
    bool is_by_regions; /* not simply by number */
};

/* Of what is covered new is nothing. */
MUST_USE enum status ordering_of(struct viewer *viewer, int64_t thread_id,
    struct order *order);
/* What came since goes to the end, by number, whatever its region: nothing
 * moves under a reader's eyes. */
MUST_USE enum status ordering_extend(struct viewer *viewer,
    struct order *order);
void order_clear(struct order *order);
/* Where a number is, or the last place for one that is higher than all. */
size_t order_place(const struct order *order, int number);
/* The first new row; count: none is. */
size_t order_first_new(const struct order *order);

/* What a rule before a row says: what is new may stand in several stretches
 * among what was read. One's own posts end none. */
enum order_edge {
    ORDER_GOES_ON, /* no rule */
    ORDER_NEW_BEGINS,
    ORDER_READ_BEGINS
};
enum order_edge order_edge(const struct order *order, size_t place);

/* The posts of `limit` rows from `from` on, in that order, as reading_posts()
 * gives them: those that the viewer may see. */
MUST_USE enum status ordering_posts(struct viewer *viewer,
    const struct order *order, size_t from, size_t limit,
    struct post_list *list);
/* The viewer has read the rows from `from` on, before `to`. OK and nothing done
 * for a viewer that reads only. */
MUST_USE enum status ordering_mark(struct viewer *viewer,
    const struct order *order, size_t from, size_t to);

#endif
