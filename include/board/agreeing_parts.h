#ifndef BOARD_AGREEING_PARTS_H
#define BOARD_AGREEING_PARTS_H

/* What the files of board/agreeing.h share; nobody else includes it. */

#include "board/agreeing.h"

/* A vote in a cohort, at a moment. */
struct agreeing_turn {
    struct viewer *viewer;
    struct cohort cohort;
    int64_t now;
    char today[11]; /* where the cohort's region is */
};

/* Loads the cohort. */
MUST_USE enum status agreeing_turn_open(struct viewer *viewer,
    int64_t cohort_id, int64_t now, struct agreeing_turn *turn);
/* The last vote; id 0: none. */
MUST_USE enum status agreeing_last(const struct agreeing_turn *turn,
    struct agreement_vote *vote);
/* What it goes by now: the agreement where one holds, else rhythm and hour of
 * the phase. */
MUST_USE enum status agreeing_now(const struct agreeing_turn *turn,
    struct agreement *agreement);
/* Opens a vote until the end of `last_on` ("": as long as the site has it),
 * and tells the board; inside the caller's transaction. INVALID: nobody may
 * vote. */
MUST_USE enum status agreeing_open(const struct agreeing_turn *turn,
    enum agreement_cause cause, const char *last_on,
    struct agreement_vote *vote);
/* Closes it, whatever comes of it, and tells the board; the same. */
MUST_USE enum status agreeing_close(const struct agreeing_turn *turn,
    struct agreement_vote *vote);
/* Puts screens/agreement/NAME.txt on the board. */
MUST_USE enum status agreeing_tell(const struct agreeing_turn *turn,
    const char *screen, const char *words);

#endif
