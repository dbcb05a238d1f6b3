#ifndef BOARD_COVERING_H
#define BOARD_COVERING_H

#include "board/viewer.h"
#include "model/board.h"
#include "store/openings.h"
#include "store/questions.h"

/* What of a question one viewer may see now: the one place for this rule.
 * Nothing of it before it opens where they sit; then, where it is answer
 * first, its first post and their own until they answered or skipped, or it
 * has closed in every zone; where it opens at closing, the same until it has,
 * whatever they did. Who moves to another zone keeps the hours by which
 * it opened for them. Its asker and whoever has RIGHT_SEE_COVERED see
 * all of it. */
enum cover {
    COVER_NONE,
    COVER_ANSWERS, /* of the thread: post 1 and the viewer's own alone */
    COVER_WHOLE    /* there is no such question yet for the viewer */
};

struct covering {
    struct question_state state; /* its hours for the viewer are known */
    enum cover cover;
    bool is_open;   /* to answer, for the viewer: opens_at <= now < closes_at */
    bool is_stored; /* false: the viewer's zone has no opening in the store */
};

/* NOT_FOUND: no question, or none behind this thread. */
MUST_USE enum status covering_by_question(const struct viewer *viewer,
    int64_t question_id, struct board *board, struct covering *covering);
MUST_USE enum status covering_by_thread(const struct viewer *viewer,
    const struct board *board, int64_t thread_id, struct covering *covering);
/* FORBIDDEN, with when the answers open that are covered. */
MUST_USE enum status covering_refuse(const struct covering *covering);
/* From a state as the store has it for this viewer. */
void covering_judge(const struct viewer *viewer, const struct board *board,
    const struct question_state *state, struct covering *covering);
/* The board's questions that `days` around now can concern, by date. */
struct covering_days {
    int before;
    int after;
    int limit;
};
MUST_USE enum status covering_questions(const struct viewer *viewer,
    const struct board *board, struct covering_days days,
    struct question_state_list *list);
/* How many threads of the board are still wholly covered for the viewer. */
MUST_USE enum status covering_count_whole(const struct viewer *viewer,
    const struct board *board, int *count);

/* Whoever asks has nothing to answer, and sees all. */
bool covering_is_asker(const struct viewer *viewer,
    const struct question *question);
/* When a question opens and closes where somebody sits: on its date, or where
 * that is a holiday of their region on their next working day, at its hour in
 * their zone. */
MUST_USE enum status covering_hours(struct store *store,
    const struct question *question, const struct sitting *seat,
    int64_t *opens_at, int64_t *closes_at);
void covering_sitting(const struct viewer *viewer, struct sitting *seat);
/* Who reads, for the store. */
struct question_reader covering_reader(const struct viewer *viewer);

#endif
