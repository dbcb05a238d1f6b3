#ifndef STORE_RHYTHMS_H
#define STORE_RHYTHMS_H

#include "model/board.h"
#include "model/cohort.h"
#include "model/rhythm.h"
#include "store/store.h"

/* How often boards ask, where that is not what the phase has by itself. */

/* NULL takes it away. */
MUST_USE enum status rhythms_set(struct store *store, int64_t board_id,
    enum phase phase, const char *words);
/* "" in `words`: none is set. */
MUST_USE enum status rhythms_of(struct store *store, int64_t board_id,
    enum phase phase, char words[RHYTHM_BYTES]);
/* The cohorts behind a board, the one that began last first; at most 1000. */
MUST_USE enum status rhythms_cohorts(struct store *store,
    const struct board *board, struct cohort_list *list);
/* NOT_FOUND: no such intake. */
MUST_USE enum status rhythms_intake_board(struct store *store,
    int64_t intake_id, struct board *board);
/* How many cohorts of the intake have no question of their own on a date, and
 * had not agreed by then on when they are asked. */
MUST_USE enum status rhythms_without(struct store *store, int64_t intake_id,
    const char *date, int *count);
/* Whether all cohorts of the intake in which somebody learns have a question of
 * their own on a date; false where they learn in none. */
MUST_USE enum status rhythms_own(struct store *store, int64_t person_id,
    int64_t intake_id, const char *date, bool *own);
/* Whether the board had a question, or has one queued, before `date`. */
MUST_USE enum status rhythms_asked_before(struct store *store, int64_t board_id,
    const char *date, bool *has_asked);

#endif
