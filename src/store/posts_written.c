/* What somebody wrote: their posts by time, and how each begins. */

#include "base/memory.h"
#include "base/text.h"
#include "store/posts.h"

static const char sql_by_author[] = SQL(
    SELECT p.id, p.thread_id, p.number, p.created_at, t.board_id, t.kind,
           t.subject, p.nameless_of
      FROM posts p
      JOIN threads t ON t.id = p.thread_id
     WHERE p.author_id = :author_id
       AND (p.created_at, p.id) < (:created_at, :post_id)
     ORDER BY p.created_at DESC, p.id DESC
     LIMIT :limit);

static const char sql_beginning[] = SQL(
    SELECT substr(body, 1, 2000)
      FROM posts
     WHERE id = :id);

static void
mention_from_row(struct query *query, struct post_mention *mention)
{
    char kind[16];

    *mention = (struct post_mention){
        .id = query_int(query, 0),
        .thread_id = query_int(query, 1),
        .number = (int)query_int(query, 2),
        .created_at = query_int(query, 3),
        .board_id = query_int(query, 4),
    };
    query_copy(query, 5, kind, sizeof kind);
    mention->kind = text_equals(kind, thread_kind_name(THREAD_QUESTION))
                        ? THREAD_QUESTION
                        : THREAD_TALK;
    query_copy(query, 6, mention->subject, sizeof mention->subject);
    mention->is_nameless = !query_is_null(query, 7);
}

enum status
posts_by_author(struct store *store, int64_t author_id,
    const struct written_key *after, int limit, struct post_mention_list *list)
{
    struct post_mention_list found = {0};
    struct query *query = store_query(store, sql_by_author);

    query_bind_id(query, ":author_id", author_id);
    query_bind_id(query, ":created_at", after->created_at);
    query_bind_id(query, ":post_id", after->post_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        mention_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        post_mention_list_clear(&found);
    return status;
}

void
post_mention_list_clear(struct post_mention_list *list)
{
    memory_release(list->rows);
    *list = (struct post_mention_list){0};
}

enum status
posts_beginning(struct store *store, int64_t post_id, char **body)
{
    struct query *query = store_query(store, sql_beginning);

    query_bind_id(query, ":id", post_id);
    char *found = query_next(query) ? query_text(query, 0) : NULL;
    enum status status = query_end_found(query, found != NULL);

    if (status == STATUS_OK)
        *body = found;
    else
        memory_release(found);
    return status;
}
