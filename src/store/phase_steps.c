/* Phase steps: which phases of a cohort its board has been told of. */

#include "store/phase_steps.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO phase_steps (cohort_id, phase, announced_at)
    VALUES (:cohort_id, :phase, :announced_at));

static const char sql_due[] = SQL(
    SELECT cohorts.id, count(phase_steps.phase)
      FROM cohorts
      LEFT JOIN phase_steps ON phase_steps.cohort_id = cohorts.id
     WHERE cohorts.id > :after_id
     GROUP BY cohorts.id, cohorts.starts_on, cohorts.ends_on
    HAVING count(phase_steps.phase) = 0
        OR (count(phase_steps.phase) = 1 AND cohorts.starts_on <= :latest)
        OR (count(phase_steps.phase) IN (2, 3) AND cohorts.ends_on < :latest)
     ORDER BY cohorts.id
     LIMIT 100);

static const char sql_count[] = SQL(
    SELECT count(*)
      FROM phase_steps
     WHERE cohort_id = :cohort_id);

static const char sql_told[] = SQL(
    SELECT phase
      FROM phase_steps
     WHERE cohort_id = :cohort_id
       AND announced_at > 0
     ORDER BY phase);

void
phase_due_list_clear(struct phase_due_list *list)
{
    memory_release(list->rows);
    *list = (struct phase_due_list){0};
}

enum status
phase_steps_add(struct store *store, int64_t cohort_id, enum phase phase,
    int64_t announced_at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":phase", phase_name(phase));
    query_bind_id(query, ":announced_at", announced_at);
    return query_run(query);
}

enum status
phase_steps_due(struct store *store, const char *latest, int64_t after_id,
    struct phase_due_list *list)
{
    struct phase_due_list found = {0};
    struct query *query = store_query(store, sql_due);

    query_bind_text(query, ":latest", latest);
    query_bind_id(query, ":after_id", after_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = (struct phase_due){
            .cohort_id = query_int(query, 0),
            .done = (int)query_int(query, 1),
        };
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        phase_due_list_clear(&found);
    return status;
}

enum status
phase_steps_count(struct store *store, int64_t cohort_id, int *count)
{
    struct query *query = store_query(store, sql_count);

    query_bind_id(query, ":cohort_id", cohort_id);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
phase_steps_told(struct store *store, int64_t cohort_id, unsigned *told)
{
    struct query *query = store_query(store, sql_told);
    unsigned found = 0;
    char name[16];

    query_bind_id(query, ":cohort_id", cohort_id);
    while (query_next(query)) {
        query_copy(query, 0, name, sizeof name);
        for (int phase = 0; phase < PHASE_COUNT; phase++)
            if (text_equals(phase_name((enum phase)phase), name))
                found |= 1U << phase;
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *told = found;
    return status;
}
