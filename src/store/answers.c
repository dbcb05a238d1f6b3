/* Answers: who answered or skipped which question, out of whom. */

#include "store/answers.h"

#include "store/behind.h"

enum {
    WEEK_SECONDS = 7 * 86400
};

static const char sql_add[] = SQL(
    INSERT INTO answers (question_id, person_id, post_id, answered_at)
    VALUES (:question_id, :person_id, :post_id, :at)
        ON CONFLICT (question_id, person_id)
        DO UPDATE SET post_id = excluded.post_id,
                      answered_at = excluded.answered_at
     WHERE answers.post_id IS NULL
       AND excluded.post_id IS NOT NULL);

static const char sql_count[] = SQL(
    UPDATE questions
       SET answered = answered + 1,
           answered_in_week = answered_in_week +
               CASE WHEN :at < :week + (SELECT MIN(o.opens_at)
                                          FROM openings o
                                         WHERE o.question_id = :question_id)
                    THEN 1 ELSE 0 END
     WHERE id = :question_id);

static const char sql_by_region[] = SQL(
    SELECT COALESCE(o.nameless_of, r.title) AS region, COUNT(*) AS answered
      FROM answers a
      JOIN posts o ON o.id = a.post_id
      JOIN people p ON p.id = a.person_id
      LEFT JOIN regions r ON r.id = p.region_id
     WHERE a.question_id = :question_id
     GROUP BY COALESCE(o.nameless_of, r.title)
    HAVING LENGTH(COALESCE(o.nameless_of, r.title)) > 0
     ORDER BY answered DESC, region
     LIMIT :limit);

static const char sql_best[] = SQL(
    SELECT MAX(answered_in_week)
      FROM (SELECT answered_in_week
              FROM questions
             WHERE board_id = :board_id
               AND asks_on <= :until
               AND id <> :question_id
               AND thread_id IS NOT NULL
             ORDER BY asks_on DESC
             LIMIT 60) AS counted);

static const char sql_askers[] = COHORTS_BEHIND SQL(
    SELECT m.person_id
      FROM behind b
      JOIN members m ON m.cohort_id = b.id
     WHERE m.role IN ('mentor', 'sme')
     ORDER BY m.role, m.joined_at, m.person_id
     LIMIT :limit);

static const char sql_in_training[] = COHORTS_BEHIND SQL(
    SELECT COUNT(*)
      FROM behind b
      JOIN cohorts c ON c.id = b.id
     WHERE :date BETWEEN c.starts_on AND c.ends_on);

static const char sql_unsigned[] = COHORTS_BEHIND SQL(
    SELECT COUNT(DISTINCT m.person_id)
      FROM behind b
      JOIN members m ON m.cohort_id = b.id
      JOIN people p ON p.id = m.person_id
     WHERE m.role = 'learner'
       AND p.region_id = :region_id
       AND NOT EXISTS (SELECT 1
                         FROM leaves l
                         JOIN questions q ON q.id = :question_id
                        WHERE l.person_id = m.person_id
                          AND l.to_on >= q.asks_on
                          AND l.from_on <= q.asks_on)
       AND NOT EXISTS (SELECT 1
                         FROM answers a
                        WHERE a.question_id = :question_id
                          AND a.person_id = m.person_id
                          AND a.post_id IS NOT NULL));

static const char sql_show[] = SQL(
    UPDATE answers
       SET post_id = :post_id
     WHERE question_id = :question_id
       AND person_id = :person_id
       AND post_id IS NULL);

static enum status
add(struct store *store, int64_t question_id, int64_t person_id,
    int64_t post_id, int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":person_id", person_id);
    if (post_id > 0)
        query_bind_id(query, ":post_id", post_id);
    else
        query_bind_null(query, ":post_id");
    query_bind_id(query, ":at", at);
    return query_run(query);
}

static enum status
count_one(struct store *store, int64_t question_id, int64_t at)
{
    struct query *query = store_query(store, sql_count);

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":at", at);
    query_bind_id(query, ":week", WEEK_SECONDS);
    return query_run(query);
}

enum status
answers_add(struct store *store, int64_t question_id, int64_t person_id,
    int64_t post_id, int64_t at)
{
    enum status status = store_begin(store);

    if (status != STATUS_OK)
        return status;
    status = add(store, question_id, person_id, post_id, at);
    if (status == STATUS_OK && post_id > 0 && store_changes(store) > 0)
        status = count_one(store, question_id, at);
    if (status == STATUS_OK)
        return store_commit(store);
    store_rollback(store);
    return status;
}

static enum status
one_count(struct query *query, int *count)
{
    int found = query_next(query) ? (int)query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
answers_by_region(struct store *store, int64_t question_id, int limit,
    struct region_count *regions, int *count)
{
    struct query *query = store_query(store, sql_by_region);
    int found = 0;

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":limit", limit);
    while (found < limit && query_next(query)) {
        query_copy(query, 0, regions[found].region,
            sizeof regions[found].region);
        regions[found++].count = (int)query_int(query, 1);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
answers_best(struct store *store, const struct question *question,
    const char *until, int *best)
{
    struct query *query = store_query(store, sql_best);

    query_bind_id(query, ":board_id", question->board_id);
    query_bind_id(query, ":question_id", question->id);
    query_bind_text(query, ":until", until);
    return one_count(query, best);
}

enum status
answers_askers(struct store *store, const struct board *board, int limit,
    int64_t *ids, int *count)
{
    struct query *query = store_query(store, sql_askers);
    int found = 0;

    behind_bind(query, board);
    query_bind_id(query, ":limit", limit);
    while (found < limit && query_next(query))
        ids[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
answers_in_training(struct store *store, const struct board *board,
    const char *date, bool *is_training)
{
    struct query *query = store_query(store, sql_in_training);
    int cohorts = 0;

    behind_bind(query, board);
    query_bind_text(query, ":date", date);
    enum status status = one_count(query, &cohorts);
    if (status == STATUS_OK)
        *is_training = cohorts > 0;
    return status;
}

enum status
answers_unsigned(struct store *store, const struct board *board,
    int64_t question_id, int64_t region_id, int *count)
{
    struct query *query = store_query(store, sql_unsigned);

    behind_bind(query, board);
    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":region_id", region_id);
    return one_count(query, count);
}

enum status
answers_show(struct store *store, int64_t question_id, int64_t person_id,
    int64_t post_id, int64_t at)
{
    struct query *query = store_query(store, sql_show);

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":post_id", post_id);
    enum status status = query_run(query);
    if (status != STATUS_OK || store_changes(store) == 0)
        return status;
    return count_one(store, question_id, at);
}
