/* Questions: prompts asked on a schedule, as one person meets them. */

#include "store/questions.h"

#include "base/memory.h"

/* A question as one person meets it; each statement says which.
 * clang-format would lose the clauses. */
/* clang-format off */
#define QUESTION_MET SQL( \
    SELECT q.id, q.board_id, q.asker_id, p.name, p.site_role, q.body, \
           q.asks_on, q.asks_minute, q.window_hours, q.is_answer_first, \
           q.thread_id, o.opens_at, o.closes_at, \
           (SELECT MIN(f.opens_at) FROM openings f WHERE f.question_id = q.id), \
           (SELECT MAX(l.closes_at) FROM openings l WHERE l.question_id = q.id), \
           a.person_id, a.post_id, q.answered, q.kind, \
           q.is_at_closing, q.is_nameless_allowed, q.is_closed, \
           (SELECT 1 FROM held_answers h WHERE h.question_id = q.id \
                AND h.person_id = :person_id), \
           q.bank_id, \
           (SELECT t.is_pinned FROM threads t WHERE t.id = q.thread_id) \
      FROM questions q \
      JOIN people p ON p.id = q.asker_id \
      LEFT JOIN openings o ON o.question_id = q.id AND o.zone = :zone \
       AND o.region_id = :region_id \
      LEFT JOIN answers a ON a.question_id = q.id AND a.person_id = :person_id) " "
/* clang-format on */

static const char sql_find[] = QUESTION_MET SQL(
     WHERE q.id = :id);

static const char sql_by_thread[] = QUESTION_MET SQL(
     WHERE q.thread_id = :id);

static const char sql_of_board[] = QUESTION_MET SQL(
     WHERE q.board_id = :board_id
       AND q.asks_on BETWEEN :from AND :to
     ORDER BY q.asks_on
     LIMIT :limit);

static const char sql_due[] = SQL(
    SELECT q.id
      FROM questions q
     WHERE q.thread_id IS NULL
       AND q.asks_on BETWEEN :from AND :to
       AND (SELECT MIN(f.opens_at) FROM openings f
             WHERE f.question_id = q.id) <= :now
       AND (SELECT MAX(l.closes_at) FROM openings l
             WHERE l.question_id = q.id) > :now
       AND NOT EXISTS (
           SELECT 1
             FROM questions n
            WHERE n.board_id = q.board_id
              AND n.asks_on > q.asks_on
              AND n.asks_on <= :to
              AND (SELECT MAX(o.opens_at) FROM openings o
                    WHERE o.question_id = n.id) <= :now)
     ORDER BY q.asks_on, q.id
     LIMIT :most);

static const char sql_unopened[] = SQL(
    SELECT id
      FROM questions
     WHERE thread_id IS NULL
       AND asks_on BETWEEN :from AND :to
     ORDER BY asks_on, id
     LIMIT :most);

static const char sql_over[] = SQL(
    SELECT q.id
      FROM questions q
     WHERE q.is_closed = 0
       AND q.thread_id IS NOT NULL
       AND (SELECT MAX(o.closes_at) FROM openings o
             WHERE o.question_id = q.id) <= :now
     ORDER BY q.asks_on, q.id
     LIMIT :most);

static const char sql_set_closed[] = SQL(
    UPDATE questions
       SET is_closed = 1
     WHERE id = :id
       AND is_closed = 0);

static const char sql_add[] = SQL(
    INSERT INTO questions (board_id, asker_id, body, asks_on, asks_minute,
           window_hours, is_answer_first, kind, bank_id, is_at_closing,
           is_nameless_allowed, created_at)
    VALUES (:board_id, :asker_id, :body, :asks_on, :asks_minute,
           :window_hours, :is_answer_first, :kind, nullif(:bank_id, 0),
           :is_at_closing, :is_nameless_allowed, :now));

static const char sql_on[] = SQL(
    SELECT 1
      FROM questions
     WHERE board_id = :board_id
       AND asks_on = :date);

static const char sql_set_thread[] = SQL(
    UPDATE questions
       SET thread_id = :thread_id
     WHERE id = :id
       AND thread_id IS NULL);

static const char sql_past[] = SQL(
    SELECT thread_id
      FROM questions
     WHERE board_id = :board_id
       AND thread_id IS NOT NULL
       AND thread_id < :before
     ORDER BY thread_id DESC
     LIMIT :limit);

static void
state_from_row(struct query *query, struct question_state *state)
{
    struct question *question = &state->question;
    char role[16];
    char kind[16];

    *state = (struct question_state){0};
    question->id = query_int(query, 0);
    question->board_id = query_int(query, 1);
    question->asker_id = query_int(query, 2);
    query_copy(query, 3, question->asker_name, sizeof question->asker_name);
    query_copy(query, 4, role, sizeof role);
    question->asker_role = role_of(role);
    query_copy(query, 5, question->body, sizeof question->body);
    query_copy(query, 6, question->asks_on, sizeof question->asks_on);
    question->asks_minute = (int)query_int(query, 7);
    question->window_hours = (int)query_int(query, 8);
    question->is_answer_first = query_int(query, 9) != 0;
    question->thread_id = query_int(query, 10);
    state->opens_at = query_int(query, 11);
    state->closes_at = query_int(query, 12);
    state->first_opens_at = query_int(query, 13);
    state->last_closes_at = query_int(query, 14);
    state->answer_post_id = query_int(query, 16);
    state->answered = (int)query_int(query, 17);
    query_copy(query, 18, kind, sizeof kind);
    question->kind = question_kind_of(kind);
    question->is_at_closing = query_int(query, 19) != 0;
    question->is_nameless_allowed = query_int(query, 20) != 0;
    question->is_closed = query_int(query, 21) != 0;
    state->is_held = query_int(query, 22) != 0;
    question->bank_id = query_int(query, 23);
    state->is_pinned = query_int(query, 24) != 0;
    state->is_answered = state->answer_post_id != 0 || state->is_held;
    state->is_skipped = !query_is_null(query, 15) && !state->is_answered;
}

static void
bind_reader(struct query *query, const struct question_reader *reader)
{
    query_bind_id(query, ":person_id", reader->person_id);
    query_bind_text(query, ":zone", reader->zone);
    query_bind_id(query, ":region_id", reader->region_id);
}

static enum status
one_state(struct query *query, struct question_state *state)
{
    struct question_state found;
    bool is_found = query_next(query);

    if (is_found)
        state_from_row(query, &found);

    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *state = found;
    return status;
}

enum status
questions_find(struct store *store, int64_t id,
    const struct question_reader *reader, struct question_state *state)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":id", id);
    bind_reader(query, reader);
    return one_state(query, state);
}

enum status
questions_by_thread(struct store *store, int64_t thread_id,
    const struct question_reader *reader, struct question_state *state)
{
    struct query *query = store_query(store, sql_by_thread);

    query_bind_id(query, ":id", thread_id);
    bind_reader(query, reader);
    return one_state(query, state);
}

enum status
questions_of_board(struct store *store, const struct question_range *range,
    const struct question_reader *reader, struct question_state_list *list)
{
    struct question_state_list found = {0};
    struct query *query = store_query(store, sql_of_board);

    query_bind_id(query, ":board_id", range->board_id);
    query_bind_text(query, ":from", range->from);
    query_bind_text(query, ":to", range->to);
    query_bind_id(query, ":limit", range->limit);
    bind_reader(query, reader);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        state_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        question_state_list_clear(&found);
    return status;
}

void
question_state_list_clear(struct question_state_list *list)
{
    memory_free(list->rows);
    list->count = 0;
}

static enum status
ids_of(struct query *query, const struct question_due *due, int64_t *ids,
    int *count)
{
    int found = 0;

    query_bind_text(query, ":from", due->from);
    query_bind_text(query, ":to", due->to);
    query_bind_id(query, ":most", due->most);
    while (found < due->most && query_next(query))
        ids[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
questions_due(struct store *store, const struct question_due *due, int64_t *ids,
    int *count)
{
    struct query *query = store_query(store, sql_due);

    query_bind_id(query, ":now", due->now);
    return ids_of(query, due, ids, count);
}

enum status
questions_unopened(struct store *store, const struct question_due *due,
    int64_t *ids, int *count)
{
    return ids_of(store_query(store, sql_unopened), due, ids, count);
}

enum status
questions_add(struct store *store, struct question *question, int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":board_id", question->board_id);
    query_bind_id(query, ":asker_id", question->asker_id);
    query_bind_text(query, ":body", question->body);
    query_bind_text(query, ":asks_on", question->asks_on);
    query_bind_id(query, ":asks_minute", question->asks_minute);
    query_bind_id(query, ":window_hours", question->window_hours);
    query_bind_id(query, ":is_answer_first", question->is_answer_first);
    query_bind_id(query, ":is_at_closing", question->is_at_closing);
    query_bind_id(query, ":is_nameless_allowed", question->is_nameless_allowed);
    query_bind_text(query, ":kind", question_kind_name(question->kind));
    query_bind_id(query, ":bank_id", question->bank_id);
    query_bind_id(query, ":now", now);

    enum status status = query_run(query);
    if (status == STATUS_OK)
        question->id = store_last_id(store);
    return status;
}

enum status
questions_on(struct store *store, int64_t board_id, const char *date,
    bool *is_taken)
{
    struct query *query = store_query(store, sql_on);

    query_bind_id(query, ":board_id", board_id);
    query_bind_text(query, ":date", date);
    bool found = query_next(query);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *is_taken = found;
    return status;
}

enum status
questions_set_thread(struct store *store, int64_t id, int64_t thread_id)
{
    struct query *query = store_query(store, sql_set_thread);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":thread_id", thread_id);
    enum status status = query_run(query);
    if (status != STATUS_OK)
        return status;
    return store_changes(store) == 1 ? STATUS_OK : STATUS_CONFLICT;
}

enum status
questions_over(struct store *store, int64_t now, int most, int64_t *ids,
    int *count)
{
    struct query *query = store_query(store, sql_over);
    int found = 0;

    query_bind_id(query, ":now", now);
    query_bind_id(query, ":most", most);
    while (found < most && query_next(query))
        ids[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
questions_past(struct store *store, const struct question_past *wanted,
    int64_t *ids, int *count)
{
    struct query *query = store_query(store, sql_past);
    int found = 0;

    query_bind_id(query, ":board_id", wanted->board_id);
    query_bind_id(query, ":before",
        wanted->before == 0 ? INT64_MAX : wanted->before);
    query_bind_id(query, ":limit", wanted->limit);
    while (found < wanted->limit && query_next(query))
        ids[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
questions_set_closed(struct store *store, int64_t id)
{
    struct query *query = store_query(store, sql_set_closed);

    query_bind_id(query, ":id", id);
    enum status status = query_run(query);
    if (status != STATUS_OK)
        return status;
    return store_changes(store) == 1 ? STATUS_OK : STATUS_CONFLICT;
}
