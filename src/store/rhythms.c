/* Rhythms: how often boards ask, and what that depends on. */

#include "store/rhythms.h"

#include "base/memory.h"
#include "store/behind.h"
#include "store/boards.h"
#include "store/cohorts.h"

static const char sql_set[] = SQL(
    INSERT INTO rhythms (board_id, phase, rhythm)
    VALUES (:board_id, :phase, :rhythm)
        ON CONFLICT (board_id, phase) DO UPDATE SET rhythm = :rhythm);

static const char sql_unset[] = SQL(
    DELETE FROM rhythms
     WHERE board_id = :board_id
       AND phase = :phase);

static const char sql_of[] = SQL(
    SELECT rhythm
      FROM rhythms
     WHERE board_id = :board_id
       AND phase = :phase);

static const char sql_cohorts[] = SQL(
    SELECT id
      FROM cohorts
     WHERE (:cohort_id <> 0 AND id = :cohort_id)
        OR (:cohort_id = 0 AND :intake_id <> 0 AND intake_id = :intake_id)
        OR (:cohort_id = 0 AND :intake_id = 0 AND program_id = :program_id)
     ORDER BY starts_on DESC, id DESC
     LIMIT 1000);

static const char sql_intake_board[] = SQL(
    SELECT id
      FROM boards
     WHERE kind = 'program'
       AND intake_id = :intake_id);

static const char sql_without[] = SQL(
    SELECT COUNT(*)
      FROM cohorts c
     WHERE c.intake_id = :intake_id
       AND NOT EXISTS (
           SELECT 1
             FROM boards b
             JOIN questions q ON q.board_id = b.id
            WHERE b.cohort_id = c.id
              AND q.asks_on = :date)
       AND NOT EXISTS (
           SELECT 1
             FROM agreements a
            WHERE a.cohort_id = c.id
              AND a.from_on <= :date));

static const char sql_own[] = SQL(
    SELECT count(*),
           count(CASE WHEN EXISTS (
               SELECT 1
                 FROM boards b
                 JOIN questions q ON q.board_id = b.id
                WHERE b.cohort_id = c.id
                  AND q.asks_on = :date) THEN 1 END)
      FROM members m
      JOIN cohorts c ON c.id = m.cohort_id
     WHERE m.person_id = :person_id
       AND m.role = 'learner'
       AND c.intake_id = :intake_id);

static const char sql_asked_before[] = SQL(
    SELECT 1
      FROM questions
     WHERE board_id = :board_id
       AND asks_on < :date
     LIMIT 1);

enum status
rhythms_set(struct store *store, int64_t board_id, enum phase phase,
    const char *words)
{
    struct query *query = store_query(store,
        words == NULL ? sql_unset : sql_set);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":phase", phase_name(phase));
    if (words != NULL)
        query_bind_text(query, ":rhythm", words);
    return query_run(query);
}

enum status
rhythms_of(struct store *store, int64_t board_id, enum phase phase,
    char words[RHYTHM_BYTES])
{
    struct query *query = store_query(store, sql_of);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":phase", phase_name(phase));
    words[0] = '\0';
    if (query_next(query))
        query_copy(query, 0, words, RHYTHM_BYTES);
    return query_end(query);
}

enum status
rhythms_cohorts(struct store *store, const struct board *board,
    struct cohort_list *list)
{
    struct query *query = store_query(store, sql_cohorts);
    struct cohort_list found = {0};

    behind_bind(query, board);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = (struct cohort){.id = query_int(query, 0)};
    }

    enum status status = query_end(query);
    for (size_t i = 0; i < found.count && status == STATUS_OK; i++)
        status = cohorts_by_id(store, found.rows[i].id, &found.rows[i]);
    if (status == STATUS_OK)
        *list = found;
    else
        cohort_list_clear(&found);
    return status;
}

enum status
rhythms_intake_board(struct store *store, int64_t intake_id,
    struct board *board)
{
    struct query *query = store_query(store, sql_intake_board);
    int64_t id = 0;

    query_bind_id(query, ":intake_id", intake_id);
    enum status status = query_end_id(query, &id);
    return status == STATUS_OK ? boards_by_id(store, id, board) : status;
}

enum status
rhythms_without(struct store *store, int64_t intake_id, const char *date,
    int *count)
{
    struct query *query = store_query(store, sql_without);
    int64_t found = 0;

    query_bind_id(query, ":intake_id", intake_id);
    query_bind_text(query, ":date", date);
    enum status status = query_end_id(query, &found);
    if (status == STATUS_OK)
        *count = (int)found;
    return status;
}

enum status
rhythms_asked_before(struct store *store, int64_t board_id, const char *date,
    bool *has_asked)
{
    struct query *query = store_query(store, sql_asked_before);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":date", date);
    bool is_found = query_next(query);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *has_asked = is_found;
    return status;
}

enum status
rhythms_own(struct store *store, int64_t person_id, int64_t intake_id,
    const char *date, bool *own)
{
    struct query *query = store_query(store, sql_own);
    bool all = false;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":intake_id", intake_id);
    query_bind_text(query, ":date", date);
    if (query_next(query))
        all = query_int(query, 0) > 0 &&
              query_int(query, 0) == query_int(query, 1);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *own = all;
    return status;
}
