/* Codes: what lets somebody in, by digest, in secrets.db. */

#include "store/codes.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_rename_maker[] = SQL(
    UPDATE codes
       SET made_by = :to
     WHERE made_by = :from);

static const char sql_add[] = SQL(
    INSERT INTO codes (digest, cohort_id, role, person_id, uses, uses_left,
           made_by, made_at, expires_at)
    VALUES (:digest, :cohort_id, :role, :person_id, :uses, :uses, :made_by,
           :made_at, :expires_at)
    RETURNING id);

#define CODE_COLUMNS                                            \
    "SELECT id, coalesce(cohort_id, 0), role, "                 \
    "       coalesce(person_id, 0), uses, uses_left, made_by, " \
    "       made_at, expires_at, coalesce(revoked_at, 0) "      \
    "  FROM codes "

static const char sql_by_digest[] = CODE_COLUMNS SQL(
    WHERE digest = :digest);

static const char sql_list[] = CODE_COLUMNS SQL(
    WHERE (:cohort_id = 0 OR cohort_id = :cohort_id)
      AND (:before_id = 0 OR id < :before_id)
    ORDER BY id DESC
    LIMIT :limit);

static const char sql_use[] = SQL(
    UPDATE codes
       SET uses_left = uses_left - 1
     WHERE id = :id
       AND uses_left > 0
       AND revoked_at IS NULL
       AND expires_at > :now);

static const char sql_revoke[] = SQL(
    UPDATE codes
       SET revoked_at = coalesce(revoked_at, :now)
     WHERE id = :id);

static const char sql_revoke_of_person[] = SQL(
    UPDATE codes
       SET revoked_at = :now
     WHERE person_id = :person_id
       AND revoked_at IS NULL);

static void
bind_id_or_null(struct query *query, const char *name, int64_t id)
{
    if (id != 0)
        query_bind_id(query, name, id);
    else
        query_bind_null(query, name);
}

enum status
codes_add(struct store *secrets, const struct invitation *invitation,
    const char *digest, int64_t *id)
{
    struct query *query = store_query(secrets, sql_add);

    query_bind_text(query, ":digest", digest);
    bind_id_or_null(query, ":cohort_id", invitation->cohort_id);
    query_bind_text(query, ":role",
        invitation->role != ROLE_NONE ? role_name(invitation->role) : NULL);
    bind_id_or_null(query, ":person_id", invitation->person_id);
    query_bind_id(query, ":uses", invitation->uses);
    query_bind_text(query, ":made_by", invitation->made_by);
    query_bind_id(query, ":made_at", invitation->made_at);
    query_bind_id(query, ":expires_at", invitation->expires_at);
    return query_end_id(query, id);
}

static void
from_row(struct query *query, struct invitation *invitation)
{
    char role[16];

    *invitation = (struct invitation){
        .id = query_int(query, 0),
        .cohort_id = query_int(query, 1),
        .person_id = query_int(query, 3),
        .uses = (int)query_int(query, 4),
        .uses_left = (int)query_int(query, 5),
        .made_at = query_int(query, 7),
        .expires_at = query_int(query, 8),
        .revoked_at = query_int(query, 9),
    };
    query_copy(query, 2, role, sizeof role);
    query_copy(query, 6, invitation->made_by, sizeof invitation->made_by);
    invitation->role = role_of(role);
}

enum status
codes_by_digest(struct store *secrets, const char *digest,
    struct invitation *invitation)
{
    struct query *query = store_query(secrets, sql_by_digest);

    query_bind_text(query, ":digest", digest);
    bool found = query_next(query);
    if (found)
        from_row(query, invitation);
    return query_end_found(query, found);
}

enum status
codes_list(struct store *secrets, int64_t cohort_id, int64_t before_id,
    int limit, struct invitation_list *list)
{
    struct invitation_list found = {0};
    struct query *query = store_query(secrets, sql_list);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_id(query, ":before_id", before_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        invitation_list_clear(&found);
    return status;
}

enum status
codes_use(struct store *secrets, int64_t id, int64_t now)
{
    struct query *query = store_query(secrets, sql_use);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":now", now);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(secrets) == 0)
        return STATUS_CONFLICT;
    return status;
}

enum status
codes_revoke(struct store *secrets, int64_t id, int64_t now)
{
    struct query *query = store_query(secrets, sql_revoke);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":now", now);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(secrets) == 0)
        return STATUS_NOT_FOUND;
    return status;
}

enum status
codes_rename_maker(struct store *secrets, const char *from, const char *to)
{
    struct query *query = store_query(secrets, sql_rename_maker);

    query_bind_text(query, ":from", from);
    query_bind_text(query, ":to", to);
    return query_run(query);
}

enum status
codes_revoke_of_person(struct store *secrets, int64_t person_id, int64_t now)
{
    struct query *query = store_query(secrets, sql_revoke_of_person);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":now", now);
    return query_run(query);
}
