/* Moves: the zones that people had before. */

#include "store/moves.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO moves (person_id, until_at, zone)
    VALUES (:person_id, :until_at, :zone)
        ON CONFLICT (person_id, until_at) DO NOTHING);

static const char sql_by_person[] = SQL(
    SELECT until_at, zone
      FROM moves
     WHERE person_id = :person_id
     ORDER BY until_at
     LIMIT :limit);

static const char sql_forget[] = SQL(
    DELETE FROM moves
     WHERE person_id = :person_id
       AND until_at < :before_at);

enum status
moves_add(struct store *store, int64_t person_id, const char *zone,
    int64_t until_at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":until_at", until_at);
    query_bind_text(query, ":zone", zone);
    return query_run(query);
}

enum status
moves_by_person(struct store *store, int64_t person_id, int limit,
    struct move_list *list)
{
    struct query *query = store_query(store, sql_by_person);
    struct move_list found = {0};

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct move *move = &found.rows[found.count++];

        move->until_at = query_int(query, 0);
        query_copy(query, 1, move->zone, sizeof move->zone);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        move_list_clear(&found);
    return status;
}

enum status
moves_forget(struct store *store, int64_t person_id, int64_t before_at)
{
    struct query *query = store_query(store, sql_forget);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":before_at", before_at);
    return query_run(query);
}
