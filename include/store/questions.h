#ifndef STORE_QUESTIONS_H
#define STORE_QUESTIONS_H

#include "model/question.h"
#include "store/store.h"

/* Questions, with when they open and whether one person answered. Dates are
 * civil ("2026-11-23"); the two around a moment differ by zone. */

struct question_state {
    struct question question; /* asker_role is the site-wide one */
    int64_t opens_at;         /* in the zone asked for; 0: not known yet */
    int64_t closes_at;
    int64_t first_opens_at; /* over all zones known; 0: none */
    int64_t last_closes_at;
    bool is_answered; /* by the person asked for */
    bool is_skipped;
    bool is_held; /* answered, without a name: not in its thread yet */
    int64_t answer_post_id; /* 0: none */
    int answered;           /* people; skips do not count */
    bool is_pinned;         /* its thread */
};

struct question_state_list {
    struct question_state *rows; /* owned */
    size_t count;
};
void question_state_list_clear(struct question_state_list *list);

/* Who meets the question, and where they sit. */
struct question_reader {
    int64_t person_id;
    const char *zone;
    int64_t region_id;
};

/* NOT_FOUND: no such question, or none behind this thread. */
MUST_USE enum status questions_find(struct store *store, int64_t id,
    const struct question_reader *reader, struct question_state *state);
MUST_USE enum status questions_by_thread(struct store *store, int64_t thread_id,
    const struct question_reader *reader, struct question_state *state);

/* A board's questions from one date to another, both included, by date. */
struct question_range {
    int64_t board_id;
    const char *from;
    const char *to;
    int limit;
};
MUST_USE enum status questions_of_board(struct store *store,
    const struct question_range *range, const struct question_reader *reader,
    struct question_state_list *list);

/* Ids of questions without a thread whose first opening has come, whose last
 * closing has not, and which no later question of their board has overtaken in
 * every zone; by date and id, at most `most`. */
struct question_due {
    int64_t now;
    const char *from; /* dates looked at */
    const char *to;
    int most;
};
MUST_USE enum status questions_due(struct store *store,
    const struct question_due *due, int64_t *ids, int *count);
/* Ids of questions without a thread, of these dates. */
MUST_USE enum status questions_unopened(struct store *store,
    const struct question_due *due, int64_t *ids, int *count);

/* Sets question->id. CONFLICT: the board has one on that date. */
MUST_USE enum status questions_add(struct store *store,
    struct question *question, int64_t now);
MUST_USE enum status questions_on(struct store *store, int64_t board_id,
    const char *date, bool *is_taken);
/* Ids of questions that have closed in every zone and are not set so, by date
 * and id, at most `most`. */
MUST_USE enum status questions_over(struct store *store, int64_t now, int most,
    int64_t *ids, int *count);
/* CONFLICT: it is. */
MUST_USE enum status questions_set_closed(struct store *store, int64_t id);
/* The newest threads of a board's questions that came before `before` (0: all),
 * at most `limit`, for which `ids` has room. */
struct question_past {
    int64_t board_id;
    int64_t before;
    int limit;
};
MUST_USE enum status questions_past(struct store *store,
    const struct question_past *wanted, int64_t *ids, int *count);
/* CONFLICT: it has a thread already. */
MUST_USE enum status questions_set_thread(struct store *store, int64_t id,
    int64_t thread_id);

#endif
