/* Questions queued: reworded, put on another day, taken out. */

#include "store/questions_queued.h"

#include "store/questions.h"

static const char sql_reword[] = SQL(
    UPDATE questions
       SET body = :body,
           kind = :kind
     WHERE id = :id
       AND thread_id IS NULL);

static const char sql_redate[] = SQL(
    UPDATE questions
       SET asks_on = :date
     WHERE id = :id
       AND thread_id IS NULL);

static const char sql_forget_hours[] = SQL(
    DELETE FROM openings
     WHERE question_id = :id);

static const char sql_drop[] = SQL(
    DELETE FROM questions
     WHERE id = :id
       AND thread_id IS NULL);

static const char sql_id_on[] = SQL(
    SELECT id
      FROM questions
     WHERE board_id = :board_id
       AND asks_on = :date);

static const char sql_left[] = SQL(
    SELECT count(*)
      FROM questions
     WHERE board_id = :board_id
       AND asks_on > :today
       AND thread_id IS NULL);

static const char sql_around[] = SQL(
    SELECT q.id, q.body, q.asks_on
      FROM boards h
      JOIN boards b
        ON b.id = h.id
        OR (b.intake_id = h.intake_id
            AND (b.kind = 'program') <> (h.kind = 'program'))
      JOIN questions q ON q.board_id = b.id
     WHERE h.id = :board_id
       AND q.asks_on BETWEEN :from AND :to
     ORDER BY q.asks_on, q.id
     LIMIT :limit);

static enum status
change_one(struct store *store, struct query *query)
{
    enum status status = query_run(query);

    if (status != STATUS_OK)
        return status;
    return store_changes(store) == 1 ? STATUS_OK : STATUS_CONFLICT;
}

enum status
questions_reword(struct store *store, int64_t id, const char *body,
    enum question_kind kind)
{
    struct query *query = store_query(store, sql_reword);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":body", body);
    query_bind_text(query, ":kind", question_kind_name(kind));
    return change_one(store, query);
}

enum status
questions_redate(struct store *store, int64_t id, const char *date)
{
    struct query *query = store_query(store, sql_redate);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":date", date);
    enum status status = change_one(store, query);
    if (status != STATUS_OK)
        return status;
    query = store_query(store, sql_forget_hours);
    query_bind_id(query, ":id", id);
    return query_run(query);
}

enum status
questions_drop(struct store *store, int64_t id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":id", id);
    return change_one(store, query);
}

enum status
questions_id_on(struct store *store, int64_t board_id, const char *date,
    int64_t *id)
{
    struct query *query = store_query(store, sql_id_on);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":date", date);
    return query_end_id(query, id);
}

enum status
questions_around(struct store *store, const struct question_range *range,
    question_seen *see, void *context)
{
    struct query *query = store_query(store, sql_around);
    struct question question = {0};
    bool goes_on = true;

    query_bind_id(query, ":board_id", range->board_id);
    query_bind_text(query, ":from", range->from);
    query_bind_text(query, ":to", range->to);
    query_bind_id(query, ":limit", range->limit);
    while (goes_on && query_next(query)) {
        question.id = query_int(query, 0);
        query_copy(query, 1, question.body, sizeof question.body);
        query_copy(query, 2, question.asks_on, sizeof question.asks_on);
        goes_on = see(context, &question);
    }
    return query_end(query);
}

enum status
questions_left(struct store *store, int64_t board_id, const char *today,
    int *count)
{
    struct query *query = store_query(store, sql_left);
    int64_t found = 0;

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":today", today);
    enum status status = query_end_id(query, &found);
    if (status == STATUS_OK)
        *count = (int)found;
    return status;
}
