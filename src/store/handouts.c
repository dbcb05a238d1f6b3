/* Handouts: what a cohort's page tells of its program and people. */

#include "store/handouts.h"

#include "store/store.h"

static const char sql_goal[] = SQL(
    SELECT goal
      FROM programs
     WHERE id = :program_id);

static const char sql_names[] = SQL(
    SELECT people.name
      FROM members
      JOIN people ON people.id = members.person_id
     WHERE members.cohort_id = :cohort_id
       AND members.role = :role
     ORDER BY members.joined_at, people.id
     LIMIT 20);

enum status
handouts_goal(struct store *store, int64_t program_id, char goal[TITLE_BYTES])
{
    struct query *query = store_query(store, sql_goal);

    query_bind_id(query, ":program_id", program_id);
    bool found = query_next(query);
    if (found)
        query_copy(query, 0, goal, TITLE_BYTES);
    return query_end_found(query, found);
}

enum status
handouts_names(struct store *store, int64_t cohort_id, enum role role,
    struct text *names)
{
    struct query *query = store_query(store, sql_names);
    char name[NAME_BYTES];

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":role", role_name(role));
    while (query_next(query)) {
        query_copy(query, 0, name, sizeof name);
        text_add_format(names, "%s%s", names->length > 0 ? ", " : "", name);
    }
    return query_end(query);
}
