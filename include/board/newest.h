#ifndef BOARD_NEWEST_H
#define BOARD_NEWEST_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/question.h"

/* A daily question never queues up, over all boards of a person: at most one
 * waits for them. What is open for less than a week counts as daily.
 *
 * Of a cohort's question and one of its intake or course on the same day the
 * cohort's own is asked, and the other is not; of two days' daily ones the
 * newer. Of what is left, as of several cohorts, the daily one that opened last
 * waits, and none of the others once that is answered: they are there to be
 * answered all the same. A longer one waits beside it. On leave nothing does.
 */

/* Takes out what is not asked, and sets is_waiting and is_away. `boards` has
 * all those of `list`. */
MUST_USE enum status newest_alone(const struct viewer *viewer,
    const struct board_list *boards, struct panel_list *list);

#endif
