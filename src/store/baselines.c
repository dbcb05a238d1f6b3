/* Baselines: posts of a board up to here are not new to a person. */

#include "store/baselines.h"

static const char sql_find[] = SQL(
    SELECT post_id
      FROM baselines
     WHERE person_id = :person_id
       AND board_id = :board_id);

static const char sql_raise[] = SQL(
    INSERT INTO baselines (person_id, board_id, post_id)
    SELECT :person_id, :board_id, :post_id
      FROM people
     WHERE id = :person_id
       AND may_log_in = 1
        ON CONFLICT (person_id, board_id)
        DO UPDATE SET post_id = excluded.post_id
     WHERE excluded.post_id > baselines.post_id);

enum status
baselines_find(struct store *store, int64_t person_id, int64_t board_id,
    int64_t *post_id)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":board_id", board_id);
    bool is_found = query_next(query);
    int64_t found = is_found ? query_int(query, 0) : 0;

    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *post_id = found;
    return status;
}

enum status
baselines_raise(struct store *store, int64_t person_id, int64_t board_id,
    int64_t post_id)
{
    struct query *query = store_query(store, sql_raise);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":board_id", board_id);
    query_bind_id(query, ":post_id", post_id);
    return query_run(query);
}
