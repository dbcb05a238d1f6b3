/* Members: who has which role in which cohort. */

#include "store/members.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/program.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO members (person_id, cohort_id, role, joined_at)
    VALUES (:person_id, :cohort_id, :role, :now));

static const char sql_remove[] = SQL(
    DELETE FROM members
     WHERE person_id = :person_id
       AND cohort_id = :cohort_id
       AND role = :role);

static const char sql_move[] = SQL(
    UPDATE members
       SET cohort_id = :to_id,
           joined_at = :now,
           starts_on = CASE WHEN :keeps_start = 1 THEN starts_on END
     WHERE person_id = :person_id
       AND cohort_id = :from_id);

/* A course's SMEs, who are in no cohort, among them. */
static const char sql_between[] = SQL(
    SELECT members.person_id, members.cohort_id, cohorts.program_id,
           cohorts.intake_id, members.role, cohorts.ends_on,
           programs.kind = 'elearning', cohorts.starts_on, members.starts_on,
           regions.zone, programs.weeks_on_the_job, members.joined_at
      FROM members
      JOIN cohorts ON cohorts.id = members.cohort_id
      JOIN programs ON programs.id = cohorts.program_id
      JOIN regions ON regions.id = cohorts.region_id
     WHERE members.person_id BETWEEN :first_id AND :last_id
     UNION ALL
    SELECT person_id, 0, program_id, 0, 'sme', NULL, 1, NULL, NULL, 'UTC', 0,
           named_at
      FROM course_smes
     WHERE person_id BETWEEN :first_id AND :last_id
     ORDER BY 1, 2, 3, 5
     LIMIT :limit);

static const char sql_set_start[] = SQL(
    UPDATE members
       SET starts_on = :starts_on
     WHERE person_id = :person_id
       AND cohort_id = :cohort_id);

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

enum status
members_move(struct store *store, const struct member_move *move, int64_t now)
{
    struct query *query = store_query(store, sql_move);

    query_bind_id(query, ":to_id", move->to_id);
    query_bind_id(query, ":now", now);
    query_bind_id(query, ":keeps_start", move->keeps_start);
    query_bind_id(query, ":person_id", move->person_id);
    query_bind_id(query, ":from_id", move->from_id);
    return query_run(query);
}

enum status
members_set_start(struct store *store, int64_t person_id, int64_t cohort_id,
    const char *starts_on)
{
    struct query *query = store_query(store, sql_set_start);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":starts_on", starts_on);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        status = STATUS_NOT_FOUND;
    return status;
}

/* Their own training is as long as the cohort's. */
static void
own_dates(struct query *query, struct member *member)
{
    char starts_on[11];
    int days = date_days(member->starts_on, member->ends_on);

    member->begins_alone = !query_is_null(query, 8);
    if (!member->begins_alone)
        return;
    query_copy(query, 8, starts_on, sizeof starts_on);
    if (date_add(starts_on, days, member->ends_on) == STATUS_OK)
        text_copy(member->starts_on, sizeof member->starts_on, starts_on);
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
        .weeks_on_the_job = query_within(query, 10, 0, PROGRAM_WEEKS_MOST),
        .joined_at = query_int(query, 11),
    };
    query_copy(query, 4, role, sizeof role);
    member->role = role_of(role);
    query_copy(query, 5, member->ends_on, sizeof member->ends_on);
    query_copy(query, 7, member->starts_on, sizeof member->starts_on);
    query_copy(query, 9, member->zone, sizeof member->zone);
    own_dates(query, member);
}

enum status
members_between(struct store *store, int64_t first_id, int64_t last_id,
    int limit, struct member_list *list)
{
    struct member_list found = {0};
    struct query *query = store_query(store, sql_between);

    query_bind_id(query, ":first_id", first_id);
    query_bind_id(query, ":last_id", last_id);
    query_bind_id(query, ":limit", limit);
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

enum status
members_by_person(struct store *store, int64_t person_id,
    struct member_list *list)
{
    return members_between(store, person_id, person_id, MEMBERS_A_PERSON, list);
}
