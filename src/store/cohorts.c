/* Cohorts: one run of a program in one region each. */

#include "store/cohorts.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO cohorts (slug, program_id, region_id, intake_id, starts_on,
                         ends_on, created_at)
    VALUES (:slug, :program_id, :region_id, :intake_id, :starts_on,
            :ends_on, :now)
    RETURNING id);

#define COHORT_COLUMNS                                             \
    "SELECT cohorts.id, cohorts.slug, cohorts.program_id, "        \
    "       cohorts.region_id, cohorts.intake_id, intakes.title, " \
    "       regions.title, programs.title, cohorts.starts_on, "    \
    "       cohorts.ends_on, regions.zone, programs.kind, "        \
    "       programs.weeks_on_the_job "                            \
    "  FROM cohorts "                                              \
    "  JOIN intakes ON intakes.id = cohorts.intake_id "            \
    "  JOIN regions ON regions.id = cohorts.region_id "            \
    "  JOIN programs ON programs.id = cohorts.program_id "

static const char sql_by_slug[] = COHORT_COLUMNS SQL(
    WHERE cohorts.slug = :slug);

static const char sql_by_id[] = COHORT_COLUMNS SQL(
    WHERE cohorts.id = :id);

static const char sql_by_person[] = COHORT_COLUMNS SQL(
    WHERE cohorts.id IN (SELECT cohort_id
                           FROM members
                          WHERE person_id = :person_id)
    ORDER BY cohorts.starts_on DESC, cohorts.id DESC
    LIMIT 100);

static const char sql_by_program[] = COHORT_COLUMNS SQL(
    WHERE cohorts.program_id = :program_id
    ORDER BY cohorts.id
    LIMIT 1000);

static const char sql_set_dates[] = SQL(
    UPDATE cohorts
       SET starts_on = :starts_on,
           ends_on = :ends_on
     WHERE id = :id);

static const char sql_all[] = COHORT_COLUMNS SQL(
    ORDER BY cohorts.starts_on DESC, cohorts.id DESC
    LIMIT 1000);

enum status
cohorts_add(struct store *store, const struct cohort *cohort, int64_t now,
    int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":slug", cohort->slug);
    query_bind_id(query, ":program_id", cohort->program_id);
    query_bind_id(query, ":region_id", cohort->region_id);
    query_bind_id(query, ":intake_id", cohort->intake_id);
    query_bind_text(query, ":starts_on", cohort->starts_on);
    query_bind_text(query, ":ends_on", cohort->ends_on);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

static void
cohort_from_row(struct query *query, struct cohort *cohort)
{
    char kind[32];

    *cohort = (struct cohort){
        .id = query_int(query, 0),
        .program_id = query_int(query, 2),
        .region_id = query_int(query, 3),
        .intake_id = query_int(query, 4),
        .weeks_on_the_job = query_within(query, 12, 0, PROGRAM_WEEKS_MOST),
    };
    query_copy(query, 1, cohort->slug, sizeof cohort->slug);
    query_copy(query, 5, cohort->intake_title, sizeof cohort->intake_title);
    query_copy(query, 6, cohort->region_title, sizeof cohort->region_title);
    query_copy(query, 7, cohort->program_title, sizeof cohort->program_title);
    query_copy(query, 8, cohort->starts_on, sizeof cohort->starts_on);
    query_copy(query, 9, cohort->ends_on, sizeof cohort->ends_on);
    query_copy(query, 10, cohort->zone, sizeof cohort->zone);
    query_copy(query, 11, kind, sizeof kind);
    program_kind_of(kind, &cohort->kind);
}

static enum status
cohort_found(struct query *query, struct cohort *cohort)
{
    bool found = query_next(query);

    if (found)
        cohort_from_row(query, cohort);
    return query_end_found(query, found);
}

enum status
cohorts_by_slug(struct store *store, const char *slug, struct cohort *cohort)
{
    struct query *query = store_query(store, sql_by_slug);

    query_bind_text(query, ":slug", slug);
    return cohort_found(query, cohort);
}

enum status
cohorts_by_id(struct store *store, int64_t id, struct cohort *cohort)
{
    struct query *query = store_query(store, sql_by_id);

    query_bind_id(query, ":id", id);
    return cohort_found(query, cohort);
}

static enum status
list_cohorts(struct query *query, struct cohort_list *list)
{
    struct cohort_list found = {0};

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        cohort_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        cohort_list_clear(&found);
    return status;
}

enum status
cohorts_by_person(struct store *store, int64_t person_id,
    struct cohort_list *list)
{
    struct query *query = store_query(store, sql_by_person);

    query_bind_id(query, ":person_id", person_id);
    return list_cohorts(query, list);
}

enum status
cohorts_all(struct store *store, struct cohort_list *list)
{
    return list_cohorts(store_query(store, sql_all), list);
}

enum status
cohorts_by_program(struct store *store, int64_t program_id,
    struct cohort_list *list)
{
    struct query *query = store_query(store, sql_by_program);

    query_bind_id(query, ":program_id", program_id);
    return list_cohorts(query, list);
}

enum status
cohorts_set_dates(struct store *store, int64_t id, const char *starts_on,
    const char *ends_on)
{
    struct query *query = store_query(store, sql_set_dates);

    query_bind_text(query, ":starts_on", starts_on);
    query_bind_text(query, ":ends_on", ends_on);
    query_bind_id(query, ":id", id);
    return query_run(query);
}
