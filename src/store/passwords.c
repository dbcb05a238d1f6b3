/* Passwords: their hashes, in secrets.db. */

#include "store/passwords.h"

#include "store/store.h"

static const char sql_set[] = SQL(
    INSERT INTO passwords (person_id, hash, changed_at)
    VALUES (:person_id, :hash, :now)
    ON CONFLICT (person_id) DO UPDATE
       SET hash = excluded.hash, changed_at = excluded.changed_at);

static const char sql_find[] = SQL(
    SELECT hash
      FROM passwords
     WHERE person_id = :person_id);

static const char sql_remove[] = SQL(
    DELETE FROM passwords
     WHERE person_id = :person_id);

enum status
passwords_set(struct store *secrets, int64_t person_id, const char *hash,
    int64_t now)
{
    struct query *query = store_query(secrets, sql_set);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":hash", hash);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
passwords_find(struct store *secrets, int64_t person_id, char *hash,
    size_t size)
{
    struct query *query = store_query(secrets, sql_find);

    query_bind_id(query, ":person_id", person_id);
    bool found = query_next(query);
    if (found)
        query_copy(query, 0, hash, size);
    return query_end_found(query, found);
}

enum status
passwords_remove(struct store *secrets, int64_t person_id)
{
    struct query *query = store_query(secrets, sql_remove);

    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}
