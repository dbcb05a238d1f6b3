/* To-do facts: what is so in a cohort that its champion has to act on. */

#include "store/todo_facts.h"

#include <string.h>

#include "base/memory.h"
#include "store/store.h"

/* The cohort's room and the board of its intake. clang-format would lose the
 * clauses. */
/* clang-format off */
#define ROOMS SQL( \
      WITH rooms AS ( \
           SELECT boards.id \
             FROM boards \
            WHERE boards.kind = 'cohort' \
              AND boards.cohort_id = :cohort_id \
            UNION ALL \
           SELECT boards.id \
             FROM boards \
             JOIN cohorts ON cohorts.intake_id = boards.intake_id \
            WHERE boards.kind = 'program' \
              AND cohorts.id = :cohort_id) ) " "
/* clang-format on */

static const char sql_first_posts[] = ROOMS SQL(
    SELECT people.name, threads.created_at, NULL
      FROM rooms
      JOIN threads ON threads.board_id = rooms.id
      JOIN people ON people.id = threads.author_id
     WHERE threads.has_reply = 0
       AND threads.kind = 'talk'
       AND threads.created_at > :after
       AND threads.created_at < :before
       AND EXISTS (
           SELECT 1
             FROM members
            WHERE members.cohort_id = :cohort_id
              AND members.person_id = threads.author_id
              AND members.role = 'learner')
       AND NOT EXISTS (
           SELECT 1
             FROM posts
             JOIN threads earlier ON earlier.id = posts.thread_id
             JOIN rooms here ON here.id = earlier.board_id
            WHERE posts.author_id = threads.author_id
              AND posts.message_id IS NULL
              AND posts.thread_id <> threads.id
              AND posts.created_at <= threads.created_at)
     ORDER BY threads.created_at, threads.id
     LIMIT 500);

static const char sql_silent[] = ROOMS SQL(
    SELECT people.name, members.joined_at, members.starts_on
      FROM members
      JOIN people ON people.id = members.person_id
     WHERE members.cohort_id = :cohort_id
       AND members.role = 'learner'
       AND members.joined_at > :after
       AND members.joined_at < :before
       AND people.may_log_in = 1
       AND NOT EXISTS (
           SELECT 1
             FROM leaves
            WHERE leaves.person_id = people.id
              AND leaves.to_on >= :today
              AND leaves.from_on <= :today)
       AND people.last_seen_at IS NOT NULL
       AND NOT EXISTS (
           SELECT 1
             FROM posts
             JOIN threads ON threads.id = posts.thread_id
             JOIN rooms ON rooms.id = threads.board_id
            WHERE posts.author_id = members.person_id
              AND posts.message_id IS NULL)
     ORDER BY members.joined_at, people.id
     LIMIT 500);

static const char sql_absent[] = SQL(
    SELECT people.name, members.joined_at, members.starts_on
      FROM members
      JOIN people ON people.id = members.person_id
     WHERE members.cohort_id = :cohort_id
       AND members.role = 'learner'
       AND members.joined_at > :after
       AND members.joined_at < :before
       AND people.may_log_in = 1
       AND NOT EXISTS (
           SELECT 1
             FROM leaves
            WHERE leaves.person_id = people.id
              AND leaves.to_on >= :today
              AND leaves.from_on <= :today)
       AND people.last_seen_at IS NULL
     ORDER BY members.joined_at, people.id
     LIMIT 500);

static const char sql_starters[] = SQL(
    SELECT people.name, members.joined_at, members.starts_on
      FROM members
      JOIN people ON people.id = members.person_id
     WHERE members.cohort_id = :cohort_id
       AND members.role = 'learner'
       AND members.starts_on BETWEEN :from AND :to
       AND people.may_log_in = 1
       AND NOT EXISTS (
           SELECT 1
             FROM leaves
            WHERE leaves.person_id = people.id
              AND leaves.to_on >= :today
              AND leaves.from_on <= :today)
     ORDER BY members.starts_on DESC, people.id
     LIMIT 500);

static const char sql_queue[] = ROOMS SQL(
    SELECT count(*), max(questions.asks_on)
      FROM rooms
      JOIN questions ON questions.board_id = rooms.id
     WHERE questions.asks_on >= :today
       AND questions.thread_id IS NULL);

void
todo_people_clear(struct todo_people *people)
{
    memory_release(people->rows);
    *people = (struct todo_people){0};
}

static enum status
list_people(struct query *query, struct todo_people *people)
{
    struct todo_people found = {0};

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct todo_person *person = &found.rows[found.count++];

        *person = (struct todo_person){.since_at = query_int(query, 1)};
        query_copy(query, 0, person->name, sizeof person->name);
        query_copy(query, 2, person->starts_on, sizeof person->starts_on);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *people = found;
    else
        todo_people_clear(&found);
    return status;
}

static enum status
in_span(struct store *store, const char *sql, const struct todo_span *span,
    struct todo_people *people)
{
    struct query *query = store_query(store, sql);

    if (sql != sql_first_posts)
        query_bind_text(query, ":today", span->today);
    query_bind_id(query, ":cohort_id", span->cohort_id);
    query_bind_id(query, ":after", span->after);
    query_bind_id(query, ":before", span->before);
    return list_people(query, people);
}

enum status
todo_facts_first_posts(struct store *store, const struct todo_span *span,
    struct todo_people *people)
{
    return in_span(store, sql_first_posts, span, people);
}

enum status
todo_facts_silent(struct store *store, const struct todo_span *span,
    struct todo_people *people)
{
    return in_span(store, sql_silent, span, people);
}

enum status
todo_facts_absent(struct store *store, const struct todo_span *span,
    struct todo_people *people)
{
    return in_span(store, sql_absent, span, people);
}

enum status
todo_facts_starters(struct store *store, int64_t cohort_id,
    const struct todo_days *span, struct todo_people *people)
{
    struct query *query = store_query(store, sql_starters);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":from", span->from);
    query_bind_text(query, ":to", span->to);
    query_bind_text(query, ":today", span->today);
    return list_people(query, people);
}

enum status
todo_facts_queue(struct store *store, int64_t cohort_id, const char *today,
    int *count, char last_on[11])
{
    struct query *query = store_query(store, sql_queue);
    int found = 0;
    char last[11] = "";

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":today", today);
    if (query_next(query)) {
        found = (int)query_int(query, 0);
        query_copy(query, 1, last, sizeof last);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK) {
        *count = found;
        memcpy(last_on, last, sizeof last);
    }
    return status;
}
