#ifndef BOARD_ASKING_H
#define BOARD_ASKING_H

#include "board/posting.h"
#include "board/viewer.h"
#include "model/question.h"

/* The question of the day. A question has a civil date and minute; it opens
 * for a person when that comes in their zone, and closes for them when its
 * window is over. Its thread is made at its first opening anywhere. Answers
 * are covered, for everyone without RIGHT_SEE_COVERED, as the question says:
 * until they answered or skipped, or until it has closed in every zone, or
 * never; after that closing nothing is covered. */

/* The questions in the viewer's panel, in the order of panel_rank(): those open
 * for them now, of each board the newest alone; those pinned on a board whose
 * questions are asked of them, open or not; and, when none is open, the next to
 * open (with an hour, but without words or a thread for those who may not see
 * it yet). Own cohort's first within a rank. Opens and unpins what is due
 * first, where the viewer may write. panel.best looks at the board's last 60
 * questions. */
MUST_USE enum status asking_today(struct viewer *viewer,
    struct panel_list *list);
/* A question has opened on a board, or one there was answered: what `list` has
 * of that board is read anew, and the rest stays. */
MUST_USE enum status asking_follow(struct viewer *viewer, int64_t board_id,
    struct panel_list *list);
/* The question behind a thread, as the viewer meets it. NOT_FOUND: none. */
MUST_USE enum status asking_panel(struct viewer *viewer, int64_t question_id,
    struct panel *panel);
MUST_USE enum status asking_panel_by_thread(struct viewer *viewer,
    int64_t thread_id, struct panel *panel);
/* The viewer's answer; a second one replies to their first. CONFLICT: not open
 * yet, or closed. */
MUST_USE enum status asking_answer(struct viewer *viewer, int64_t question_id,
    const char *body, struct posted *posted);
/* The viewer's answer without their name to peers, where the question allows
 * it: held back until it has closed everywhere, and then shown among the others
 * of its kind in no order; it counts from then on. Staff see whose it is.
 * FORBIDDEN: it is answered by name. CONFLICT: not open, or answered. */
MUST_USE enum status asking_answer_nameless(struct viewer *viewer,
    int64_t question_id, const char *body, struct posted *posted);
/* One's own that is held, owned by the caller. NOT_FOUND: none. */
MUST_USE enum status asking_held(struct viewer *viewer, int64_t question_id,
    char **body);
/* Opens the answers without one, and counts as skipped; an answer may still
 * follow. CONFLICT: not open yet, or answered. */
MUST_USE enum status asking_skip(struct viewer *viewer, int64_t question_id);

/* When the answers of a question open. */
enum showing {
    SHOWING_BY_PHASE, /* covered where a cohort behind the board is in training
                       * on that date, else open */
    SHOWING_COVERED,  /* to each when they answered or skipped */
    SHOWING_OPEN,     /* at once */
    SHOWING_AT_CLOSING,
    SHOWING_COUNT
};

/* Puts a question in the board's queue. `asks_on` NULL: the next free day of
 * the board's rhythm from tomorrow on (today where `today_too`), see
 * scheduling_suits(), and open until the rhythm's next. CONFLICT: that day has
 * one, or people of the board are asked the same within a year and `is_again`
 * is not set. The operator's program asks in the name of the board's first
 * mentor. Audited. */
struct ask {
    const char *body;
    const char *asks_on;
    int asks_minute;  /* -1: the default, 08:00 */
    int window_hours; /* 0: the default, 24 */
    enum question_kind kind;
    bool is_again; /* also what was asked within a year */
    enum showing showing;
    bool is_nameless_allowed;
    bool today_too;
    char *asked_on;    /* NULL, or gets the date: 11 bytes */
    bool is_on_record; /* the caller writes one row for many of these */
};
MUST_USE enum status asking_add(struct viewer *viewer, int64_t board_id,
    const struct ask *ask, int64_t *question_id);
/* Questions of the board not open anywhere yet, by date; at most `limit`. */
MUST_USE enum status asking_queue(struct viewer *viewer, int64_t board_id,
    int limit, struct question_list *list);
/* Makes the threads of questions whose first opening has come, and does what is
 * due where they have closed everywhere; the keeper calls it each minute.
 * Idempotent across processes. Appends to news. */
MUST_USE enum status asking_open_due(struct viewer *viewer, int *opened);

#endif
