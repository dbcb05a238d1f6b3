/* Reads: the last post a person has read in each thread. */

#include "store/reads.h"

static const char sql_number[] = SQL(
    SELECT number
      FROM reads
     WHERE person_id = :person_id
       AND thread_id = :thread_id);

static const char sql_raise[] = SQL(
    INSERT INTO reads (person_id, thread_id, number)
    SELECT :person_id, :thread_id, :number
      FROM people
     WHERE id = :person_id
       AND may_log_in = 1
        ON CONFLICT (person_id, thread_id)
        DO UPDATE SET number = excluded.number
     WHERE excluded.number > reads.number);

enum status
reads_number(struct store *store, int64_t person_id, int64_t thread_id,
    int *number)
{
    struct query *query = store_query(store, sql_number);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":thread_id", thread_id);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *number = found;
    return status;
}

enum status
reads_raise(struct store *store, int64_t person_id, int64_t thread_id,
    int number)
{
    struct query *query = store_query(store, sql_raise);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":thread_id", thread_id);
    query_bind_id(query, ":number", number);
    return query_run(query);
}
