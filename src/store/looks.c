/* Looks: one's own answers, and which of them one met again. */

#include "store/looks.h"

static const char sql_times[] = SQL(
    SELECT answered_at
      FROM answers
     WHERE person_id = :person_id
       AND post_id IS NOT NULL
       AND answered_at >= :since
     ORDER BY answered_at DESC, question_id DESC
     LIMIT :limit);

static const char sql_asked[] = SQL(
    SELECT id
      FROM questions
     WHERE board_id = :board_id
       AND asks_on BETWEEN :from AND :to
       AND thread_id IS NOT NULL
       AND (:by_people = 0 OR bank_id IS NULL)
     ORDER BY asks_on, id
     LIMIT 1);

static const char sql_find[] = SQL(
    SELECT a.post_id, p.thread_id, p.number, a.answered_at, q.body
      FROM answers a
      JOIN posts p ON p.id = a.post_id
      JOIN questions q ON q.id = a.question_id
     WHERE a.person_id = :person_id
       AND a.post_id IS NOT NULL
       AND a.answered_at >= :from_at
       AND a.answered_at < :to_at
       AND NOT EXISTS (SELECT 1
                         FROM looks l
                        WHERE l.person_id = :person_id
                          AND l.post_id = a.post_id
                          AND l.weeks = :weeks)
     ORDER BY a.answered_at DESC, a.question_id DESC
     LIMIT :limit);

static const char sql_last[] = SQL(
    SELECT met_at
      FROM looks
     WHERE person_id = :person_id
     ORDER BY met_at DESC, post_id DESC
     LIMIT 1);

static const char sql_add[] = SQL(
    INSERT INTO looks (person_id, post_id, weeks, met_at)
    VALUES (:person_id, :post_id, :weeks, :at)
        ON CONFLICT (person_id, post_id, weeks) DO NOTHING);

enum status
looks_times(struct store *store, int64_t person_id, int64_t since,
    struct look_times *times)
{
    struct query *query = store_query(store, sql_times);
    int found = 0;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":since", since);
    query_bind_id(query, ":limit", times->most);
    while (found < times->most && query_next(query))
        times->at[found++] = query_int(query, 0);
    times->count = found;
    return query_end(query);
}

enum status
looks_asked(struct store *store, int64_t board_id, const struct look_days *days,
    bool *was_asked)
{
    struct query *query = store_query(store, sql_asked);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":from", days->from);
    query_bind_text(query, ":to", days->to);
    query_bind_id(query, ":by_people", days->by_people);
    bool found = query_next(query);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *was_asked = found;
    return status;
}

enum status
looks_find(struct store *store, const struct look_range *range, int most,
    struct earlier *rows, int *count)
{
    struct query *query = store_query(store, sql_find);
    int found = 0;

    query_bind_id(query, ":person_id", range->person_id);
    query_bind_id(query, ":from_at", range->from_at);
    query_bind_id(query, ":to_at", range->to_at);
    query_bind_id(query, ":weeks", range->weeks);
    query_bind_id(query, ":limit", most);
    while (found < most && query_next(query)) {
        struct earlier *row = &rows[found++];

        *row = (struct earlier){
            .post_id = query_int(query, 0),
            .thread_id = query_int(query, 1),
            .number = (int)query_int(query, 2),
            .answered_at = query_int(query, 3),
            .weeks = range->weeks,
        };
        query_copy(query, 4, row->question, sizeof row->question);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
looks_last(struct store *store, int64_t person_id, int64_t *at)
{
    struct query *query = store_query(store, sql_last);

    query_bind_id(query, ":person_id", person_id);
    int64_t found = query_next(query) ? query_int(query, 0) : 0;
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *at = found;
    return status;
}

enum status
looks_add(struct store *store, int64_t person_id, const struct earlier *earlier,
    int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":post_id", earlier->post_id);
    query_bind_id(query, ":weeks", earlier->weeks);
    query_bind_id(query, ":at", at);
    return query_run(query);
}
