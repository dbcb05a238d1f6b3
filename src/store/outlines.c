/* Outlines: threads without their texts. */

#include "store/outlines.h"

#include <limits.h>

#include "base/memory.h"

static const char sql_of[] = SQL(
    SELECT p.number, p.id, p.author_id, COALESCE(p.reply_to, 0),
           p.message_id IS NOT NULL,
           LENGTH(:region) > 0 AND
           CASE WHEN p.nameless_of IS NULL THEN COALESCE(r.title, :region)
                WHEN LENGTH(p.nameless_of) = 0 THEN :region
                ELSE p.nameless_of END <> :region
      FROM posts p
      JOIN people a ON a.id = p.author_id
      LEFT JOIN regions r ON r.id = a.region_id
     WHERE p.thread_id = :thread_id
       AND p.number > :above_number
     ORDER BY p.number
     LIMIT :limit);

enum status
outlines_of(struct store *store, int64_t thread_id, int above_number,
    const char *region, struct outline_list *list)
{
    struct outline_list found = {0};
    struct query *query = store_query(store, sql_of);

    query_bind_id(query, ":thread_id", thread_id);
    query_bind_id(query, ":above_number", above_number);
    query_bind_text(query, ":region", region);
    query_bind_id(query, ":limit", INT_MAX);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = (struct outline){
            .number = query_within(query, 0, 0, QUERY_NUMBER_MOST),
            .post_id = query_int(query, 1),
            .author_id = query_int(query, 2),
            .reply_to = query_within(query, 3, 0, QUERY_NUMBER_MOST),
            .is_imported = query_int(query, 4) != 0,
            .is_elsewhere = query_int(query, 5) != 0,
        };
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        outline_list_clear(&found);
    return status;
}

void
outline_list_clear(struct outline_list *list)
{
    memory_release(list->rows);
    *list = (struct outline_list){0};
}
