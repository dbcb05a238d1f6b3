/* People, by what a roster knows of them. */

#include "store/people_known.h"

#include "store/people.h"
#include "store/store.h"

static const char sql_email[] = SQL(
    SELECT email
      FROM people
     WHERE id = :id);

static const char sql_by_login[] = SQL(
    SELECT people.id
      FROM people
     WHERE people.login_id = :login_id
       AND EXISTS (SELECT 1
                     FROM members
                    WHERE members.person_id = people.id
                      AND members.cohort_id = :cohort_id)
     ORDER BY people.id
     LIMIT 2);

static const char sql_to_claim[] = SQL(
    SELECT DISTINCT people.id
      FROM members
      JOIN people ON people.id = members.person_id
     WHERE members.cohort_id = :cohort_id
       AND people.last_seen_at IS NULL
       AND (people.email IS NOT NULL OR people.login_id IS NOT NULL)
     ORDER BY people.id
     LIMIT :limit);

static const char sql_set_login[] = SQL(
    UPDATE people
       SET login_id = :login_id
     WHERE id = :id);

enum status
people_email(struct store *store, int64_t id, char email[EMAIL_BYTES])
{
    struct query *query = store_query(store, sql_email);

    query_bind_id(query, ":id", id);
    bool is_found = query_next(query);
    if (is_found)
        query_copy(query, 0, email, EMAIL_BYTES);
    return query_end_found(query, is_found);
}

enum status
people_by_login(struct store *store, int64_t cohort_id, const char *login_id,
    struct person *person)
{
    struct query *query = store_query(store, sql_by_login);
    int64_t found = 0;

    query_bind_text(query, ":login_id", login_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    bool is_found = query_next(query);
    if (is_found)
        found = query_int(query, 0);
    bool is_clear = is_found && !query_next(query);
    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK && !is_clear)
        return STATUS_CONFLICT;
    return status == STATUS_OK ? people_by_id(store, found, person) : status;
}

enum status
people_to_claim(struct store *store, int64_t cohort_id, int64_t *ids, int most,
    int *count)
{
    struct query *query = store_query(store, sql_to_claim);
    int found = 0;

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_id(query, ":limit", most);
    while (query_next(query))
        ids[found++] = query_int(query, 0);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
people_set_login(struct store *store, int64_t id, const char *login_id)
{
    struct query *query = store_query(store, sql_set_login);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":login_id", login_id);
    return query_run(query);
}
