/* Answers given: what the keeper said, sealed, for who asks again. */

#include "store/answers_given.h"

static const char sql_find[] = SQL(
    SELECT sealed
      FROM answered
     WHERE digest = :digest);

static const char sql_add[] = SQL(
    INSERT INTO answered (digest, answered_at, sealed)
    VALUES (:digest, :now, :sealed));

static const char sql_forget[] = SQL(
    DELETE FROM answered
     WHERE answered_at < :since
        OR answered_at > :until
        OR digest IN (SELECT digest
                        FROM answered
                       ORDER BY answered_at DESC, digest
                       LIMIT -1 OFFSET :most));

enum status
answers_given_find(struct store *secrets, const char *digest, char **sealed)
{
    struct query *query = store_query(secrets, sql_find);

    query_bind_text(query, ":digest", digest);
    bool found = query_next(query);
    if (found)
        *sealed = query_text(query, 0);
    return query_end_found(query, found);
}

enum status
answers_given_add(struct store *secrets, const char *digest, const char *sealed,
    int64_t now)
{
    struct query *query = store_query(secrets, sql_add);

    query_bind_text(query, ":digest", digest);
    query_bind_text(query, ":sealed", sealed);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
answers_given_forget(struct store *secrets, int64_t since, int64_t until,
    int most)
{
    struct query *query = store_query(secrets, sql_forget);

    query_bind_id(query, ":since", since);
    query_bind_id(query, ":until", until);
    query_bind_id(query, ":most", most);
    return query_run(query);
}
