/* Pledges: what somebody means to do, and what became of it. */

#include "store/pledges.h"

#include "base/memory.h"

static const char sql_add[] = SQL(
    INSERT INTO pledges (person_id, number, cohort_id, moment, deed, by_on,
           made_at)
    SELECT :person_id, COALESCE(max(number), 0) + 1, :cohort_id, :moment,
           :deed, :by_on, :made_at
      FROM pledges
     WHERE person_id = :person_id
    RETURNING number);

static const char sql_by_person[] = SQL(
    SELECT p.id, p.number, p.cohort_id, p.moment, p.deed, p.by_on, p.made_at,
           a.answer, a.word, a.answered_at
      FROM pledges p
      LEFT JOIN pledge_answers a
        ON a.id = (SELECT max(id) FROM pledge_answers WHERE pledge_id = p.id)
     WHERE p.person_id = :person_id
     ORDER BY CASE WHEN a.answer IN ('done', 'changed') THEN 1 ELSE 0 END,
              CASE WHEN a.answer IN ('done', 'changed') THEN NULL ELSE p.by_on
              END,
              p.number DESC
     LIMIT :limit);

static const char sql_find[] = SQL(
    SELECT p.id, p.number, p.cohort_id, p.moment, p.deed, p.by_on, p.made_at,
           a.answer, a.word, a.answered_at
      FROM pledges p
      LEFT JOIN pledge_answers a
        ON a.id = (SELECT max(id) FROM pledge_answers WHERE pledge_id = p.id)
     WHERE p.person_id = :person_id
       AND p.number = :number);

static const char sql_answer[] = SQL(
    INSERT INTO pledge_answers (pledge_id, answer, word, answered_at)
    VALUES (:pledge_id, :answer, :word, :at));

static const char sql_count[] = SQL(
    SELECT count(DISTINCT p.person_id), count(*),
           COALESCE(sum(CASE WHEN a.answer = 'done' THEN 1 ELSE 0 END), 0),
           COALESCE(sum(CASE WHEN a.answer = 'changed' THEN 1 ELSE 0 END), 0)
      FROM pledges p
      LEFT JOIN pledge_answers a
        ON a.id = (SELECT max(id) FROM pledge_answers WHERE pledge_id = p.id)
     WHERE p.cohort_id = :cohort_id);

enum status
pledges_add(struct store *store, int64_t person_id, struct pledge *pledge)
{
    struct query *query = store_query(store, sql_add);
    int64_t number = 0;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", pledge->cohort_id);
    query_bind_text(query, ":moment", pledge->moment);
    query_bind_text(query, ":deed", pledge->deed);
    query_bind_text(query, ":by_on", pledge->by_on);
    query_bind_id(query, ":made_at", pledge->made_at);
    enum status status = query_end_id(query, &number);
    if (status == STATUS_OK)
        pledge->number = (int)number;
    return status;
}

static struct pledge
pledge_from_row(struct query *query)
{
    char answer[16];
    struct pledge pledge = {
        .id = query_int(query, 0),
        .number = (int)query_int(query, 1),
        .cohort_id = query_int(query, 2),
        .made_at = query_int(query, 6),
        .answered_at = query_int(query, 9),
    };

    query_copy(query, 3, pledge.moment, sizeof pledge.moment);
    query_copy(query, 4, pledge.deed, sizeof pledge.deed);
    query_copy(query, 5, pledge.by_on, sizeof pledge.by_on);
    query_copy(query, 7, answer, sizeof answer);
    query_copy(query, 8, pledge.word, sizeof pledge.word);
    pledge.answer = pledge_answer_of(answer);
    return pledge;
}

enum status
pledges_by_person(struct store *store, int64_t person_id, int limit,
    struct pledge_list *list)
{
    struct query *query = store_query(store, sql_by_person);
    struct pledge_list found = {0};

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = pledge_from_row(query);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        pledge_list_clear(&found);
    return status;
}

enum status
pledges_find(struct store *store, int64_t person_id, int number,
    struct pledge *pledge)
{
    struct query *query = store_query(store, sql_find);
    struct pledge found = {0};

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":number", number);
    bool is_found = query_next(query);
    if (is_found)
        found = pledge_from_row(query);
    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *pledge = found;
    return status;
}

enum status
pledges_answer(struct store *store, int64_t pledge_id,
    enum pledge_answer answer, const char *word, int64_t at)
{
    struct query *query = store_query(store, sql_answer);

    query_bind_id(query, ":pledge_id", pledge_id);
    query_bind_text(query, ":answer", pledge_answer_name(answer));
    query_bind_text(query, ":word", word);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
pledges_count(struct store *store, int64_t cohort_id,
    struct pledge_counts *counts)
{
    struct query *query = store_query(store, sql_count);
    struct pledge_counts found = {0};

    query_bind_id(query, ":cohort_id", cohort_id);
    if (query_next(query)) {
        found.people = (int)query_int(query, 0);
        found.made = (int)query_int(query, 1);
        found.done = (int)query_int(query, 2);
        found.changed = (int)query_int(query, 3);
        found.not_yet = found.made - found.done - found.changed;
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *counts = found;
    return status;
}
