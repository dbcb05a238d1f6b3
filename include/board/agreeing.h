#ifndef BOARD_AGREEING_H
#define BOARD_AGREEING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/agreement.h"
#include "model/cohort.h"

/* A cohort agrees on how it goes on: its learners vote on rhythm, hour and how
 * long, and the scheduler obeys (board/scheduling.h). It is asked by itself in
 * the last week of training; in the sixth week after a vote, once; in the last
 * week of what was agreed; and whenever its champion calls a vote. Where people
 * begin one by one there is no such last week: there a vote is called.
 *
 * A vote is open for the days of agreement_days, to the end of the last where
 * the cohort's region is. Until then a vote can be changed, and nobody is told
 * more than how many voted. Then it is closed: where at least the quorum voted
 * of those who were not away all the while, what most want is agreed, item by
 * item, from the day after on (the last week's from the end of the training);
 * else all stays as it is: by what was agreed before, or by the phase. How many
 * wanted what is told; who did is kept no longer. */

/* How it is with one cohort. */
struct agreeing {
    struct cohort cohort;
    char today[11];                 /* where the cohort's region is */
    bool has_agreement;             /* some time */
    struct agreement agreement;     /* the last one: holds, comes or is over */
    struct agreement_vote vote;     /* the last one; entitled, voted, needed */
    bool is_open;                   /* the vote */
    struct agreement_counts counts; /* of one that is closed and counted */
    bool may_vote;
    bool may_call;
    bool has_voted;
    /* The viewer's, else what to begin from: as it is now. */
    struct agreement_ballot ballot;
};

/* The cohorts whose board the viewer has by a membership: those in which they
 * are to vote first, then the one begun last. */
MUST_USE enum status agreeing_cohorts(struct viewer *viewer,
    struct cohort_list *list);
/* NOT_FOUND: there is no such cohort, or the viewer may not see its board. */
MUST_USE enum status agreeing_find(struct viewer *viewer, const char *cohort,
    struct agreeing *agreeing);
/* The first cohort in which the viewer may vote and has not. NOT_FOUND: none.
 */
MUST_USE enum status agreeing_asked(struct viewer *viewer,
    struct agreeing *agreeing);

/* FORBIDDEN but for learners. NOT_FOUND: no vote is open. */
MUST_USE enum status agreeing_vote(struct viewer *viewer, const char *cohort,
    const struct agreement_ballot *ballot);
/* Opens one, told on the cohort's board; audited. FORBIDDEN but for its
 * champion and the operator. CONFLICT: one is open. INVALID: the training has
 * not begun, or nobody learns there. */
MUST_USE enum status agreeing_call(struct viewer *viewer, const char *cohort,
    struct agreement_vote *vote);

/* Closes and opens what is due by `now` (UTC seconds), and tells of what is
 * over; for the keeper, each minute. Each is done and told once, whichever
 * process does it; what a daemon missed by up to four weeks is made up for, by
 * a vote that is open as long. A cohort that fails keeps no other from its
 * turn: the first failure is the status. */
MUST_USE enum status agreeing_step(struct viewer *viewer, int64_t now,
    int *done);

/* The training is over where its region is. */
bool agreeing_is_trained(const struct agreeing *agreeing);

/* ---- In words ----------------------------------------------------------- */

/* "weekly, on Mondays, at 14:00, until Sun 14 Mar" */
void agreeing_terms_words(const struct agreement *agreement, struct text *out);
/* What holds: "It goes on weekly, ...", "From Sat 19 Dec on: weekly, ...", "It
 * goes on by the phase: ..."; a sentence without its full stop. */
void agreeing_words(const struct agreeing *agreeing, struct text *out);
/* "weekly, on Mondays 6, monthly, the first Monday 2", the most first. */
void agreeing_counts_words(const struct agreement_counts *counts,
    enum agreement_item item, struct text *out);
/* How a vote went that is closed: a line each. */
void agreeing_result_words(const struct agreeing *agreeing, struct text *out);

#endif
