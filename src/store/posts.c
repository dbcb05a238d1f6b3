/* Posts: what people wrote, numbered within their thread. */

#include "store/posts.h"

#include <limits.h>

#include "base/memory.h"
#include "store/asked_words.h"

static const char sql_page[] = SQL(
    SELECT p.id, p.number, p.author_id, a.handle, a.name, r.title,
           COALESCE(a.zone, r.zone), a.site_role, p.reply_to, p.body,
           p.created_at, p.nameless_of, p.edited_at
      FROM posts p
      JOIN people a ON a.id = p.author_id
      LEFT JOIN regions r ON r.id = a.region_id
     WHERE p.thread_id = :thread_id
       AND p.number >= :from_number
       AND (:only_for = 0 OR p.number = 1 OR p.author_id = :only_for)
     ORDER BY p.number
     LIMIT :limit);

static const char sql_news[] = SQL(
    SELECT id, number, author_id
      FROM posts
     WHERE thread_id = :thread_id
       AND number > :above_number
       AND message_id IS NULL
       AND NOT EXISTS (SELECT 1
                         FROM reads_ahead a
                        WHERE a.person_id = :person_id
                          AND a.thread_id = :thread_id
                          AND a.number = posts.number)
     ORDER BY number DESC
     LIMIT :limit);

static const char sql_first_since[] = SQL(
    SELECT id
      FROM posts
     WHERE created_at > :at
       AND message_id IS NULL
     ORDER BY created_at, id
     LIMIT 1);

/* What was changed counts as what was written. */
static const char sql_times[] = SQL(
    SELECT at
      FROM (SELECT created_at AS at
              FROM posts
             WHERE author_id = :author_id
               AND message_id IS NULL
             ORDER BY id DESC
             LIMIT :limit) AS written
     UNION ALL
    SELECT at
      FROM (SELECT replaced_at AS at
              FROM post_versions
             WHERE author_id = :author_id
             ORDER BY replaced_at DESC, post_id, number
             LIMIT :limit) AS changed
     UNION ALL
    SELECT at
      FROM (SELECT replaced_at AS at
              FROM held_versions
             WHERE person_id = :author_id
             ORDER BY replaced_at DESC, question_id, number
             LIMIT :limit) AS held
     ORDER BY at DESC
     LIMIT :limit);

static const char sql_last_own[] = SQL(
    SELECT number
      FROM posts
     WHERE thread_id = :thread_id
       AND author_id = :author_id
     ORDER BY number DESC
     LIMIT 1);

static const char sql_place[] = SQL(
    SELECT p.id, p.thread_id, t.board_id, p.number
      FROM posts p
      JOIN threads t ON t.id = p.thread_id
     WHERE p.id = :id);

static const char sql_message[] = SQL(
    SELECT p.id, p.thread_id, t.board_id, p.number
      FROM posts p
      JOIN threads t ON t.id = p.thread_id
     WHERE p.message_id = :message_id);

static const char sql_author[] = SQL(
    SELECT id
      FROM people
     WHERE name = :name
       AND may_log_in = 0
     ORDER BY id
     LIMIT 1);

static const char sql_add[] = SQL(
    INSERT INTO posts (thread_id, number, author_id, reply_to, body,
           created_at, message_id, nameless_of)
    VALUES (:thread_id, :number, :author_id, :reply_to, :body,
           :created_at, :message_id, :nameless_of));

static void
post_from_row(struct query *query, struct post *post)
{
    char role[16];

    post->id = query_int(query, 0);
    post->number = query_within(query, 1, 0, QUERY_NUMBER_MOST);
    post->author_id = query_int(query, 2);
    query_copy(query, 3, post->author_handle, sizeof post->author_handle);
    query_copy(query, 4, post->author_name, sizeof post->author_name);
    query_copy(query, 5, post->author_region, sizeof post->author_region);
    query_copy(query, 6, post->author_zone, sizeof post->author_zone);
    query_copy(query, 7, role, sizeof role);
    post->author_role = role_of(role);
    post->reply_to = query_within(query, 8, 0, QUERY_NUMBER_MOST);
    post->body = query_text(query, 9);
    post->created_at = query_int(query, 10);
    post->is_nameless = !query_is_null(query, 11);
    query_copy(query, 11, post->nameless_of, sizeof post->nameless_of);
    post->edited_at = query_int(query, 12);
}

enum status
posts_page(struct store *store, const struct post_range *range,
    struct post_list *list)
{
    struct post_list found = {0};
    struct query *query = store_query(store, sql_page);

    query_bind_id(query, ":thread_id", range->thread_id);
    query_bind_id(query, ":from_number", range->from_number);
    query_bind_id(query, ":only_for", range->only_for);
    query_bind_id(query, ":limit", range->limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct post *post = &found.rows[found.count++];

        post_from_row(query, post);
        post->thread_id = range->thread_id;
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        post_list_clear(&found);
    return status;
}

enum status
posts_news(struct store *store, const struct post_news_range *range,
    struct post_news *news)
{
    struct post_news found = {0};
    struct query *query = store_query(store, sql_news);

    query_bind_id(query, ":thread_id", range->thread_id);
    query_bind_id(query, ":above_number", range->above_number);
    query_bind_id(query, ":person_id", range->person_id);
    query_bind_id(query, ":limit", INT_MAX);
    while (found.count < range->most && query_next(query)) {
        int64_t id = query_int(query, 0);

        if (id <= range->above_post_id)
            break;
        if (query_int(query, 2) == range->person_id)
            continue;
        found.count++;
        found.first_id = id;
        found.first_number = query_within(query, 1, 0, QUERY_NUMBER_MOST);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *news = found;
    return status;
}

enum status
posts_first_since(struct store *store, int64_t at, int64_t *post_id)
{
    struct query *query = store_query(store, sql_first_since);

    query_bind_id(query, ":at", at);
    int64_t found = query_next(query) ? query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *post_id = found;
    return status;
}

enum status
posts_times_by_author(struct store *store, int64_t author_id, int most,
    int64_t *times, int *count)
{
    struct query *query = store_query(store, sql_times);
    int found = 0;

    query_bind_id(query, ":author_id", author_id);
    query_bind_id(query, ":limit", most);
    while (found < most && query_next(query))
        times[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
posts_last_own(struct store *store, int64_t thread_id, int64_t author_id,
    int *number)
{
    struct query *query = store_query(store, sql_last_own);

    query_bind_id(query, ":thread_id", thread_id);
    query_bind_id(query, ":author_id", author_id);
    bool is_found = query_next(query);
    int found = is_found ? (int)query_int(query, 0) : 0;
    enum status status = query_end_found(query, is_found);

    if (status == STATUS_OK)
        *number = found;
    return status;
}

static enum status
one_place(struct query *query, struct post_place *place)
{
    struct post_place found = {0};
    bool is_found = query_next(query);

    if (is_found)
        found = (struct post_place){
            .id = query_int(query, 0),
            .thread_id = query_int(query, 1),
            .board_id = query_int(query, 2),
            .number = query_within(query, 3, 0, QUERY_NUMBER_MOST),
        };

    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *place = found;
    return status;
}

enum status
posts_find_place(struct store *store, int64_t post_id, struct post_place *place)
{
    struct query *query = store_query(store, sql_place);

    query_bind_id(query, ":id", post_id);
    return one_place(query, place);
}

enum status
posts_find_message(struct store *store, const char *message_id,
    struct post_place *place)
{
    struct query *query = store_query(store, sql_message);

    query_bind_text(query, ":message_id", message_id);
    return one_place(query, place);
}

enum status
posts_find_author(struct store *store, const char *name, int64_t *person_id)
{
    struct query *query = store_query(store, sql_author);

    query_bind_text(query, ":name", name);
    bool is_found = query_next(query);
    int64_t found = is_found ? query_int(query, 0) : 0;

    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *person_id = found;
    return status;
}

enum status
posts_add(struct store *store, struct post *post, const char *message_id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":thread_id", post->thread_id);
    query_bind_id(query, ":number", post->number);
    query_bind_id(query, ":author_id", post->author_id);
    if (post->reply_to > 0)
        query_bind_id(query, ":reply_to", post->reply_to);
    else
        query_bind_null(query, ":reply_to");
    query_bind_text(query, ":body", post->body);
    query_bind_id(query, ":created_at", post->created_at);
    if (message_id != NULL)
        query_bind_text(query, ":message_id", message_id);
    else
        query_bind_null(query, ":message_id");
    if (post->is_nameless)
        query_bind_text(query, ":nameless_of", post->nameless_of);
    else
        query_bind_null(query, ":nameless_of");

    enum status status = query_run(query);
    if (status != STATUS_OK)
        return status;
    post->id = store_last_id(store);
    return asked_words_add(store, post->id);
}
