/* Endorsements: the mark of a mentor or SME on what is right. */

#include "store/endorsements.h"

static const char sql_add[] = SQL(
    INSERT INTO endorsements (post_id, person_id, author_id, thread_id,
           endorsed_at)
    VALUES (:post_id, :person_id, :author_id, :thread_id, :at)
        ON CONFLICT (post_id, person_id) DO NOTHING);

static const char sql_drop[] = SQL(
    DELETE FROM endorsements
     WHERE post_id = :post_id
       AND person_id = :person_id);

static const char sql_tell[] = SQL(
    UPDATE endorsements
       SET told_at = :at
     WHERE post_id = :post_id
       AND person_id = :person_id
       AND told_at IS NULL);

/* Runs it; `otherwise` where it changed nothing. */
static enum status
change(struct store *store, struct query *query, enum status otherwise)
{
    enum status status = query_run(query);

    if (status == STATUS_OK && store_changes(store) == 0)
        return otherwise;
    return status;
}

enum status
endorsements_add(struct store *store, const struct post *post,
    int64_t person_id, int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":post_id", post->id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":author_id", post->author_id);
    query_bind_id(query, ":thread_id", post->thread_id);
    query_bind_id(query, ":at", at);
    return change(store, query, STATUS_CONFLICT);
}

enum status
endorsements_drop(struct store *store, int64_t post_id, int64_t person_id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":post_id", post_id);
    query_bind_id(query, ":person_id", person_id);
    return change(store, query, STATUS_NOT_FOUND);
}

enum status
endorsements_tell(struct store *store, const struct use *use, int64_t at)
{
    struct query *query = store_query(store, sql_tell);

    query_bind_id(query, ":post_id", use->post_id);
    query_bind_id(query, ":person_id", use->person_id);
    query_bind_id(query, ":at", at);
    return change(store, query, STATUS_OK);
}
