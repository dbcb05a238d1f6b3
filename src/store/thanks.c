/* Thanks: the one reaction to a post. */

#include "store/thanks.h"

static const char sql_add[] = SQL(
    INSERT INTO thanks (post_id, person_id, thanked_at)
    VALUES (:post_id, :person_id, :at)
        ON CONFLICT (post_id, person_id) DO NOTHING);

static const char sql_drop[] = SQL(
    DELETE FROM thanks
     WHERE post_id = :post_id
       AND person_id = :person_id);

enum status
thanks_add(struct store *store, int64_t post_id, int64_t person_id, int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":post_id", post_id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
thanks_drop(struct store *store, int64_t post_id, int64_t person_id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":post_id", post_id);
    query_bind_id(query, ":person_id", person_id);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        return STATUS_NOT_FOUND;
    return status;
}
