/* Places: where a session was, to open there again. */

#include "store/places.h"

#include "base/memory.h"

static const char sql_save[] = SQL(
    INSERT INTO places (person_id, place, saved_at)
    SELECT :person_id, :place, :at
      FROM people
     WHERE id = :person_id
       AND may_log_in = 1
        ON CONFLICT (person_id)
        DO UPDATE SET place = excluded.place,
                      saved_at = excluded.saved_at);

static const char sql_find[] = SQL(
    SELECT place
      FROM places
     WHERE person_id = :person_id
       AND saved_at > :since);

enum status
places_save(struct store *store, int64_t person_id, const char *place,
    int64_t at)
{
    struct query *query = store_query(store, sql_save);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":place", place);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
places_find(struct store *store, int64_t person_id, int64_t since, char **place)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":since", since);
    char *found = query_next(query) ? query_text(query, 0) : NULL;

    enum status status = query_end_found(query, found != NULL);
    if (status == STATUS_OK)
        *place = found;
    else
        memory_release(found);
    return status;
}
