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

static const char sql_by_person[] = SQL(
    SELECT type, fingerprint, comment, added_at
      FROM keys
     WHERE person_id = :person_id
     ORDER BY id
     LIMIT :limit);

static const char sql_remove[] = SQL(
    DELETE FROM keys
     WHERE person_id = :person_id
       AND fingerprint = :fingerprint);

static const char sql_remove_all[] = SQL(
    DELETE FROM keys
     WHERE person_id = :person_id);

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

enum status
keys_by_person(struct store *secrets, int64_t person_id,
    struct listed_key *rows, int most, int *count)
{
    struct query *query = store_query(secrets, sql_by_person);
    int found = 0;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":limit", most);
    while (query_next(query)) {
        struct listed_key *row = &rows[found++];

        query_copy(query, 0, row->type, sizeof row->type);
        query_copy(query, 1, row->fingerprint, sizeof row->fingerprint);
        query_copy(query, 2, row->comment, sizeof row->comment);
        row->added_at = query_int(query, 3);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
keys_remove(struct store *secrets, int64_t person_id, const char *fingerprint)
{
    struct query *query = store_query(secrets, sql_remove);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":fingerprint", fingerprint);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(secrets) == 0)
        return STATUS_NOT_FOUND;
    return status;
}

enum status
keys_remove_all(struct store *secrets, int64_t person_id)
{
    struct query *query = store_query(secrets, sql_remove_all);

    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}
