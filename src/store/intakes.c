/* Intakes: the cohorts of a program that learn together, by their titles. */

#include "store/intakes.h"

#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO intakes (program_id, title, created_at)
    VALUES (:program_id, :title, :now)
    RETURNING id);

static const char sql_find[] = SQL(
    SELECT id
      FROM intakes
     WHERE program_id = :program_id
       AND title = :title);

enum status
intakes_add(struct store *store, int64_t program_id, const char *title,
    int64_t now, int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":program_id", program_id);
    query_bind_text(query, ":title", title);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

enum status
intakes_find(struct store *store, int64_t program_id, const char *title,
    int64_t *id)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":program_id", program_id);
    query_bind_text(query, ":title", title);
    bool found = query_next(query);
    if (found)
        *id = query_int(query, 0);
    return query_end_found(query, found);
}
