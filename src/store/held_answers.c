/* Held answers: without a name, until their question has closed. */

#include "store/held_answers.h"

#include "base/memory.h"

static const char sql_add[] = SQL(
    INSERT INTO held_answers (question_id, person_id, body, held_at)
    VALUES (:question_id, :person_id, :body, :at));

/* The one list whose order must be nobody's to tell. */
static const char sql_of[] = SQL(
    SELECT h.person_id, p.region_id, r.title, h.body
      FROM held_answers h
      JOIN people p ON p.id = h.person_id
      LEFT JOIN regions r ON r.id = p.region_id
     WHERE h.question_id = :question_id
     ORDER BY RANDOM(), h.person_id);

static const char sql_find[] = SQL(
    SELECT body, held_at
      FROM held_answers
     WHERE question_id = :question_id
       AND person_id = :person_id);

static const char sql_drop[] = SQL(
    DELETE FROM held_answers
     WHERE question_id = :question_id);

enum status
held_answers_add(struct store *store, int64_t question_id, int64_t person_id,
    const char *body, int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":body", body);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
held_answers_of(struct store *store, int64_t question_id,
    struct held_answer_list *list)
{
    struct held_answer_list found = {0};
    struct query *query = store_query(store, sql_of);

    query_bind_id(query, ":question_id", question_id);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct held_answer *held = &found.rows[found.count++];

        *held = (struct held_answer){
            .person_id = query_int(query, 0),
            .region_id = query_int(query, 1),
            .body = query_text(query, 3),
        };
        query_copy(query, 2, held->region, sizeof held->region);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        held_answer_list_clear(&found);
    return status;
}

void
held_answer_list_clear(struct held_answer_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        memory_release(list->rows[i].body);
    memory_release(list->rows);
    *list = (struct held_answer_list){0};
}

enum status
held_answers_find(struct store *store, int64_t question_id, int64_t person_id,
    char **body, int64_t *held_at)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":person_id", person_id);
    char *found = query_next(query) ? query_text(query, 0) : NULL;
    int64_t at = found != NULL ? query_int(query, 1) : 0;
    enum status status = query_end_found(query, found != NULL);

    if (status == STATUS_OK && held_at != NULL)
        *held_at = at;
    if (status == STATUS_OK)
        *body = found;
    else
        memory_release(found);
    return status;
}

enum status
held_answers_drop(struct store *store, int64_t question_id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":question_id", question_id);
    return query_run(query);
}
