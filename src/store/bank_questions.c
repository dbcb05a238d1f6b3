/* The bank: a program's questions for days without one. */

#include "store/bank_questions.h"

#include "base/memory.h"

enum {
    NEVER = '0' /* in place of a date: before all of them */
};

static const char sql_add[] = SQL(
    INSERT INTO bank_questions (program_id, body, kind, created_at)
    VALUES (:program_id, :body, :kind, :now)
    RETURNING id);

static const char sql_find[] = SQL(
    SELECT id, program_id, body, kind, '0'
      FROM bank_questions
     WHERE id = :id);

static const char sql_drop[] = SQL(
    DELETE FROM bank_questions
     WHERE id = :id);

static const char sql_of[] = SQL(
    SELECT k.id, k.program_id, k.body, k.kind,
           COALESCE((SELECT MAX(q.asks_on)
                       FROM questions q
                      WHERE q.bank_id = k.id), '0') AS last_on
      FROM bank_questions k
     WHERE k.program_id = :program_id
     ORDER BY last_on, k.id
     LIMIT 5000);

static const char sql_fresh[] = SQL(
    SELECT id, program_id, body, kind, last_on
      FROM (SELECT k.id, k.program_id, k.body, k.kind,
                   COALESCE((SELECT MAX(q.asks_on)
                               FROM boards h
                               JOIN boards b
                                 ON b.id = h.id
                                 OR (b.intake_id = h.intake_id
                                     AND (b.kind = 'program')
                                         <> (h.kind = 'program'))
                               JOIN questions q ON q.board_id = b.id
                              WHERE h.id = :board_id
                                AND q.bank_id = k.id), '0') AS last_on
              FROM bank_questions k
             WHERE k.program_id = :program_id) AS bank
     WHERE last_on < :since
     ORDER BY last_on, id
     LIMIT 5000);

static const char sql_boards[] = SQL(
    SELECT id
      FROM boards
     WHERE kind IN ('cohort', 'program', 'alumni')
       AND program_id IN (SELECT program_id FROM bank_questions)
       AND id > :after_id
     ORDER BY id
     LIMIT :most);

enum status
bank_questions_add(struct store *store, struct bank_question *bank_question,
    int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":program_id", bank_question->program_id);
    query_bind_text(query, ":body", bank_question->body);
    query_bind_text(query, ":kind", question_kind_name(bank_question->kind));
    query_bind_id(query, ":now", now);
    return query_end_id(query, &bank_question->id);
}

static void
from_row(struct query *query, struct bank_question *found)
{
    char kind[16];

    *found = (struct bank_question){
        .id = query_int(query, 0),
        .program_id = query_int(query, 1),
    };
    query_copy(query, 2, found->body, sizeof found->body);
    query_copy(query, 3, kind, sizeof kind);
    found->kind = question_kind_of(kind);
    query_copy(query, 4, found->last_on, sizeof found->last_on);
    if (found->last_on[0] == NEVER)
        found->last_on[0] = '\0';
}

enum status
bank_questions_find(struct store *store, int64_t id,
    struct bank_question *bank_question)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":id", id);
    bool is_found = query_next(query);
    if (is_found)
        from_row(query, bank_question);
    return query_end_found(query, is_found);
}

enum status
bank_questions_drop(struct store *store, int64_t id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":id", id);
    return query_run(query);
}

static enum status
list_of(struct query *query, struct bank_list *list)
{
    struct bank_list found = {0};

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        bank_list_clear(&found);
    return status;
}

enum status
bank_questions_of(struct store *store, int64_t program_id,
    struct bank_list *list)
{
    struct query *query = store_query(store, sql_of);

    query_bind_id(query, ":program_id", program_id);
    return list_of(query, list);
}

enum status
bank_questions_fresh(struct store *store, const struct board *board,
    const char *since, struct bank_list *list)
{
    struct query *query = store_query(store, sql_fresh);

    query_bind_id(query, ":board_id", board->id);
    query_bind_id(query, ":program_id", board->program_id);
    query_bind_text(query, ":since", since);
    return list_of(query, list);
}

enum status
bank_questions_boards(struct store *store, int64_t after_id, int most,
    int64_t *ids, int *count)
{
    struct query *query = store_query(store, sql_boards);
    int found = 0;

    query_bind_id(query, ":after_id", after_id);
    query_bind_id(query, ":most", most);
    while (found < most && query_next(query))
        ids[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}
