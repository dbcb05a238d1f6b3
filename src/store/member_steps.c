/* Member steps: which beginnings of their own phases a learner has read of. */

#include "store/member_steps.h"

#include <stdbool.h>

#include "base/text.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO member_steps (person_id, cohort_id, phase, told_at)
    VALUES (:person_id, :cohort_id, :phase, :told_at)
        ON CONFLICT (person_id, cohort_id, phase) DO NOTHING);

static const char sql_remove[] = SQL(
    DELETE FROM member_steps
     WHERE person_id = :person_id
       AND cohort_id = :cohort_id
       AND (told_at = 0
            OR CASE phase
                   WHEN 'upcoming' THEN 0
                   WHEN 'training' THEN 1
                   WHEN 'on-the-job' THEN 2
                   ELSE 3
               END > :after));

static const char sql_move[] = SQL(
    UPDATE member_steps
       SET cohort_id = :to_id
     WHERE person_id = :person_id
       AND cohort_id = :from_id);

static const char sql_told[] = SQL(
    SELECT phase
      FROM member_steps
     WHERE person_id = :person_id
       AND cohort_id = :cohort_id
     ORDER BY phase
     LIMIT 4);

enum status
member_steps_add(struct store *store, int64_t person_id, int64_t cohort_id,
    enum phase phase, int64_t told_at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":phase", phase_name(phase));
    query_bind_id(query, ":told_at", told_at);
    return query_run(query);
}

enum status
member_steps_remove(struct store *store, int64_t person_id, int64_t cohort_id,
    int after)
{
    struct query *query = store_query(store, sql_remove);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_id(query, ":after", after);
    return query_run(query);
}

enum status
member_steps_move(struct store *store, int64_t person_id, int64_t from_id,
    int64_t to_id)
{
    struct query *query = store_query(store, sql_move);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":from_id", from_id);
    query_bind_id(query, ":to_id", to_id);
    return query_run(query);
}

static unsigned
bit_of(const char *name)
{
    for (int phase = 0; phase < PHASE_COUNT; phase++)
        if (text_equals(name, phase_name((enum phase)phase)))
            return 1U << phase;
    return 0;
}

enum status
member_steps_told(struct store *store, int64_t person_id, int64_t cohort_id,
    unsigned *told)
{
    struct query *query = store_query(store, sql_told);
    unsigned found = 0;
    char name[16];

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", cohort_id);
    while (query_next(query)) {
        query_copy(query, 0, name, sizeof name);
        found |= bit_of(name);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *told = found;
    return status;
}
