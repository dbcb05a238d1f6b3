/* Plan entries: what a program's cohorts are asked and told, and what of the
 * questions in a queue came of it. */

#include "store/plan_entries.h"

#include "base/memory.h"

static const char sql_add[] = SQL(
    INSERT INTO plan_entries (program_id, week, weekday, is_announcement, kind,
           body)
    VALUES (:program_id, :week, :weekday, :is_announcement, :kind, :body));

static const char sql_of[] = SQL(
    SELECT id, week, weekday, is_announcement, kind, body
      FROM plan_entries
     WHERE program_id = :program_id
     ORDER BY week, (weekday + 6) % 7, is_announcement DESC
     LIMIT 1456);

static const char sql_clear[] = SQL(
    DELETE FROM plan_entries
     WHERE program_id = :program_id);

static const char sql_note[] = SQL(
    UPDATE questions
       SET planned_on = :planned_on
     WHERE id = :id);

static const char sql_has[] = SQL(
    SELECT 1
      FROM questions
     WHERE board_id = :board_id
       AND planned_on = :planned_on
     LIMIT 1);

static const char sql_queued[] = SQL(
    SELECT id, planned_on
      FROM questions
     WHERE board_id = :board_id
       AND planned_on IS NOT NULL
       AND thread_id IS NULL
     ORDER BY planned_on, id
     LIMIT 1456);

enum status
plan_entries_add(struct store *store, int64_t program_id,
    const struct plan_entry *entry)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":program_id", program_id);
    query_bind_id(query, ":week", entry->week);
    query_bind_id(query, ":weekday", entry->weekday);
    query_bind_id(query, ":is_announcement", entry->is_announcement);
    query_bind_text(query, ":kind", question_kind_name(entry->kind));
    query_bind_text(query, ":body", entry->body);
    return query_run(query);
}

static struct plan_entry
entry_from_row(struct query *query)
{
    char kind[16];
    struct plan_entry entry = {
        .id = query_int(query, 0),
        .week = (int)query_int(query, 1),
        .weekday = (int)query_int(query, 2),
        .is_announcement = query_int(query, 3) != 0,
        .body = query_text(query, 5),
    };

    query_copy(query, 4, kind, sizeof kind);
    entry.kind = question_kind_of(kind);
    return entry;
}

enum status
plan_entries_of(struct store *store, int64_t program_id, struct plan_list *list)
{
    struct plan_list found = {0};
    struct query *query = store_query(store, sql_of);

    query_bind_id(query, ":program_id", program_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = entry_from_row(query);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        plan_list_clear(&found);
    return status;
}

enum status
plan_entries_clear(struct store *store, int64_t program_id)
{
    struct query *query = store_query(store, sql_clear);

    query_bind_id(query, ":program_id", program_id);
    return query_run(query);
}

enum status
plan_entries_note(struct store *store, int64_t question_id,
    const char *planned_on)
{
    struct query *query = store_query(store, sql_note);

    query_bind_id(query, ":id", question_id);
    query_bind_text(query, ":planned_on", planned_on);
    return query_run(query);
}

enum status
plan_entries_has(struct store *store, int64_t board_id, const char *planned_on,
    bool *has)
{
    struct query *query = store_query(store, sql_has);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":planned_on", planned_on);
    bool is_found = query_next(query);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *has = is_found;
    return status;
}

enum status
plan_entries_queued(struct store *store, int64_t board_id,
    struct planned_list *list)
{
    struct planned_list found = {0};
    struct query *query = store_query(store, sql_queued);

    query_bind_id(query, ":board_id", board_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct planned_question *row = &found.rows[found.count++];

        row->id = query_int(query, 0);
        query_copy(query, 1, row->planned_on, sizeof row->planned_on);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        planned_list_clear(&found);
    return status;
}

void
planned_list_clear(struct planned_list *list)
{
    memory_release(list->rows);
    *list = (struct planned_list){0};
}
