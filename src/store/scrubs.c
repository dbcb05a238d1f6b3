/* Scrubs: requests that what was taken out be in no file. */

#include "store/scrubs.h"

static const char sql_ask[] = SQL(
    INSERT INTO scrubs (asked_at, is_rewritten)
    VALUES (:now, :is_rewritten)
    RETURNING id);

static const char sql_due[] = SQL(
    SELECT id
      FROM scrubs
     WHERE done_at IS NULL
       AND is_rewritten = :is_rewritten
     ORDER BY id DESC
     LIMIT 1);

static const char sql_rewritten[] = SQL(
    UPDATE scrubs
       SET is_rewritten = 1
     WHERE done_at IS NULL
       AND id <= :id);

static const char sql_finish[] = SQL(
    UPDATE scrubs
       SET done_at = :now
     WHERE done_at IS NULL
       AND is_rewritten = 1
       AND id <= :id);

static const char sql_are_done[] = SQL(
    SELECT id
      FROM scrubs
     WHERE done_at IS NULL
       AND id <= :id
     ORDER BY id
     LIMIT 1);

enum status
scrubs_ask(struct store *store, int64_t now, bool is_rewritten, int64_t *id)
{
    struct query *query = store_query(store, sql_ask);

    query_bind_id(query, ":now", now);
    query_bind_id(query, ":is_rewritten", is_rewritten);
    return query_end_id(query, id);
}

enum status
scrubs_due(struct store *store, bool is_rewritten, int64_t *id)
{
    struct query *query = store_query(store, sql_due);

    query_bind_id(query, ":is_rewritten", is_rewritten);
    int64_t found = query_next(query) ? query_int(query, 0) : 0;
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *id = found;
    return status;
}

enum status
scrubs_rewritten(struct store *store, int64_t id)
{
    struct query *query = store_query(store, sql_rewritten);

    query_bind_id(query, ":id", id);
    return query_run(query);
}

enum status
scrubs_finish(struct store *store, int64_t id, int64_t now)
{
    struct query *query = store_query(store, sql_finish);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
scrubs_are_done(struct store *store, int64_t id, bool *are_done)
{
    struct query *query = store_query(store, sql_are_done);

    query_bind_id(query, ":id", id);
    bool is_due = query_next(query);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *are_done = !is_due;
    return status;
}
