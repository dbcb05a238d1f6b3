/* Threads: conversations, as boards list them. */

#include "store/threads.h"

#include "base/memory.h"
#include "base/text.h"

/* A thread as lists show it; each statement says which.
 * clang-format would lose the clauses. */
/* clang-format off */
#define THREAD_ROW SQL( \
    SELECT t.id, t.board_id, t.kind, t.subject, t.author_id, a.name, \
           t.created_at, t.last_number, t.last_post_id, t.last_post_at, \
           t.has_reply, t.is_pinned, t.is_locked, l.name, \
           t.last_author_id, \
           (SELECT 1 FROM posts n WHERE n.id = t.last_post_id \
                AND n.nameless_of IS NOT NULL), \
           EXISTS (SELECT 1 FROM endorsements e WHERE e.thread_id = t.id), \
           t.unpins_on \
      FROM threads t \
      JOIN people a ON a.id = t.author_id \
      JOIN people l ON l.id = t.last_author_id) " "
/* clang-format on */

static const char sql_find[] = THREAD_ROW SQL(
     WHERE t.id = :id);

static const char sql_page[] = THREAD_ROW SQL(
     WHERE t.board_id = :board_id
       AND (t.is_pinned, t.last_post_at, t.last_post_id)
           < (:is_pinned, :last_post_at, :last_post_id)
     ORDER BY t.is_pinned DESC, t.last_post_at DESC, t.last_post_id DESC
     LIMIT :limit);

static const char sql_newest[] = THREAD_ROW SQL(
     WHERE t.board_id = :board_id
       AND t.is_pinned = :is_pinned
       AND (t.last_post_at, t.last_post_id) < (:last_post_at, :last_post_id)
     ORDER BY t.last_post_at DESC, t.last_post_id DESC
     LIMIT 1);

static const char sql_ahead[] = SQL(
    SELECT t.id, t.kind, t.is_pinned, t.last_post_at, t.last_post_id, r.number
      FROM threads t
      LEFT JOIN reads r
        ON r.person_id = :person_id
       AND r.thread_id = t.id
     WHERE t.board_id = :board_id
       AND t.last_post_id > :above
       AND t.last_post_id < :below
       AND COALESCE(r.number, 0) < t.last_number
     ORDER BY t.last_post_id DESC
     LIMIT :limit);

static const char sql_between[] = SQL(
    SELECT COUNT(*)
      FROM (SELECT 1
              FROM threads
             WHERE board_id = :board_id
               AND last_post_id > :above
               AND last_post_id <= :most_id
             LIMIT :most) AS found);

static const char sql_last_post[] = SQL(
    SELECT last_post_id
      FROM threads
     WHERE board_id = :board_id
     ORDER BY last_post_id DESC
     LIMIT 1);

static const char sql_waiting[] = SQL(
    SELECT COUNT(*), MIN(created_at)
      FROM (SELECT created_at
              FROM threads
             WHERE board_id = :board_id
               AND has_reply = 0
               AND kind = 'talk'
             ORDER BY created_at, id
             LIMIT :most) AS found);

static const char sql_add[] = SQL(
    INSERT INTO threads (board_id, kind, subject, author_id, created_at,
           last_number, last_post_id, last_post_at, last_author_id, has_reply)
    VALUES (:board_id, :kind, :subject, :author_id, :created_at,
           0, 0, :created_at, :author_id, :has_reply));

static const char sql_count[] = SQL(
    UPDATE boards
       SET thread_count = thread_count + 1
     WHERE id = :board_id);

static const char sql_grow[] = SQL(
    UPDATE threads
       SET last_author_id = CASE WHEN :at >= last_post_at
               THEN :author_id ELSE last_author_id END,
           last_post_at = CASE WHEN :at >= last_post_at
               THEN :at ELSE last_post_at END,
           last_number = :number,
           last_post_id = :post_id,
           has_reply = CASE WHEN :is_reply = 1 THEN 1 ELSE has_reply END
     WHERE id = :id);

static enum thread_kind
kind_from_row(struct query *query, int column)
{
    char name[16];

    query_copy(query, column, name, sizeof name);
    return text_equals(name, thread_kind_name(THREAD_QUESTION))
               ? THREAD_QUESTION
               : THREAD_TALK;
}

static void
row_from_query(struct query *query, struct thread_row *row)
{
    struct thread *thread = &row->thread;

    *row = (struct thread_row){0};
    thread->id = query_int(query, 0);
    thread->board_id = query_int(query, 1);
    thread->kind = kind_from_row(query, 2);
    query_copy(query, 3, thread->subject, sizeof thread->subject);
    thread->author_id = query_int(query, 4);
    query_copy(query, 5, thread->author_name, sizeof thread->author_name);
    thread->created_at = query_int(query, 6);
    thread->last_number = query_within(query, 7, 0, QUERY_NUMBER_MOST);
    thread->last_post_id = query_int(query, 8);
    thread->last_post_at = query_int(query, 9);
    thread->has_reply = query_int(query, 10) != 0;
    thread->is_pinned = query_int(query, 11) != 0;
    thread->is_locked = query_int(query, 12) != 0;
    query_copy(query, 13, row->last_author, sizeof row->last_author);
    row->last_author_id = query_int(query, 14);
    row->last_is_nameless = query_int(query, 15) != 0;
    row->is_endorsed = query_int(query, 16) != 0;
    query_copy(query, 17, thread->unpins_on, sizeof thread->unpins_on);
}

static enum status
one_row(struct query *query, struct thread_row *row)
{
    struct thread_row found;
    bool is_found = query_next(query);

    if (is_found)
        row_from_query(query, &found);

    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *row = found;
    return status;
}

enum status
threads_find(struct store *store, int64_t id, struct thread_row *row)
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":id", id);
    return one_row(query, row);
}

enum status
threads_page(struct store *store, int64_t board_id,
    const struct thread_key *after, int limit, struct thread_list *list)
{
    struct thread_list found = {0};
    struct query *query = store_query(store, sql_page);
    bool is_first = after == NULL || after->last_post_id == 0;

    query_bind_id(query, ":board_id", board_id);
    query_bind_id(query, ":is_pinned", is_first ? 2 : after->is_pinned);
    query_bind_id(query, ":last_post_at", is_first ? 0 : after->last_post_at);
    query_bind_id(query, ":last_post_id", is_first ? 0 : after->last_post_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        row_from_query(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        thread_list_clear(&found);
    return status;
}

static enum status
newest_of(struct store *store, int64_t board_id, bool is_pinned,
    const struct thread_key *before, struct thread_row *row)
{
    struct query *query = store_query(store, sql_newest);
    bool is_first = before->last_post_id == 0;

    query_bind_id(query, ":board_id", board_id);
    query_bind_id(query, ":is_pinned", is_pinned);
    query_bind_id(query, ":last_post_at",
        is_first ? INT64_MAX : before->last_post_at);
    query_bind_id(query, ":last_post_id", is_first ? 0 : before->last_post_id);
    return one_row(query, row);
}

static bool
is_newer(const struct thread *one, const struct thread *other)
{
    if (one->last_post_at != other->last_post_at)
        return one->last_post_at > other->last_post_at;
    return one->last_post_id > other->last_post_id;
}

enum status
threads_newest(struct store *store, int64_t board_id,
    const struct thread_key *before, struct thread_row *row)
{
    struct thread_row loose;
    struct thread_row pinned;
    enum status loose_status = newest_of(store, board_id, false, before,
        &loose);
    if (loose_status != STATUS_OK && loose_status != STATUS_NOT_FOUND)
        return loose_status;

    enum status pinned_status = newest_of(store, board_id, true, before,
        &pinned);
    if (pinned_status != STATUS_OK && pinned_status != STATUS_NOT_FOUND)
        return pinned_status;
    if (loose_status != STATUS_OK && pinned_status != STATUS_OK)
        return STATUS_NOT_FOUND;

    bool takes_pinned = loose_status != STATUS_OK ||
                        (pinned_status == STATUS_OK &&
                            is_newer(&pinned.thread, &loose.thread));
    *row = takes_pinned ? pinned : loose;
    return STATUS_OK;
}

enum status
threads_ahead(struct store *store, const struct thread_range *range, int limit,
    struct thread_ahead_list *list)
{
    struct thread_ahead_list found = {0};
    struct query *query = store_query(store, sql_ahead);
    int64_t below = range->below_post_id;

    query_bind_id(query, ":board_id", range->board_id);
    query_bind_id(query, ":person_id", range->person_id);
    query_bind_id(query, ":above", range->above_post_id);
    query_bind_id(query, ":below", below == 0 ? INT64_MAX : below);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = (struct thread_ahead){
            .thread_id = query_int(query, 0),
            .key = {.is_pinned = query_int(query, 2) != 0,
                .last_post_at = query_int(query, 3),
                .last_post_id = query_int(query, 4)},
            .kind = kind_from_row(query, 1),
            .read_number = query_within(query, 5, 0, QUERY_NUMBER_MOST),
        };
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        thread_ahead_list_clear(&found);
    return status;
}

void
thread_ahead_list_clear(struct thread_ahead_list *list)
{
    memory_free(list->rows);
    list->count = 0;
}

enum status
threads_between(struct store *store, int64_t board_id,
    const int64_t post_ids[2], int most, int *count)
{
    struct query *query = store_query(store, sql_between);

    query_bind_id(query, ":board_id", board_id);
    query_bind_id(query, ":above", post_ids[0]);
    query_bind_id(query, ":most_id", post_ids[1]);
    query_bind_id(query, ":most", most);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
threads_last_post(struct store *store, int64_t board_id, int64_t *post_id)
{
    struct query *query = store_query(store, sql_last_post);

    query_bind_id(query, ":board_id", board_id);
    int64_t found = query_next(query) ? query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *post_id = found;
    return status;
}

enum status
threads_waiting(struct store *store, int64_t board_id, int most, int *count,
    int64_t *oldest_at)
{
    struct query *query = store_query(store, sql_waiting);
    int found = 0;
    int64_t oldest = 0;

    query_bind_id(query, ":board_id", board_id);
    query_bind_id(query, ":most", most);
    if (query_next(query)) {
        found = (int)query_int(query, 0);
        oldest = query_int(query, 1);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK) {
        *count = found;
        *oldest_at = oldest;
    }
    return status;
}

enum status
threads_add(struct store *store, struct thread *thread)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":board_id", thread->board_id);
    query_bind_text(query, ":kind", thread_kind_name(thread->kind));
    query_bind_text(query, ":subject", thread->subject);
    query_bind_id(query, ":author_id", thread->author_id);
    query_bind_id(query, ":created_at", thread->created_at);
    query_bind_id(query, ":has_reply", thread->has_reply);
    enum status status = query_run(query);
    if (status != STATUS_OK)
        return status;

    thread->id = store_last_id(store);
    query = store_query(store, sql_count);
    query_bind_id(query, ":board_id", thread->board_id);
    return query_run(query);
}

enum status
threads_grow(struct store *store, const struct thread_growth *growth)
{
    struct query *query = store_query(store, sql_grow);

    query_bind_id(query, ":id", growth->thread_id);
    query_bind_id(query, ":number", growth->number);
    query_bind_id(query, ":post_id", growth->post_id);
    query_bind_id(query, ":author_id", growth->author_id);
    query_bind_id(query, ":at", growth->at);
    query_bind_id(query, ":is_reply", growth->is_reply);
    return query_run(query);
}
