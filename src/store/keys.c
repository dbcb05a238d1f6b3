/* Keys: the public keys that log people in, in secrets.db. */

#include "store/keys.h"

#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO keys (person_id, type, blob, fingerprint, comment, added_at)
    VALUES (:person_id, :type, :blob, :fingerprint, :comment, :now));

static const char sql_find[] = SQL(
    SELECT person_id
      FROM keys
     WHERE blob = :blob);

enum status
keys_add(struct store *secrets, int64_t person_id, const struct stored_key *key,
    int64_t now)
{
    struct query *query = store_query(secrets, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":type", key->type);
    query_bind_text(query, ":blob", key->blob);
    query_bind_text(query, ":fingerprint", key->fingerprint);
    query_bind_text(query, ":comment", key->comment);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
keys_find(struct store *secrets, const char *blob, int64_t *person_id)
{
    struct query *query = store_query(secrets, sql_find);

    query_bind_text(query, ":blob", blob);
    bool found = query_next(query);
    if (found)
        *person_id = query_int(query, 0);
    return query_end_found(query, found);
}
