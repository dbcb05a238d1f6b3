#ifndef BOARD_PLEDGING_H
#define BOARD_PLEDGING_H

#include "board/viewer.h"
#include "model/pledge.h"

/* Pledges: "when ..., I will ..., by ...". They are their owner's alone, whom
 * they ask again after 30, 60 and 90 days; nobody else is told more than how
 * many there are in a cohort. Nothing of this is on record. */

struct pledge_terms {
    const char *moment; /* when ...; with or without that word */
    const char *deed;   /* I will ... */
    const char *by;     /* a date, or "today" or "tomorrow" */
};
/* Counts in the cohort that the viewer is in the midst of. FORBIDDEN with a
 * reason: in none. INVALID with a reason: a part is empty or too long, no date,
 * a day that is past or over 3 years ahead. FULL: 50 are open. */
MUST_USE enum status pledging_make(struct viewer *viewer,
    const struct pledge_terms *terms, int *number);
/* The viewer's own: open ones first, the soonest day first; 100 at most.
 * due_days is set where one is to be asked about, which it is not on leave. */
MUST_USE enum status pledging_list(struct viewer *viewer,
    struct pledge_list *list);
/* What became of it; `word` "": nothing is said of it. NOT_FOUND with a reason:
 * the viewer has none of this number. */
MUST_USE enum status pledging_answer(struct viewer *viewer, int number,
    enum pledge_answer answer, const char *word);
/* Puts what happened into a draft for a thread on their cohort's board, which
 * is theirs to send, or not. CONFLICT with a reason: another draft waits there.
 */
MUST_USE enum status pledging_draft(struct viewer *viewer, int number,
    int64_t *board_id);
/* Of a cohort, for those who are told counts (board/counting.h): FORBIDDEN, or
 * NOT_FOUND for others, who cannot tell whether there is such a cohort. */
MUST_USE enum status pledging_count(struct viewer *viewer, const char *cohort,
    struct pledge_counts *counts);

#endif
