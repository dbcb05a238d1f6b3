/* Scrubs: requests that what was taken out be in no file. */

#include "store/scrubs.h"

static const char sql_ask[] = SQL(
    INSERT INTO scrubs (asked_at)
    VALUES (:now)
    RETURNING id);

static const char sql_due[] = SQL(
    SELECT id
      FROM scrubs
     WHERE done_at IS NULL
     ORDER BY id DESC
     LIMIT 1);

static const char sql_finish[] = SQL(
    UPDATE scrubs
       SET done_at = :now
     WHERE done_at IS NULL
       AND id <= :id);

static const char sql_are_done[] = SQL(
    SELECT id
      FROM scrubs
     WHERE done_at IS NULL
       AND id <= :id
     ORDER BY id
     LIMIT 1);

enum status
scrubs_ask(struct store *store, int64_t now, int64_t *id)
{
    struct query *query = store_query(store, sql_ask);

    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

enum status
scrubs_due(struct store *store, int64_t *id)
{
    struct query *query = store_query(store, sql_due);
    int64_t found = query_next(query) ? query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *id = found;
    return status;
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
