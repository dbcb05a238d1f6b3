/* Agreements: what cohorts decided for themselves. */

#include "store/agreements.h"

static const char sql_add[] = SQL(
    INSERT INTO agreements (cohort_id, from_on, until_on, rhythm, minute,
           weeks, agreed_at)
    VALUES (:cohort_id, :from_on, :until_on, :rhythm, :minute, :weeks, :now)
        ON CONFLICT (cohort_id, from_on) DO UPDATE
       SET until_on = :until_on,
           rhythm = :rhythm,
           minute = :minute,
           weeks = :weeks,
           agreed_at = :now);

static const char sql_on[] = SQL(
    SELECT rhythm, minute, weeks, from_on, until_on
      FROM agreements
     WHERE cohort_id = :cohort_id
       AND from_on <= :date
     ORDER BY from_on DESC
     LIMIT 1);

static const char sql_keep[] = SQL(
    SELECT count(*),
           count(CASE WHEN EXISTS (
               SELECT 1
                 FROM agreements a
                WHERE a.cohort_id = c.id
                  AND a.from_on <= :date) THEN 1 END)
      FROM members m
      JOIN cohorts c ON c.id = m.cohort_id
     WHERE m.person_id = :person_id
       AND m.role = 'learner'
       AND c.intake_id = :intake_id);

static const char sql_end[] = SQL(
    UPDATE agreements
       SET ended_at = :now
     WHERE cohort_id = :cohort_id
       AND until_on < :date
       AND ended_at IS NULL);

enum status
agreements_add(struct store *store, int64_t cohort_id,
    const struct agreement *agreement, int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":from_on", agreement->from_on);
    if (agreement->until_on[0] != '\0')
        query_bind_text(query, ":until_on", agreement->until_on);
    else
        query_bind_null(query, ":until_on");
    query_bind_text(query, ":rhythm", agreement->rhythm);
    query_bind_id(query, ":minute", agreement->minute);
    query_bind_id(query, ":weeks", agreement->weeks);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
agreements_on(struct store *store, int64_t cohort_id, const char *date,
    struct agreement *agreement)
{
    struct query *query = store_query(store, sql_on);
    struct agreement found = {0};

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":date", date);
    bool is_found = query_next(query);
    if (is_found) {
        query_copy(query, 0, found.rhythm, sizeof found.rhythm);
        found.minute = (int)query_int(query, 1);
        found.weeks = (int)query_int(query, 2);
        query_copy(query, 3, found.from_on, sizeof found.from_on);
        query_copy(query, 4, found.until_on, sizeof found.until_on);
    }
    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *agreement = found;
    return status;
}

enum status
agreements_latest(struct store *store, int64_t cohort_id,
    struct agreement *agreement)
{
    return agreements_on(store, cohort_id, "9999-12-31", agreement);
}

enum status
agreements_keep(struct store *store, int64_t person_id, int64_t intake_id,
    const char *date, bool *keep)
{
    struct query *query = store_query(store, sql_keep);
    bool all = false;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":intake_id", intake_id);
    query_bind_text(query, ":date", date);
    if (query_next(query))
        all = query_int(query, 0) > 0 &&
              query_int(query, 0) == query_int(query, 1);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *keep = all;
    return status;
}

enum status
agreements_end(struct store *store, int64_t cohort_id, const char *date,
    int64_t now)
{
    struct query *query = store_query(store, sql_end);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":date", date);
    query_bind_id(query, ":now", now);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        return STATUS_NOT_FOUND;
    return status;
}
