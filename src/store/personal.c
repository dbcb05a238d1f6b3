/* Personal: what is somebody's is told to them, and goes when they leave. */

#include "base/memory.h"
#include "store/personal_parts.h"
#include "store/store.h"

const struct personal_section *const personal_store[] = {
    personal_people,
    personal_writing,
    personal_kept,
    NULL,
};

const struct personal_section *const personal_secrets[] = {
    personal_proofs,
    NULL,
};

static const char sql_count[] = SQL(
    SELECT (SELECT count(*) FROM posts WHERE author_id = :person_id),
           (SELECT count(*) FROM threads WHERE author_id = :person_id),
           (SELECT count(*)
              FROM questions
             WHERE asker_id = :person_id
               AND thread_id IS NULL));

static const char sql_rename[] = SQL(
    UPDATE people
       SET handle = :handle,
           skeleton = :skeleton,
           name = :name,
           name_skeleton = NULL,
           has_own_name = 0,
           email = NULL,
           login_id = NULL,
           zone = NULL,
           site_role = NULL,
           may_log_in = 0,
           last_seen_at = NULL
     WHERE id = :person_id);

static void
read_row(struct query *query, const struct personal_field *fields,
    struct personal_value *values)
{
    for (int i = 0; fields[i].name != NULL; i++) {
        values[i] = (struct personal_value){
            .is_none = query_is_null(query, i),
        };
        if (fields[i].kind == PERSONAL_TEXT)
            values[i].text = query_text(query, i);
        else
            values[i].number = query_int(query, i);
    }
}

static void
clear_row(const struct personal_field *fields, struct personal_value *values)
{
    for (int i = 0; fields[i].name != NULL; i++)
        memory_free(values[i].text);
}

static enum status
tell_section(struct store *store, const struct personal_section *section,
    int64_t person_id, const struct personal_taker *taker)
{
    struct personal_value values[PERSONAL_FIELDS_MOST];
    struct query *query = store_query(store, section->told);
    enum status taken = taker->take(taker->context, section->name,
        section->fields, NULL);

    query_bind_id(query, ":person_id", person_id);
    while (taken == STATUS_OK && query_next(query)) {
        read_row(query, section->fields, values);
        taken = taker->take(taker->context, section->name, section->fields,
            values);
        clear_row(section->fields, values);
    }
    enum status status = query_end(query);
    return status == STATUS_OK ? taken : status;
}

enum status
personal_tell(struct store *store, const struct personal_section *const *lists,
    int64_t person_id, const struct personal_taker *taker)
{
    enum status status = STATUS_OK;

    for (; *lists != NULL; lists++)
        for (const struct personal_section *at = *lists;
             at->name != NULL && status == STATUS_OK; at++)
            if (at->told != NULL && (at->is_shown || !taker->is_short))
                status = tell_section(store, at, person_id, taker);
    return status;
}

static enum status
run(struct store *store, const char *sql, int64_t person_id)
{
    if (sql == NULL)
        return STATUS_OK;
    struct query *query = store_query(store, sql);

    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}

static enum status
part_list(struct store *store, const struct personal_section *sections,
    int64_t person_id, bool is_erased)
{
    enum status status = STATUS_OK;

    for (; sections->name != NULL && status == STATUS_OK; sections++) {
        status = run(store, sections->goes, person_id);
        if (status == STATUS_OK && is_erased)
            status = run(store, sections->erases, person_id);
    }
    return status;
}

enum status
personal_part(struct store *store, const struct personal_section *const *lists,
    int64_t person_id, bool is_erased)
{
    enum status status = STATUS_OK;

    for (; *lists != NULL && status == STATUS_OK; lists++)
        status = part_list(store, *lists, person_id, is_erased);
    return status;
}

enum status
personal_rename(struct store *store, int64_t person_id,
    const struct personal_former *former)
{
    struct query *query = store_query(store, sql_rename);

    query_bind_text(query, ":handle", former->handle);
    query_bind_text(query, ":skeleton", former->skeleton);
    query_bind_text(query, ":name", former->name);
    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}

enum status
personal_count(struct store *store, int64_t person_id,
    struct personal_counts *counts)
{
    struct personal_counts found = {0};
    struct query *query = store_query(store, sql_count);

    query_bind_id(query, ":person_id", person_id);
    if (query_next(query))
        found = (struct personal_counts){
            .posts = query_int(query, 0),
            .threads = query_int(query, 1),
            .queued = query_int(query, 2),
        };
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *counts = found;
    return status;
}
