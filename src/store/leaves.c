/* Leaves: when people are away. */

#include "store/leaves.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO leaves (person_id, from_on, to_on, created_at)
    VALUES (:person_id, :from_on, :to_on, :now));

static const char sql_from[] = SQL(
    SELECT id, from_on, to_on
      FROM leaves
     WHERE person_id = :person_id
       AND to_on >= :from_on
     ORDER BY to_on, id
     LIMIT :limit);

static const char sql_within[] = SQL(
    SELECT id, from_on, to_on
      FROM leaves
     WHERE person_id = :person_id
       AND to_on >= :from_on
       AND from_on <= :to_on
     ORDER BY to_on, id
     LIMIT 1);

static const char sql_shorten[] = SQL(
    UPDATE leaves
       SET to_on = :to_on
     WHERE id = :id
       AND from_on <= :to_on);

static const char sql_remove[] = SQL(
    DELETE FROM leaves
     WHERE id = :id
       AND from_on > :to_on);

enum status
leaves_add(struct store *store, int64_t person_id, const struct leave *leave,
    int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":from_on", leave->from_on);
    query_bind_text(query, ":to_on", leave->to_on);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

static struct leave
leave_from_row(struct query *query)
{
    struct leave leave = {.id = query_int(query, 0)};

    query_copy(query, 1, leave.from_on, sizeof leave.from_on);
    query_copy(query, 2, leave.to_on, sizeof leave.to_on);
    return leave;
}

enum status
leaves_from(struct store *store, int64_t person_id, const char *date, int limit,
    struct leave_list *list)
{
    struct query *query = store_query(store, sql_from);
    struct leave_list found = {0};

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":from_on", date);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = leave_from_row(query);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        leave_list_clear(&found);
    return status;
}

enum status
leaves_within(struct store *store, int64_t person_id, const struct leave *leave,
    struct leave *found)
{
    struct query *query = store_query(store, sql_within);
    struct leave read = {0};

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":from_on", leave->from_on);
    query_bind_text(query, ":to_on", leave->to_on);
    bool is_found = query_next(query);
    if (is_found)
        read = leave_from_row(query);
    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *found = read;
    return status;
}

static enum status
run(struct store *store, const char *sql, int64_t id, const char *to_on)
{
    struct query *query = store_query(store, sql);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":to_on", to_on);
    return query_run(query);
}

enum status
leaves_end(struct store *store, int64_t id, const char *to_on)
{
    enum status status = run(store, sql_shorten, id, to_on);

    if (status == STATUS_OK && store_changes(store) == 0)
        status = run(store, sql_remove, id, to_on);
    return status;
}
