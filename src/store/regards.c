/* Regards: what others think of posts, counted. */

#include "store/regards.h"

static const char sql_draw[] = SQL(
    SELECT p.number,
           (SELECT count(*) FROM endorsements e WHERE e.post_id = p.id),
           (SELECT count(*) FROM endorsements e
             WHERE e.post_id = p.id AND e.person_id = :person_id),
           (SELECT count(*) FROM thanks h WHERE h.post_id = p.id),
           (SELECT count(*) FROM thanks h
             WHERE h.post_id = p.id AND h.person_id = :person_id),
           (SELECT count(*) FROM uses u WHERE u.post_id = p.id),
           (SELECT count(*) FROM uses u
             WHERE u.post_id = p.id AND u.person_id = :person_id)
      FROM posts p
     WHERE p.thread_id = :thread_id
       AND p.number BETWEEN :first AND :last
     ORDER BY p.number
     LIMIT :limit);

static struct regard
regard_from_row(struct query *query, int column)
{
    return (struct regard){
        .count = (int)query_int(query, column),
        .is_mine = query_int(query, column + 1) != 0,
    };
}

/* The posts of a covered thread have gaps between them. */
static void
set_regards(struct post_list *posts, size_t *at, struct query *query)
{
    int number = (int)query_int(query, 0);

    while (*at < posts->count && posts->rows[*at].number < number)
        ++*at;
    if (*at == posts->count || posts->rows[*at].number != number)
        return;
    posts->rows[*at].regards = (struct regards){
        .endorsed = regard_from_row(query, 1),
        .thanks = regard_from_row(query, 3),
        .used = regard_from_row(query, 5),
    };
}

enum status
regards_draw(struct store *store, int64_t thread_id, int64_t person_id,
    struct post_list *posts)
{
    size_t at = 0;

    if (posts->count == 0)
        return STATUS_OK;
    int first = posts->rows[0].number;
    int last = posts->rows[posts->count - 1].number;
    struct query *query = store_query(store, sql_draw);

    query_bind_id(query, ":thread_id", thread_id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":first", first);
    query_bind_id(query, ":last", last);
    query_bind_id(query, ":limit", (int64_t)last - first + 1);
    while (query_next(query))
        set_regards(posts, &at, query);
    return query_end(query);
}
