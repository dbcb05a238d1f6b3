/* Asked people: how many people a board's questions were put to. */

#include "store/asked_people.h"

#include "base/clock.h"
#include "store/behind.h"

/* Those cohorts that are put it too: of an intake's question not those with one
 * of their own that day, nor, where it is of the bank, with days of their own.
 * clang-format would lose the clauses. */
/* clang-format off */
#define COHORTS_ASKED COHORTS_BEHIND SQL( \
      , asked AS ( \
           SELECT b.id \
             FROM behind b \
            WHERE :cohort_id <> 0 \
               OR :intake_id = 0 \
               OR (NOT EXISTS ( \
                       SELECT 1 \
                         FROM boards o \
                         JOIN questions q ON q.board_id = o.id \
                        WHERE o.kind = 'cohort' \
                          AND o.cohort_id = b.id \
                          AND q.asks_on = :date) \
                   AND (:is_of_bank = 0 \
                       OR NOT EXISTS ( \
                           SELECT 1 \
                             FROM agreements g \
                            WHERE g.cohort_id = b.id \
                              AND g.from_on <= :date))))) " "
/* clang-format on */

static const char sql_learners[] = COHORTS_ASKED SQL(
    SELECT COUNT(DISTINCT m.person_id)
      FROM asked a
      JOIN members m ON m.cohort_id = a.id
     WHERE m.role = 'learner');

/* Who of the learners is away that day; how many cohorts are not put it. */
static const char sql_left_out[] = COHORTS_ASKED SQL(
    SELECT (SELECT COUNT(DISTINCT l.person_id)
              FROM leaves l
             WHERE l.to_on >= :date
               AND l.from_on <= :date
               AND EXISTS (
                   SELECT 1
                     FROM members m
                    WHERE m.person_id = l.person_id
                      AND m.role = 'learner'
                      AND m.cohort_id IN (SELECT id FROM asked))),
           (SELECT COUNT(*) FROM behind) - (SELECT COUNT(*) FROM asked));

/* With the days by which their training is over: their own, else the cohort's.
 */
static const char sql_of_alumni[] = COHORTS_BEHIND SQL(
    SELECT m.person_id, m.starts_on, c.starts_on, c.ends_on
      FROM behind b
      JOIN cohorts c ON c.id = b.id
      JOIN members m ON m.cohort_id = b.id
     WHERE m.role = 'learner'
       AND (m.starts_on IS NOT NULL OR c.ends_on < :date)
       AND m.person_id NOT IN (
           SELECT person_id
             FROM leaves
            WHERE to_on >= :date
              AND from_on <= :date)
     ORDER BY m.person_id, m.cohort_id);

static bool
is_over_by(struct query *query, const char *date)
{
    char own[11];
    char starts_on[11];
    char ends_on[11];

    query_copy(query, 2, starts_on, sizeof starts_on);
    query_copy(query, 3, ends_on, sizeof ends_on);
    if (query_is_null(query, 1))
        return true; /* the statement has looked */
    query_copy(query, 1, own, sizeof own);
    return date_days(own, date) > date_days(starts_on, ends_on);
}

/* An alumni board is there for each from the end of their training on. */
static enum status
count_alumni(struct store *store, const struct board *board, const char *date,
    int *count)
{
    struct query *query = store_query(store, sql_of_alumni);
    int64_t counted = 0;
    int found = 0;

    behind_bind(query, board);
    query_bind_text(query, ":date", date);
    while (query_next(query)) {
        int64_t person_id = query_int(query, 0);

        if (person_id == counted || !is_over_by(query, date))
            continue;
        counted = person_id;
        found++;
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

static void
bind_day(struct query *query, const struct board *board,
    const struct question *question)
{
    behind_bind(query, board);
    query_bind_text(query, ":date", question->asks_on);
    query_bind_id(query, ":is_of_bank", question->bank_id != 0);
}

/* Where all cohorts are put it they are the same on any day. */
static enum status
count_learners(struct store *store, struct asked_people *people,
    const struct question *question, bool are_all, int *count)
{
    if (are_all && people->are_counted) {
        *count = people->learners;
        return STATUS_OK;
    }
    struct query *query = store_query(store, sql_learners);

    bind_day(query, people->board, question);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;
    enum status status = query_end(query);
    if (status != STATUS_OK)
        return status;
    *count = found;
    if (are_all) {
        people->are_counted = true;
        people->learners = found;
    }
    return STATUS_OK;
}

enum status
asked_people_count(struct store *store, struct asked_people *people,
    const struct question *question, int *count)
{
    if (people->board->kind == BOARD_ALUMNI)
        return count_alumni(store, people->board, question->asks_on, count);

    struct query *query = store_query(store, sql_left_out);
    int away = 0;
    int others = 0;
    int learners = 0;

    bind_day(query, people->board, question);
    if (query_next(query)) {
        away = (int)query_int(query, 0);
        others = (int)query_int(query, 1);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        status = count_learners(store, people, question, others == 0,
            &learners);
    if (status == STATUS_OK)
        *count = learners - away;
    return status;
}
