#ifndef STORE_ANSWERS_H
#define STORE_ANSWERS_H

#include "model/board.h"
#include "model/question.h"
#include "store/store.h"

/* Who answered or skipped a question, and who was asked. */

/* `post_id` 0: skipped. The first answer stays; a skip becomes an answer, never
 * the other way. */
MUST_USE enum status answers_add(struct store *store, int64_t question_id,
    int64_t person_id, int64_t post_id, int64_t at);
/* An answer that was held is in its thread now, and counts. */
MUST_USE enum status answers_show(struct store *store, int64_t question_id,
    int64_t person_id, int64_t post_id, int64_t at);
/* By region, most first; people without a region do not count, nor do answers
 * without a name that do not tell theirs. */
MUST_USE enum status answers_by_region(struct store *store, int64_t question_id,
    int limit, struct region_count *regions, int *count);
/* The most answers that another question of the board had within a week of its
 * first opening, among the 60 asked last until `until`. */
MUST_USE enum status answers_best(struct store *store,
    const struct question *question, const char *until, int *best);
/* Learners of a region behind the board without an answer under their name, who
 * were not on leave that day. */
MUST_USE enum status answers_unsigned(struct store *store,
    const struct board *board, int64_t question_id, int64_t region_id,
    int *count);
/* Whether a cohort behind the board is in training on that civil date. */
MUST_USE enum status answers_in_training(struct store *store,
    const struct board *board, const char *date, bool *is_training);
/* The mentors behind the board, then its SMEs, who was there first first; at
 * most `limit`. */
MUST_USE enum status answers_askers(struct store *store,
    const struct board *board, int limit, int64_t *ids, int *count);

#endif
