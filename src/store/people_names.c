/* People's names, and the skeletons by which they look alike. */

#include "store/people_names.h"

#include <string.h>

#include "base/memory.h"
#include "base/name.h"
#include "store/people.h"

enum {
    FILLED_MOST = 500
};

static const char sql_by_name[] = SQL(
    SELECT id
      FROM people
     WHERE name_skeleton = :name_skeleton
       AND id <> :except_id
       AND (may_log_in = 1 OR last_seen_at IS NOT NULL)
     ORDER BY id
     LIMIT 1);

static const char sql_unskeletoned[] = SQL(
    SELECT id, name
      FROM people
     WHERE name_skeleton IS NULL
     ORDER BY id
     LIMIT :limit);

static const char sql_set_skeleton[] = SQL(
    UPDATE people
       SET name_skeleton = :name_skeleton
     WHERE id = :id);

static const char sql_set_name[] = SQL(
    UPDATE people
       SET name = :name,
           name_skeleton = :name_skeleton,
           has_own_name = :has_own_name
     WHERE id = :id);

void
people_bind_name(struct query *query, const char *name)
{
    char skeleton[NAME_SKELETON_BYTES];

    name_skeleton(name, strlen(name), skeleton, sizeof skeleton);
    query_bind_text(query, ":name", name);
    query_bind_text(query, ":name_skeleton", skeleton);
}

enum status
people_set_name(struct store *store, int64_t id, const char *name,
    bool has_own_name)
{
    struct query *query = store_query(store, sql_set_name);

    query_bind_id(query, ":id", id);
    people_bind_name(query, name);
    query_bind_id(query, ":has_own_name", has_own_name);
    return query_run(query);
}

struct unskeletoned {
    int64_t id;
    char name[NAME_BYTES];
};

static enum status
set_skeleton(struct store *store, const struct unskeletoned *row)
{
    struct query *query = store_query(store, sql_set_skeleton);
    char skeleton[NAME_SKELETON_BYTES];

    name_skeleton(row->name, strlen(row->name), skeleton, sizeof skeleton);
    query_bind_id(query, ":id", row->id);
    query_bind_text(query, ":name_skeleton", skeleton);
    return query_run(query);
}

static enum status
set_skeletons(struct store *store, const struct unskeletoned *rows, int count)
{
    enum status status = store_begin(store);

    if (status != STATUS_OK)
        return status;
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = set_skeleton(store, &rows[i]);
    if (status == STATUS_OK)
        return store_commit(store);
    store_rollback(store);
    return status;
}

static enum status
fill_skeletons(struct store *store, int *filled)
{
    struct unskeletoned *rows = memory_new(FILLED_MOST * sizeof *rows);
    struct query *query = store_query(store, sql_unskeletoned);
    int count = 0;

    query_bind_id(query, ":limit", FILLED_MOST);
    while (query_next(query)) {
        rows[count].id = query_int(query, 0);
        query_copy(query, 1, rows[count++].name, NAME_BYTES);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK && count > 0)
        status = set_skeletons(store, rows, count);
    memory_release(rows);
    *filled = count;
    return status;
}

enum status
people_by_name(struct store *store, const char *name, int64_t except_id,
    struct person *person)
{
    char skeleton[NAME_SKELETON_BYTES];
    enum status status = STATUS_OK;
    int filled = FILLED_MOST;

    while (status == STATUS_OK && filled == FILLED_MOST)
        status = fill_skeletons(store, &filled);
    if (status != STATUS_OK)
        return status;
    name_skeleton(name, strlen(name), skeleton, sizeof skeleton);
    struct query *query = store_query(store, sql_by_name);
    query_bind_text(query, ":name_skeleton", skeleton);
    query_bind_id(query, ":except_id", except_id);
    bool found = query_next(query);
    int64_t id = found ? query_int(query, 0) : 0;
    status = query_end_found(query, found);
    return status == STATUS_OK ? people_by_id(store, id, person) : status;
}
