/* Events: the trail that live screens follow. */

#include "store/events.h"

#include "base/memory.h"

static const char sql_add[] = SQL(
    INSERT INTO events (kind, board_id, thread_id, post_id, person_id, at)
    VALUES (:kind, :board_id, :thread_id, :post_id, :person_id, :at));

static const char sql_after[] = SQL(
    SELECT id, kind, board_id, thread_id, post_id, person_id
      FROM events
     WHERE id > :id
     ORDER BY id
     LIMIT :limit);

static const char sql_last[] = SQL(
    SELECT id
      FROM events
     ORDER BY id DESC
     LIMIT 1);

static enum event_kind
kind_from_row(struct query *query, int column)
{
    char name[16];

    query_copy(query, column, name, sizeof name);
    return event_kind_of(name);
}

enum status
events_add(struct store *store, struct event *event, int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":kind", event_kind_name(event->kind));
    query_bind_id(query, ":board_id", event->board_id);
    query_bind_id(query, ":thread_id", event->thread_id);
    query_bind_id(query, ":post_id", event->post_id);
    query_bind_id(query, ":person_id", event->person_id);
    query_bind_id(query, ":at", at);

    enum status status = query_run(query);
    if (status == STATUS_OK)
        event->id = store_last_id(store);
    return status;
}

enum status
events_after(struct store *store, int64_t event_id, int limit,
    struct event_list *list)
{
    struct event_list found = {0};
    struct query *query = store_query(store, sql_after);

    query_bind_id(query, ":id", event_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = (struct event){
            .id = query_int(query, 0),
            .kind = kind_from_row(query, 1),
            .board_id = query_int(query, 2),
            .thread_id = query_int(query, 3),
            .post_id = query_int(query, 4),
            .person_id = query_int(query, 5),
        };
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        event_list_clear(&found);
    return status;
}

enum status
events_last(struct store *store, int64_t *event_id)
{
    struct query *query = store_query(store, sql_last);
    int64_t found = query_next(query) ? query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *event_id = found;
    return status;
}
