#ifndef STORE_AGREEMENT_VOTES_H
#define STORE_AGREEMENT_VOTES_H

#include "model/agreement.h"
#include "store/store.h"

/* The votes of cohorts on how they go on. What somebody wants is kept while the
 * vote is open, then how many wanted what. */

/* CONFLICT: one is open in the cohort. */
MUST_USE enum status agreement_votes_add(struct store *store,
    struct agreement_vote *vote);
/* The cohort's last one. NOT_FOUND: it had none. */
MUST_USE enum status agreement_votes_last(struct store *store,
    int64_t cohort_id, struct agreement_vote *vote);
/* Closes it: keeps the counts where there are some, and drops what each wants.
 * CONFLICT: it is closed. */
MUST_USE enum status agreement_votes_close(struct store *store,
    const struct agreement_vote *vote, const struct agreement_counts *counts);

/* In place of what they wanted before. */
MUST_USE enum status agreement_votes_set(struct store *store, int64_t vote_id,
    int64_t person_id, const struct agreement_ballot *ballot, int64_t now);
/* NOT_FOUND: they have not voted. */
MUST_USE enum status agreement_votes_own(struct store *store, int64_t vote_id,
    int64_t person_id, struct agreement_ballot *ballot);
/* Sets entitled and voted of an open one: of the cohort's learners those who
 * are not away all the while, or voted. */
MUST_USE enum status agreement_votes_turnout(struct store *store,
    struct agreement_vote *vote);
/* What the cohort's learners want, while it is open. */
MUST_USE enum status agreement_votes_tally(struct store *store, int64_t vote_id,
    struct agreement_counts *counts);
/* What they wanted, once it is closed; all 0 where too few voted. */
MUST_USE enum status agreement_votes_counts(struct store *store,
    int64_t vote_id, struct agreement_counts *counts);

/* The cohorts in which something may be due: a vote to be closed, one to be
 * opened, an agreement that is over. */
struct agreement_due {
    int64_t now;
    const char *latest;  /* the date where a day begins first */
    const char *oldest;  /* what was due before that is left */
    const char *soonest; /* a training that ends by then is in its last week */
    int64_t after_id;
    int most;
};
MUST_USE enum status agreement_votes_due(struct store *store,
    const struct agreement_due *due, int64_t *cohort_ids, int *count);

#endif
