/* People, all of them, page by page. */

#include "store/people_pages.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_page[] = SQL(
    SELECT people.id, people.handle, people.name,
           coalesce(people.zone, regions.zone, 'UTC'), people.site_role,
           people.may_log_in
      FROM people
      LEFT JOIN regions ON regions.id = people.region_id
     WHERE people.id > :after_id
     ORDER BY people.id
     LIMIT :limit);

static void
person_from_row(struct query *query, struct person *person)
{
    char role[16];

    *person = (struct person){
        .id = query_int(query, 0),
        .may_log_in = query_int(query, 5) != 0,
    };
    query_copy(query, 1, person->handle, sizeof person->handle);
    query_copy(query, 2, person->name, sizeof person->name);
    query_copy(query, 3, person->zone, sizeof person->zone);
    query_copy(query, 4, role, sizeof role);
    person->site_role = role_of(role);
}

enum status
people_page(struct store *store, int64_t after_id, int limit,
    struct person_list *list)
{
    struct person_list found = {0};
    struct query *query = store_query(store, sql_page);

    query_bind_id(query, ":after_id", after_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        person_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        person_list_clear(&found);
    return status;
}
