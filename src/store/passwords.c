/* Passwords: their hashes, in secrets.db. */

#include "store/passwords.h"

#include "store/store.h"

static const char sql_set[] = SQL(
    INSERT INTO passwords (person_id, hash, changed_at)
    VALUES (:person_id, :hash, :now)
    ON CONFLICT (person_id) DO UPDATE
       SET hash = excluded.hash, changed_at = excluded.changed_at, misses = 0);

static const char sql_find[] = SQL(
    SELECT hash
      FROM passwords
     WHERE person_id = :person_id);

static const char sql_misses[] = SQL(
    SELECT misses
      FROM passwords
     WHERE person_id = :person_id
       AND missed_at >= :since);

static const char sql_miss[] = SQL(
    UPDATE passwords
       SET misses = CASE WHEN missed_at < :since THEN 1 ELSE misses + 1 END,
           missed_at = :now
     WHERE person_id = :person_id);

static const char sql_set_back[] = SQL(
    UPDATE passwords
       SET missed_at = :now
     WHERE person_id = :person_id
       AND missed_at > :now);

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
passwords_set_back(struct store *secrets, int64_t person_id, int64_t now)
{
    struct query *query = store_query(secrets, sql_set_back);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
passwords_misses(struct store *secrets, int64_t person_id, int64_t since,
    int *misses)
{
    struct query *query = store_query(secrets, sql_misses);
    int found = 0;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":since", since);
    if (query_next(query))
        found = (int)query_int(query, 0);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *misses = found;
    return status;
}

enum status
passwords_miss(struct store *secrets, int64_t person_id, int64_t since,
    int64_t now)
{
    struct query *query = store_query(secrets, sql_miss);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":since", since);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
passwords_remove(struct store *secrets, int64_t person_id)
{
    struct query *query = store_query(secrets, sql_remove);

    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}
