/* People: everybody, authors of imported mail among them. */

#include "store/people.h"

#include "base/memory.h"
#include "store/people_names.h"
#include "store/store.h"

enum {
    SEEN_AHEAD_SECONDS = 60 /* what processes may differ by */
};

static const char sql_add[] = SQL(
    INSERT INTO people (handle, skeleton, name, name_skeleton, email, login_id,
           may_log_in, created_at)
    VALUES (:handle, :skeleton, :name, :name_skeleton, :email, :login_id,
           :may_log_in, :now)
    RETURNING id);

#define PERSON_COLUMNS                                            \
    "SELECT people.id, people.handle, people.name, "              \
    "       coalesce(people.zone, regions.zone, 'UTC'), "         \
    "       coalesce(people.region_id, 0), "                      \
    "       coalesce(regions.title, ''), people.may_log_in, "     \
    "       people.site_role, coalesce(people.last_seen_at, 0), " \
    "       people.has_own_name, EXISTS (SELECT 1 FROM moves "    \
    "         WHERE moves.person_id = people.id), "               \
    "       coalesce((SELECT profiles.is_plain FROM profiles "    \
    "         WHERE profiles.person_id = people.id), 0) "         \
    "  FROM people "                                              \
    "  LEFT JOIN regions ON regions.id = people.region_id "

static const char sql_by_id[] = PERSON_COLUMNS SQL(
    WHERE people.id = :id);

static const char sql_by_handle[] = PERSON_COLUMNS SQL(
    WHERE people.handle = :text);

static const char sql_by_skeleton[] = PERSON_COLUMNS SQL(
    WHERE people.skeleton = :text);

static const char sql_by_email[] = PERSON_COLUMNS SQL(
    WHERE people.email = :text);

static const char sql_in_cohort[] = PERSON_COLUMNS SQL(
    WHERE people.id IN (SELECT DISTINCT person_id
                          FROM members
                         WHERE cohort_id = :cohort_id
                           AND person_id > :after_id
                         ORDER BY person_id
                         LIMIT :limit)
    ORDER BY people.id
    LIMIT :limit);

static const char sql_of_course[] = PERSON_COLUMNS SQL(
     JOIN course_smes ON course_smes.person_id = people.id
    WHERE course_smes.program_id = :program_id
    ORDER BY course_smes.named_at, people.id
    LIMIT 100);

static const char sql_set_contact[] = SQL(
    UPDATE people
       SET name = :name,
           name_skeleton = :name_skeleton,
           email = coalesce(:email, email)
     WHERE id = :id);

static const char sql_set_handle[] = SQL(
    UPDATE people
       SET handle = :handle,
           skeleton = :skeleton
     WHERE id = :id);

static const char sql_set_region[] = SQL(
    UPDATE people
       SET region_id = :region_id
     WHERE id = :id
       AND region_id IS NULL);

static const char sql_move_region[] = SQL(
    UPDATE people
       SET region_id = :to_id
     WHERE id = :id
       AND region_id = :from_id);

static const char sql_set_zone[] = SQL(
    UPDATE people
       SET zone = :zone
     WHERE id = :id);

static const char sql_set_site_role[] = SQL(
    UPDATE people
       SET site_role = :role
     WHERE id = :id);

static const char sql_set_may_log_in[] = SQL(
    UPDATE people
       SET may_log_in = :may_log_in
     WHERE id = :id);

static const char sql_set_last_seen[] = SQL(
    UPDATE people
       SET last_seen_at = :at
     WHERE id = :id
       AND may_log_in = 1
       AND (coalesce(last_seen_at, 0) < :at
            OR last_seen_at > :ahead));

enum status
people_add(struct store *store, const struct newcomer *newcomer, int64_t now,
    int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":handle", newcomer->handle);
    query_bind_text(query, ":skeleton", newcomer->skeleton);
    people_bind_name(query, newcomer->name);
    query_bind_text(query, ":email", newcomer->email);
    query_bind_text(query, ":login_id", newcomer->login_id);
    query_bind_id(query, ":may_log_in", newcomer->may_log_in);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

static void
person_from_row(struct query *query, struct person *person)
{
    char role[16];

    *person = (struct person){
        .id = query_int(query, 0),
        .region_id = query_int(query, 4),
        .may_log_in = query_int(query, 6) != 0,
        .last_seen_at = query_int(query, 8),
        .has_own_name = query_int(query, 9) != 0,
        .has_moved = query_int(query, 10) != 0,
        .is_plain = query_int(query, 11) != 0,
    };
    query_copy(query, 1, person->handle, sizeof person->handle);
    query_copy(query, 2, person->name, sizeof person->name);
    query_copy(query, 3, person->zone, sizeof person->zone);
    query_copy(query, 5, person->region_title, sizeof person->region_title);
    query_copy(query, 7, role, sizeof role);
    person->site_role = role_of(role);
}

static enum status
person_found(struct query *query, struct person *person)
{
    bool found = query_next(query);

    if (found)
        person_from_row(query, person);
    return query_end_found(query, found);
}

enum status
people_by_id(struct store *store, int64_t id, struct person *person)
{
    struct query *query = store_query(store, sql_by_id);

    query_bind_id(query, ":id", id);
    return person_found(query, person);
}

static enum status
people_by_text(struct store *store, const char *sql, const char *text,
    struct person *person)
{
    struct query *query = store_query(store, sql);

    query_bind_text(query, ":text", text);
    return person_found(query, person);
}

enum status
people_by_handle(struct store *store, const char *handle, struct person *person)
{
    return people_by_text(store, sql_by_handle, handle, person);
}

enum status
people_by_skeleton(struct store *store, const char *skeleton,
    struct person *person)
{
    return people_by_text(store, sql_by_skeleton, skeleton, person);
}

enum status
people_by_email(struct store *store, const char *email, struct person *person)
{
    return people_by_text(store, sql_by_email, email, person);
}

static enum status
list_people(struct query *query, struct person_list *list)
{
    struct person_list found = {0};

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

enum status
people_in_cohort(struct store *store, int64_t cohort_id, int64_t after_id,
    int limit, struct person_list *list)
{
    struct query *query = store_query(store, sql_in_cohort);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_id(query, ":after_id", after_id);
    query_bind_id(query, ":limit", limit);
    return list_people(query, list);
}

enum status
people_of_course(struct store *store, int64_t program_id,
    struct person_list *list)
{
    struct query *query = store_query(store, sql_of_course);

    query_bind_id(query, ":program_id", program_id);
    return list_people(query, list);
}

enum status
people_set_contact(struct store *store, int64_t id, const char *name,
    const char *email)
{
    struct query *query = store_query(store, sql_set_contact);

    query_bind_id(query, ":id", id);
    people_bind_name(query, name);
    query_bind_text(query, ":email", email);
    return query_run(query);
}

enum status
people_set_handle(struct store *store, int64_t id, const char *handle,
    const char *skeleton)
{
    struct query *query = store_query(store, sql_set_handle);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":handle", handle);
    query_bind_text(query, ":skeleton", skeleton);
    return query_run(query);
}

enum status
people_set_region(struct store *store, int64_t id, int64_t region_id)
{
    struct query *query = store_query(store, sql_set_region);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":region_id", region_id);
    return query_run(query);
}

enum status
people_move_region(struct store *store, int64_t id, int64_t from_id,
    int64_t to_id)
{
    struct query *query = store_query(store, sql_move_region);

    query_bind_id(query, ":to_id", to_id);
    query_bind_id(query, ":id", id);
    query_bind_id(query, ":from_id", from_id);
    return query_run(query);
}

enum status
people_set_zone(struct store *store, int64_t id, const char *zone)
{
    struct query *query = store_query(store, sql_set_zone);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":zone", zone);
    return query_run(query);
}

enum status
people_set_site_role(struct store *store, int64_t id, enum role role)
{
    struct query *query = store_query(store, sql_set_site_role);

    query_bind_id(query, ":id", id);
    if (role == ROLE_NONE)
        query_bind_null(query, ":role");
    else
        query_bind_text(query, ":role", role_name(role));
    return query_run(query);
}

enum status
people_set_may_log_in(struct store *store, int64_t id, bool may_log_in)
{
    struct query *query = store_query(store, sql_set_may_log_in);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":may_log_in", may_log_in);
    return query_run(query);
}

enum status
people_set_last_seen(struct store *store, int64_t id, int64_t at)
{
    struct query *query = store_query(store, sql_set_last_seen);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":at", at);
    query_bind_id(query, ":ahead", at + SEEN_AHEAD_SECONDS);
    return query_run(query);
}
