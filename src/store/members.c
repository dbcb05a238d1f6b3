/* Members: who has which role in which cohort. */

#include "store/members.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO members (person_id, cohort_id, role, joined_at)
    VALUES (:person_id, :cohort_id, :role, :now));

static const char sql_remove[] = SQL(
    DELETE FROM members
     WHERE person_id = :person_id
       AND cohort_id = :cohort_id
       AND role = :role);

static const char sql_by_person[] = SQL(
    SELECT members.person_id, members.cohort_id, cohorts.program_id,
           cohorts.intake_id, members.role, cohorts.ends_on,
           programs.kind = 'elearning'
      FROM members
      JOIN cohorts ON cohorts.id = members.cohort_id
      JOIN programs ON programs.id = cohorts.program_id
     WHERE members.person_id = :person_id
     ORDER BY members.cohort_id, members.role
     LIMIT 500);

enum status
members_add(struct store *store, int64_t person_id, int64_t cohort_id,
    enum role role, int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":role", role_name(role));
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
members_remove(struct store *store, int64_t person_id, int64_t cohort_id,
    enum role role)
{
    struct query *query = store_query(store, sql_remove);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":role", role_name(role));
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        status = STATUS_NOT_FOUND;
    return status;
}

static void
member_from_row(struct query *query, struct member *member)
{
    char role[16];

    *member = (struct member){
        .person_id = query_int(query, 0),
        .cohort_id = query_int(query, 1),
        .program_id = query_int(query, 2),
        .intake_id = query_int(query, 3),
        .has_course = query_int(query, 6) != 0,
    };
    query_copy(query, 4, role, sizeof role);
    member->role = role_of(role);
    query_copy(query, 5, member->ends_on, sizeof member->ends_on);
}

enum status
members_by_person(struct store *store, int64_t person_id,
    struct member_list *list)
{
    struct member_list found = {0};
    struct query *query = store_query(store, sql_by_person);

    query_bind_id(query, ":person_id", person_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        member_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        member_list_clear(&found);
    return status;
}
