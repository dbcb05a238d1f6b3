/* Policies: the versions of the posting policy, and who accepted which. */

#include "store/policies.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO policies (body, published_at, published_by)
    VALUES (:body, :now, :publisher)
    RETURNING id);

static const char sql_newest[] = SQL(
    SELECT id, body, published_at
      FROM policies
     ORDER BY id DESC
     LIMIT 1);

static const char sql_standing[] = SQL(
    SELECT policies.id, acceptances.accepted_at
      FROM policies
      LEFT JOIN acceptances ON acceptances.policy_id = policies.id
                           AND acceptances.person_id = :person_id
     ORDER BY policies.id DESC
     LIMIT 1);

static const char sql_accept[] = SQL(
    INSERT INTO acceptances (person_id, policy_id, accepted_at)
    VALUES (:person_id, :id, :now)
        ON CONFLICT (person_id, policy_id) DO NOTHING);

static const char sql_accepted[] = SQL(
    SELECT people.id, people.handle, people.name, acceptances.accepted_at
      FROM acceptances
      JOIN people ON people.id = acceptances.person_id
     WHERE acceptances.policy_id = :id
       AND acceptances.person_id > :after_id
     ORDER BY acceptances.person_id
     LIMIT :limit);

static const char sql_missing[] = SQL(
    SELECT id, handle, name, 0
      FROM people
     WHERE id > :after_id
       AND may_log_in = 1
       AND NOT EXISTS (SELECT 1
                         FROM acceptances
                        WHERE acceptances.person_id = people.id
                          AND acceptances.policy_id = :id)
     ORDER BY id
     LIMIT :limit);

static const char sql_count[] = SQL(
    SELECT count(*), count(acceptances.person_id)
      FROM people
      LEFT JOIN acceptances ON acceptances.person_id = people.id
                           AND acceptances.policy_id = :id
     WHERE people.may_log_in = 1);

enum status
policies_add(struct store *store, const char *body, const char *publisher,
    int64_t now, int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":body", body);
    query_bind_text(query, ":publisher", publisher);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

enum status
policies_newest(struct store *store, struct policy *policy)
{
    struct query *query = store_query(store, sql_newest);
    struct policy newest = {0};
    bool found = query_next(query);

    if (found) {
        newest.id = query_int(query, 0);
        newest.body = query_text(query, 1);
        newest.published_at = query_int(query, 2);
    }
    enum status status = query_end_found(query, found);
    if (status == STATUS_OK)
        *policy = newest;
    else
        policy_clear(&newest);
    return status;
}

enum status
policies_standing(struct store *store, int64_t person_id, int64_t *id,
    int64_t *accepted_at)
{
    struct query *query = store_query(store, sql_standing);

    query_bind_id(query, ":person_id", person_id);
    bool found = query_next(query);
    int64_t newest = found ? query_int(query, 0) : 0;
    int64_t at = found ? query_int(query, 1) : 0;
    enum status status = query_end(query);
    if (status != STATUS_OK)
        return status;
    *id = newest;
    *accepted_at = at;
    return STATUS_OK;
}

enum status
policies_accept(struct store *store, int64_t person_id, int64_t id, int64_t now)
{
    struct query *query = store_query(store, sql_accept);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":id", id);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
policies_count(struct store *store, int64_t id, int *accepted, int *people)
{
    struct query *query = store_query(store, sql_count);
    int counted = 0;
    int among = 0;

    query_bind_id(query, ":id", id);
    if (query_next(query)) {
        among = (int)query_int(query, 0);
        counted = (int)query_int(query, 1);
    }
    enum status status = query_end(query);
    if (status != STATUS_OK)
        return status;
    *people = among;
    *accepted = counted;
    return STATUS_OK;
}

static enum status
gather(struct query *query, struct acceptance_list *list)
{
    struct acceptance_list found = {0};

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct acceptance *row = &found.rows[found.count++];

        row->person_id = query_int(query, 0);
        query_copy(query, 1, row->handle, sizeof row->handle);
        query_copy(query, 2, row->name, sizeof row->name);
        row->accepted_at = query_int(query, 3);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        acceptance_list_clear(&found);
    return status;
}

static enum status
list_page(struct query *query, int64_t id, int64_t after_id, int limit,
    struct acceptance_list *list)
{
    query_bind_id(query, ":id", id);
    query_bind_id(query, ":after_id", after_id);
    query_bind_id(query, ":limit", limit);
    return gather(query, list);
}

enum status
policies_accepted(struct store *store, int64_t id, int64_t after_id, int limit,
    struct acceptance_list *list)
{
    return list_page(store_query(store, sql_accepted), id, after_id, limit,
        list);
}

enum status
policies_missing(struct store *store, int64_t id, int64_t after_id, int limit,
    struct acceptance_list *list)
{
    return list_page(store_query(store, sql_missing), id, after_id, limit,
        list);
}
