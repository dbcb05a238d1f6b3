/* Letters: what those who finished a week would have liked to know in it. */

#include "store/letters.h"

#include "base/memory.h"

static const char sql_put[] = SQL(
    INSERT INTO letters (person_id, cohort_id, week, body, written_at)
    VALUES (:person_id, :cohort_id, :week, :body, :at)
        ON CONFLICT (person_id, cohort_id, week)
        DO UPDATE SET body = excluded.body,
                      written_at = excluded.written_at);

static const char sql_has[] = SQL(
    SELECT id
      FROM letters
     WHERE person_id = :person_id
       AND cohort_id = :cohort_id
       AND week = :week);

static const char sql_before[] = SQL(
    SELECT l.id, w.name, r.title || ', ' || i.title, l.week, l.body,
           l.written_at, count(u.person_id) AS used,
           max(CASE WHEN u.person_id = :person_id THEN 1 ELSE 0 END)
      FROM cohorts mine
      JOIN cohorts c ON c.program_id = mine.program_id
           AND c.starts_on < mine.starts_on
      JOIN regions r ON r.id = c.region_id
      JOIN intakes i ON i.id = c.intake_id
      JOIN letters l ON l.cohort_id = c.id
           AND l.week = :week
      JOIN people w ON w.id = l.person_id
      LEFT JOIN letter_uses u ON u.letter_id = l.id
     WHERE mine.id = :cohort_id
     GROUP BY l.id, w.name, r.title, i.title
     ORDER BY used DESC, l.written_at DESC, l.id DESC
     LIMIT :limit);

static const char sql_use[] = SQL(
    INSERT INTO letter_uses (letter_id, person_id, used_at)
    VALUES (:letter_id, :person_id, :at)
        ON CONFLICT (letter_id, person_id) DO NOTHING);

static const char sql_unuse[] = SQL(
    DELETE FROM letter_uses
     WHERE letter_id = :letter_id
       AND person_id = :person_id);

static void
bind_ask(struct query *query, int64_t person_id, const struct letter_ask *ask)
{
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":cohort_id", ask->cohort_id);
    query_bind_id(query, ":week", ask->week);
}

enum status
letters_put(struct store *store, int64_t person_id,
    const struct letter_ask *ask, const char *body, int64_t at)
{
    struct query *query = store_query(store, sql_put);

    bind_ask(query, person_id, ask);
    query_bind_text(query, ":body", body);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
letters_has(struct store *store, int64_t person_id,
    const struct letter_ask *ask, bool *has)
{
    struct query *query = store_query(store, sql_has);

    bind_ask(query, person_id, ask);
    bool found = query_next(query);
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *has = found;
    return status;
}

static struct letter
letter_from_row(struct query *query)
{
    struct letter letter = {
        .id = query_int(query, 0),
        .week = (int)query_int(query, 3),
        .written_at = query_int(query, 5),
        .used_by = (int)query_int(query, 6),
        .is_used = query_int(query, 7) != 0,
    };

    query_copy(query, 1, letter.name, sizeof letter.name);
    query_copy(query, 2, letter.cohort, sizeof letter.cohort);
    query_copy(query, 4, letter.body, sizeof letter.body);
    return letter;
}

enum status
letters_before(struct store *store, const struct letter_range *range,
    struct letter_list *list)
{
    struct query *query = store_query(store, sql_before);

    query_bind_id(query, ":person_id", range->person_id);
    query_bind_id(query, ":cohort_id", range->cohort_id);
    query_bind_id(query, ":week", range->week);
    query_bind_id(query, ":limit", range->limit);
    while (query_next(query)) {
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = letter_from_row(query);
    }
    return query_end(query);
}

enum status
letters_use(struct store *store, int64_t letter_id, int64_t person_id,
    int64_t at)
{
    struct query *query = store_query(store, sql_use);

    query_bind_id(query, ":letter_id", letter_id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
letters_unuse(struct store *store, int64_t letter_id, int64_t person_id)
{
    struct query *query = store_query(store, sql_unuse);

    query_bind_id(query, ":letter_id", letter_id);
    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}
