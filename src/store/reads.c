/* Reads: the last post a person has read in each thread. */

#include "store/reads.h"

#include "base/memory.h"

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

static const char sql_ahead[] = SQL(
    SELECT number
      FROM reads_ahead
     WHERE person_id = :person_id
       AND thread_id = :thread_id
     ORDER BY number
     LIMIT 100000);

static const char sql_add_ahead[] = SQL(
    INSERT INTO reads_ahead (person_id, thread_id, number)
    SELECT :person_id, :thread_id, :number
      FROM people
     WHERE id = :person_id
       AND may_log_in = 1
        ON CONFLICT (person_id, thread_id, number) DO NOTHING);

static const char sql_drop_ahead[] = SQL(
    DELETE FROM reads_ahead
     WHERE person_id = :person_id
       AND thread_id = :thread_id
       AND number <= :number);

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

static enum status
run(struct store *store, const char *sql, const int64_t ids[2], int number)
{
    struct query *query = store_query(store, sql);

    query_bind_id(query, ":person_id", ids[0]);
    query_bind_id(query, ":thread_id", ids[1]);
    query_bind_id(query, ":number", number);
    return query_run(query);
}

enum status
reads_raise(struct store *store, int64_t person_id, int64_t thread_id,
    int number)
{
    return run(store, sql_raise, (int64_t[]){person_id, thread_id}, number);
}

enum status
reads_ahead(struct store *store, int64_t person_id, int64_t thread_id,
    struct read_list *list)
{
    struct read_list found = {0};
    struct query *query = store_query(store, sql_ahead);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":thread_id", thread_id);
    while (query_next(query)) {
        found.numbers = grow(found.numbers, found.count + 1,
            sizeof *found.numbers);
        found.numbers[found.count++] = (int)query_int(query, 0);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        read_list_clear(&found);
    return status;
}

void
read_list_clear(struct read_list *list)
{
    memory_release(list->numbers);
    *list = (struct read_list){0};
}

enum status
reads_add_ahead(struct store *store, int64_t person_id, int64_t thread_id,
    int number)
{
    return run(store, sql_add_ahead, (int64_t[]){person_id, thread_id}, number);
}

enum status
reads_drop_ahead(struct store *store, int64_t person_id, int64_t thread_id,
    int number)
{
    return run(store, sql_drop_ahead, (int64_t[]){person_id, thread_id},
        number);
}
