/* Openings: the instants at which a question opens and closes, by zone. */

#include "store/openings.h"

#include "base/memory.h"

static const char sql_add[] = SQL(
    INSERT INTO openings (question_id, zone, opens_at, closes_at)
    VALUES (:question_id, :zone, :opens_at, :closes_at)
        ON CONFLICT (question_id, zone) DO NOTHING);

static const char sql_first[] = SQL(
    SELECT opens_at, zone
      FROM openings
     WHERE question_id = :question_id
     ORDER BY opens_at, zone
     LIMIT 1);

static const char sql_missing[] = SQL(
      WITH behind AS (
           SELECT id, region_id
             FROM cohorts
            WHERE id = :cohort_id
            UNION
           SELECT id, region_id
             FROM cohorts
            WHERE :cohort_id = 0
              AND intake_id = :intake_id
            UNION
           SELECT id, region_id
             FROM cohorts
            WHERE :cohort_id = 0
              AND :intake_id = 0
              AND program_id = :program_id
            UNION
           SELECT id, region_id
             FROM cohorts
            WHERE :cohort_id = 0
              AND :intake_id = 0
              AND :program_id = 0)
    SELECT zone
      FROM (SELECT COALESCE(p.zone, r.zone, 'UTC') AS zone
              FROM behind b
              JOIN members m ON m.cohort_id = b.id
              JOIN people p ON p.id = m.person_id
              LEFT JOIN regions r ON r.id = p.region_id
             UNION
            SELECT g.zone
              FROM behind b
              JOIN regions g ON g.id = b.region_id) AS zones
     WHERE zone NOT IN (SELECT o.zone
                          FROM openings o
                         WHERE o.question_id = :question_id)
     ORDER BY zone
     LIMIT 600);

enum status
openings_add(struct store *store, const struct opening *opening)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":question_id", opening->question_id);
    query_bind_text(query, ":zone", opening->zone);
    query_bind_id(query, ":opens_at", opening->opens_at);
    query_bind_id(query, ":closes_at", opening->closes_at);
    return query_run(query);
}

enum status
openings_first(struct store *store, int64_t question_id, int64_t *opens_at,
    char zone[ZONE_BYTES])
{
    struct query *query = store_query(store, sql_first);

    query_bind_id(query, ":question_id", question_id);
    bool is_found = query_next(query);
    if (is_found) {
        *opens_at = query_int(query, 0);
        query_copy(query, 1, zone, ZONE_BYTES);
    }
    return query_end_found(query, is_found);
}

enum status
openings_missing(struct store *store, const struct board *board,
    int64_t question_id, struct zone_list *list)
{
    struct zone_list found = {0};
    struct query *query = store_query(store, sql_missing);

    query_bind_id(query, ":cohort_id", board->cohort_id);
    query_bind_id(query, ":intake_id", board->intake_id);
    query_bind_id(query, ":program_id", board->program_id);
    query_bind_id(query, ":question_id", question_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        query_copy(query, 0, found.rows[found.count++], ZONE_BYTES);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        zone_list_clear(&found);
    return status;
}

void
zone_list_clear(struct zone_list *list)
{
    memory_free(list->rows);
    list->count = 0;
}
