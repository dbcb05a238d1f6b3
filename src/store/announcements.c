/* Announcements: what cohorts' boards will be told by the house. */

#include "store/announcements.h"

#include "base/memory.h"

static const char sql_add[] = SQL(
    INSERT INTO announcements (cohort_id, says_on, body)
    VALUES (:cohort_id, :says_on, :body));

static const char sql_has[] = SQL(
    SELECT 1
      FROM announcements
     WHERE cohort_id = :cohort_id
       AND says_on = :says_on);

static const char sql_queued[] = SQL(
    SELECT id, cohort_id, says_on, body
      FROM announcements
     WHERE cohort_id = :cohort_id
       AND done_at IS NULL
     ORDER BY says_on
     LIMIT 1456);

static const char sql_due[] = SQL(
    SELECT id, cohort_id, says_on, body
      FROM announcements
     WHERE done_at IS NULL
       AND says_on <= :latest
       AND id > :after_id
     ORDER BY id
     LIMIT 100);

static const char sql_end[] = SQL(
    UPDATE announcements
       SET done_at = :now,
           thread_id = nullif(:thread_id, 0)
     WHERE id = :id
       AND done_at IS NULL);

static const char sql_drop[] = SQL(
    DELETE FROM announcements
     WHERE id = :id
       AND done_at IS NULL);

void
announcement_list_clear(struct announcement_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        memory_release(list->rows[i].body);
    memory_release(list->rows);
    *list = (struct announcement_list){0};
}

enum status
announcements_add(struct store *store, int64_t cohort_id, const char *says_on,
    const char *body)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":says_on", says_on);
    query_bind_text(query, ":body", body);
    return query_run(query);
}

enum status
announcements_has(struct store *store, int64_t cohort_id, const char *says_on,
    bool *has)
{
    struct query *query = store_query(store, sql_has);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":says_on", says_on);
    bool is_found = query_next(query);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *has = is_found;
    return status;
}

static enum status
list_of(struct query *query, struct announcement_list *list)
{
    struct announcement_list found = {0};

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct announcement *row = &found.rows[found.count++];

        *row = (struct announcement){
            .id = query_int(query, 0),
            .cohort_id = query_int(query, 1),
            .body = query_text(query, 3),
        };
        query_copy(query, 2, row->says_on, sizeof row->says_on);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        announcement_list_clear(&found);
    return status;
}

enum status
announcements_queued(struct store *store, int64_t cohort_id,
    struct announcement_list *list)
{
    struct query *query = store_query(store, sql_queued);

    query_bind_id(query, ":cohort_id", cohort_id);
    return list_of(query, list);
}

enum status
announcements_due(struct store *store, const char *latest, int64_t after_id,
    struct announcement_list *list)
{
    struct query *query = store_query(store, sql_due);

    query_bind_text(query, ":latest", latest);
    query_bind_id(query, ":after_id", after_id);
    return list_of(query, list);
}

static enum status
change_one(struct store *store, struct query *query)
{
    enum status status = query_run(query);

    if (status != STATUS_OK)
        return status;
    return store_changes(store) == 1 ? STATUS_OK : STATUS_CONFLICT;
}

enum status
announcements_end(struct store *store, int64_t id, int64_t thread_id,
    int64_t now)
{
    struct query *query = store_query(store, sql_end);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":thread_id", thread_id);
    query_bind_id(query, ":now", now);
    return change_one(store, query);
}

enum status
announcements_drop(struct store *store, int64_t id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":id", id);
    return change_one(store, query);
}
