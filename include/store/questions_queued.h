#ifndef STORE_QUESTIONS_QUEUED_H
#define STORE_QUESTIONS_QUEUED_H

#include "model/question.h"
#include "store/questions.h"

/* Questions that are open nowhere yet, for whoever changes them. */

/* Sets body and kind. CONFLICT: it has a thread. */
MUST_USE enum status questions_reword(struct store *store, int64_t id,
    const char *body, enum question_kind kind);
/* Sets the date, and forgets its hours. CONFLICT: it has a thread, or the board
 * has another on that date. */
MUST_USE enum status questions_redate(struct store *store, int64_t id,
    const char *date);
/* CONFLICT: it has a thread. */
MUST_USE enum status questions_drop(struct store *store, int64_t id);
/* 0: the board has none on that date. */
MUST_USE enum status questions_id_on(struct store *store, int64_t board_id,
    const char *date, int64_t *id);

/* How many the board has that are open nowhere, on dates after `today`. */
MUST_USE enum status questions_left(struct store *store, int64_t board_id,
    const char *today, int *count);

/* Calls `see` for each question asked, or to be asked, of people of the board
 * on dates of the range, by date, until it says no: a cohort is asked on its
 * own board and on its intake's. `range->limit` at most; of the question id,
 * body and asks_on are set. */
typedef bool question_seen(void *context, const struct question *question);
MUST_USE enum status questions_around(struct store *store,
    const struct question_range *range, question_seen *see, void *context);

#endif
