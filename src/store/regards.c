/* Regards: what others think of posts, counted. */

#include "store/regards.h"

static const char sql_draw[] = SQL(
    SELECT (SELECT count(*) FROM endorsements WHERE post_id = :post_id),
           (SELECT count(*) FROM endorsements
             WHERE post_id = :post_id AND person_id = :person_id),
           (SELECT count(*) FROM thanks WHERE post_id = :post_id),
           (SELECT count(*) FROM thanks
             WHERE post_id = :post_id AND person_id = :person_id),
           (SELECT count(*) FROM uses WHERE post_id = :post_id),
           (SELECT count(*) FROM uses
             WHERE post_id = :post_id AND person_id = :person_id));

static const char sql_order[] = SQL(
    SELECT number
      FROM (SELECT p.number AS number, COALESCE(p.reply_to, 1) AS reply_to,
                   (SELECT count(*) FROM endorsements e
                     WHERE e.post_id = p.id) AS endorsed,
                   (SELECT count(*) FROM uses u WHERE u.post_id = p.id) AS used,
                   (SELECT count(*) FROM thanks h
                     WHERE h.post_id = p.id) AS thanked
              FROM posts p
             WHERE p.thread_id = :thread_id
               AND p.number > 1
               AND (:only_for = 0 OR p.author_id = :only_for)) AS regarded
     WHERE reply_to = 1
        OR endorsed + used + thanked > 0
     ORDER BY endorsed DESC, used DESC, thanked DESC, number
     LIMIT :limit);

static struct regard
regard_from_row(struct query *query, int column)
{
    return (struct regard){
        .count = (int)query_int(query, column),
        .is_mine = query_int(query, column + 1) != 0,
    };
}

static enum status
draw(struct store *store, int64_t person_id, struct post *post)
{
    struct query *query = store_query(store, sql_draw);

    query_bind_id(query, ":post_id", post->id);
    query_bind_id(query, ":person_id", person_id);
    if (query_next(query))
        post->regards = (struct regards){
            .endorsed = regard_from_row(query, 0),
            .thanks = regard_from_row(query, 2),
            .used = regard_from_row(query, 4),
        };
    return query_end(query);
}

enum status
regards_draw(struct store *store, int64_t person_id, struct post_list *posts)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < posts->count && status == STATUS_OK; i++)
        status = draw(store, person_id, &posts->rows[i]);
    return status;
}

enum status
regards_order(struct store *store, const struct regards_wanted *wanted,
    int *numbers, int *count)
{
    struct query *query = store_query(store, sql_order);
    int found = 0;

    query_bind_id(query, ":thread_id", wanted->thread_id);
    query_bind_id(query, ":only_for", wanted->only_for);
    query_bind_id(query, ":limit", wanted->limit);
    while (found < wanted->limit && query_next(query))
        numbers[found++] = (int)query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}
