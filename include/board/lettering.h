#ifndef BOARD_LETTERING_H
#define BOARD_LETTERING_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/letter.h"

/* Letters: no cohort's first day is empty. Learners are asked at the end of
 * each week of their training, and of the training, what they wish they had
 * known at its start; the next cohorts of the program read it at the start of
 * theirs, with the name and the cohort of who wrote it. */

/* What the viewer is asked for: the week that ends where their cohort is, from
 * its fifth day to the second day after it; the whole training for 14 days from
 * its end on. NOT_FOUND: nothing, or it is written. */
MUST_USE enum status lettering_due(struct viewer *viewer,
    struct letter_ask *ask);
/* "What do you wish you had known at the start of week 3?" */
void lettering_words(const struct letter_ask *ask, char *out, int size);
/* Writes it, or writes it anew while that is being asked for. NOT_FOUND with a
 * reason: nothing is. INVALID: empty or too long. FORBIDDEN: the policy is to
 * be accepted first. */
MUST_USE enum status lettering_write(struct viewer *viewer, const char *body);

/* Letters for the week that the viewer, as a learner, is in: three at most, the
 * most used first, then the newest; in the first week those on the whole
 * training come after it. */
MUST_USE enum status lettering_list(struct viewer *viewer,
    struct letter_list *list);
/* Whether that week has just begun: on its first three days. */
MUST_USE enum status lettering_is_week_new(struct viewer *viewer, bool *is_new);
/* What the board of a cohort opens a week with, on its first three days, for
 * the cohort's people: its letters, three at most in the same order. Else none.
 */
MUST_USE enum status lettering_of_board(struct viewer *viewer,
    const struct board *board, struct letter_list *list);
/* Says of one of these that it helped, or takes that back. NOT_FOUND: it is
 * none of them. */
MUST_USE enum status lettering_use(struct viewer *viewer, int64_t letter_id,
    bool is_used);

#endif
