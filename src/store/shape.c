/* Shape: a store's tables, indexes, views and triggers, held to those that its
 * migrations make. */

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/engine.h"
#include "store/store.h"

/* One row of sqlite_schema. */
struct object {
    char *kind; /* owned, as the others: "table" */
    char *name;
    char *table; /* that it belongs to */
    char *sql;   /* NULL: an index of SQLite's own */
};

struct objects {
    struct object *rows; /* owned; by kind and name */
    size_t count;
};

static const char sql_objects[] = SQL(
    SELECT type, name, tbl_name, sql
      FROM sqlite_schema
     ORDER BY type, name);

static void
objects_clear(struct objects *objects)
{
    for (size_t i = 0; i < objects->count; i++) {
        memory_release(objects->rows[i].kind);
        memory_release(objects->rows[i].name);
        memory_release(objects->rows[i].table);
        memory_release(objects->rows[i].sql);
    }
    memory_release(objects->rows);
    *objects = (struct objects){0};
}

static enum status
objects_read(struct store *store, struct objects *objects)
{
    struct query *query = store_query(store, sql_objects);

    *objects = (struct objects){0};
    while (query_next(query)) {
        objects->rows = grow(objects->rows, objects->count + 1,
            sizeof *objects->rows);
        objects->rows[objects->count++] = (struct object){
            .kind = query_text(query, 0),
            .name = query_text(query, 1),
            .table = query_text(query, 2),
            .sql = query_text(query, 3),
        };
    }
    enum status status = query_end(query);

    if (status != STATUS_OK)
        objects_clear(objects);
    return status;
}

/* What all migrations make, of a store that is in memory alone. */
static enum status
objects_expect(const struct store *store, struct objects *objects)
{
    struct store *made = memory_new(sizeof *made);

    made->path = memory_copy(":memory:");
    made->is_secrets = store->is_secrets;
    made->lock = -1;
    enum status status = engine_connect(made);
    if (status == STATUS_OK)
        status = engine_make(made, migrations);
    if (status == STATUS_OK)
        status = objects_read(made, objects);
    store_close(made);
    return status;
}

/* A planted row may be short of anything. */
static int
compare(const char *one, const char *other)
{
    return strcmp(one != NULL ? one : "", other != NULL ? other : "");
}

static int
compare_names(const struct object *one, const struct object *other)
{
    int kinds = compare(one->kind, other->kind);

    return kinds != 0 ? kinds : compare(one->name, other->name);
}

static void
tell(const struct object *object, const char *words, struct text *told,
    size_t *wrong)
{
    text_add_format(told, "%.20s %.80s: %s\n",
        object->kind != NULL ? object->kind : "",
        object->name != NULL ? object->name : "", words);
    (*wrong)++;
}

static void
compare_all(const struct objects *found, const struct objects *expected,
    struct text *told, size_t *wrong)
{
    size_t i = 0;
    size_t j = 0;

    while (i < found->count || j < expected->count) {
        const struct object *one = &found->rows[i];
        const struct object *other = &expected->rows[j];
        int order = i == found->count      ? 1
                    : j == expected->count ? -1
                                           : compare_names(one, other);

        if (order < 0)
            tell(one, "not of this program's making", told, wrong);
        else if (order > 0)
            tell(other, "is missing", told, wrong);
        else if (compare(one->table, other->table) != 0 ||
                 compare(one->sql, other->sql) != 0)
            tell(one, "is not as this program makes it", told, wrong);
        i += order <= 0;
        j += order >= 0;
    }
}

enum status
store_check_shape(struct store *store, struct text *told, size_t *wrong)
{
    struct objects found = {0};
    struct objects expected = {0};
    enum status status = objects_read(store, &found);

    if (status == STATUS_OK)
        status = objects_expect(store, &expected);
    if (status == STATUS_OK)
        compare_all(&found, &expected, told, wrong);
    objects_clear(&found);
    objects_clear(&expected);
    return status;
}
