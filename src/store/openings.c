/* Openings: the instants at which a question opens and closes, by zone. */

#include "store/openings.h"

#include "base/memory.h"
#include "store/behind.h"

static const char sql_add[] = SQL(
    INSERT INTO openings (question_id, zone, region_id, opens_at, closes_at)
    VALUES (:question_id, :zone, :region_id, :opens_at, :closes_at)
        ON CONFLICT (question_id, zone, region_id) DO NOTHING);

static const char sql_first[] = SQL(
    SELECT opens_at, zone
      FROM openings
     WHERE question_id = :question_id
     ORDER BY opens_at, zone
     LIMIT 1);

static const char sql_missing[] = COHORTS_BEHIND SQL(
    SELECT zone, region_id
      FROM (SELECT COALESCE(p.zone, r.zone, 'UTC') AS zone,
                   COALESCE(p.region_id, 0) AS region_id
              FROM behind b
              JOIN members m ON m.cohort_id = b.id
              JOIN people p ON p.id = m.person_id
              LEFT JOIN regions r ON r.id = p.region_id
             UNION
            SELECT g.zone, g.id
              FROM behind b
              JOIN regions g ON g.id = b.region_id) AS seats
     WHERE NOT EXISTS (SELECT 1
                         FROM openings o
                        WHERE o.question_id = :question_id
                          AND o.zone = seats.zone
                          AND o.region_id = seats.region_id)
     ORDER BY zone, region_id
     LIMIT 600);

enum status
openings_add(struct store *store, const struct opening *opening)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":question_id", opening->question_id);
    query_bind_text(query, ":zone", opening->seat->zone);
    query_bind_id(query, ":region_id", opening->seat->region_id);
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
    int64_t question_id, struct sitting_list *list)
{
    struct sitting_list found = {0};
    struct query *query = store_query(store, sql_missing);

    behind_bind(query, board);
    query_bind_id(query, ":question_id", question_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct sitting *seat = &found.rows[found.count++];

        query_copy(query, 0, seat->zone, sizeof seat->zone);
        seat->region_id = query_int(query, 1);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        sitting_list_clear(&found);
    return status;
}

void
sitting_list_clear(struct sitting_list *list)
{
    memory_free(list->rows);
    list->count = 0;
}
