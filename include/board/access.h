#ifndef BOARD_ACCESS_H
#define BOARD_ACCESS_H

#include "board/covering.h"
#include "board/rights.h"
#include "board/viewer.h"
#include "model/board.h"
#include "model/thread.h"

/* How verbs come to a board or a thread: found, and the right asked, in one
 * step. NOT_FOUND with a reason for what is not there or may not be seen. */

/* The civil date where the viewer's farthest cohort is: what the store finds by
 * it holds all that is open to them; rights then leave out what is not open in
 * their other cohorts. */
MUST_USE enum status access_latest_day(const struct viewer *viewer,
    char date[11]);
/* The boards the viewer may see, in the order of the home screen; row.board
 * alone. */
MUST_USE enum status access_boards(const struct viewer *viewer,
    struct board_list *list);
MUST_USE enum status access_board(const struct viewer *viewer, int64_t board_id,
    enum right right, struct board *board);
/* By slug, or the id as text. */
MUST_USE enum status access_board_named(const struct viewer *viewer,
    const char *slug, enum right right, struct board *board);
/* A cohort's board, which goes by its slug; NOT_FOUND: a board of another kind
 * is none. */
MUST_USE enum status access_cohort(const struct viewer *viewer,
    const char *slug, enum right right, struct board *board);

/* A thread, its board and, for a question, what of it is covered. */
struct access {
    struct board board;
    struct thread_row row; /* as the store has it */
    struct covering covering;
};
/* A question wholly covered is NOT_FOUND. */
MUST_USE enum status access_thread(const struct viewer *viewer,
    int64_t thread_id, enum right right, struct access *access);

/* Whether a person, who need not be here, has a right on the board. */
MUST_USE enum status access_has_right(const struct viewer *viewer,
    const struct board *board, int64_t person_id, enum right right, bool *has);

/* Whether the viewer is among those a board's questions are asked of: staff of
 * the whole site see every board, and are asked on none; a course's SMEs see
 * those of its cohorts, and are asked on its own. */
bool access_is_asked(const struct viewer *viewer, const struct board *board);

/* Turns a person's site-wide role into the one to draw beside their name on
 * the board. */
MUST_USE enum status access_drawn_role(const struct viewer *viewer,
    const struct board *board, int64_t person_id, enum role *role);

#endif
