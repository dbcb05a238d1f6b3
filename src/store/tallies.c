/* Tallies: what follows from other rows, found wrong, and derived anew. */

#include "store/tallies.h"

#include <string.h>

#include "base/handle.h"
#include "base/name.h"
#include "base/text.h"
#include "model/person.h"
#include "store/people_names.h"
#include "store/store.h"

/* clang-format off */
#define NEWEST SQL( \
    SELECT id \
      FROM threads \
     WHERE EXISTS (SELECT 1 FROM posts WHERE thread_id = threads.id) \
       AND (last_number <> (SELECT max(number) FROM posts \
                             WHERE thread_id = threads.id) \
            OR last_post_id <> (SELECT max(id) FROM posts \
                                 WHERE thread_id = threads.id) \
            OR last_post_at <> (SELECT max(created_at) FROM posts \
                                 WHERE thread_id = threads.id) \
            OR last_author_id <> (SELECT author_id FROM posts \
                                   WHERE thread_id = threads.id \
                                   ORDER BY created_at DESC, id DESC \
                                   LIMIT 1)))

/* Whether another person has replied. What nobody waits for has it set from
 * the beginning: imported threads, and those of the site itself. */
#define REPLIED SQL( \
    SELECT id \
      FROM threads \
     WHERE has_reply <> EXISTS (SELECT 1 FROM posts \
                                 WHERE thread_id = threads.id \
                                   AND author_id <> threads.author_id) \
       AND kind = 'talk' \
       AND NOT (has_reply = 1 \
                AND EXISTS (SELECT 1 FROM posts \
                             WHERE thread_id = threads.id \
                               AND number = 1 \
                               AND message_id IS NOT NULL)) \
       AND NOT (has_reply = 1 \
                AND EXISTS (SELECT 1 FROM people \
                             WHERE people.id = threads.author_id \
                               AND may_log_in = 0)))

/* Those that are held back count as well. */
#define ANSWERED SQL( \
    (SELECT count(*) FROM answers \
      WHERE question_id = questions.id \
        AND (post_id IS NOT NULL \
             OR EXISTS (SELECT 1 FROM held_answers \
                         WHERE held_answers.question_id = questions.id \
                           AND held_answers.person_id = answers.person_id))))
/* clang-format on */

static const char sql_board_threads[] = SQL(
    SELECT count(*)
      FROM boards
     WHERE thread_count <> (SELECT count(*) FROM threads
                             WHERE board_id = boards.id));
static const char sql_mend_board_threads[] = SQL(
    UPDATE boards
       SET thread_count = (SELECT count(*) FROM threads
                            WHERE board_id = boards.id));

static const char sql_last[] = "SELECT count(*) FROM (" NEWEST ") AS wrong";
static const char sql_mend_last[] = SQL(
    UPDATE threads
       SET last_number = (SELECT max(number) FROM posts
                           WHERE thread_id = threads.id),
           last_post_id = (SELECT max(id) FROM posts
                            WHERE thread_id = threads.id),
           last_post_at = (SELECT max(created_at) FROM posts
                            WHERE thread_id = threads.id),
           last_author_id = (SELECT author_id FROM posts
                              WHERE thread_id = threads.id
                              ORDER BY created_at DESC, id DESC
                              LIMIT 1)
     WHERE id IN) " (" NEWEST ")";

static const char sql_replied[] = "SELECT count(*) FROM (" REPLIED ") AS wrong";
static const char sql_mend_replied[] = SQL(
    UPDATE threads
       SET has_reply = 1 - has_reply
     WHERE id IN) " (" REPLIED ")";

static const char sql_empty[] = SQL(
    SELECT count(*)
      FROM threads
     WHERE NOT EXISTS (SELECT 1 FROM posts WHERE thread_id = threads.id));

static const char sql_numbers[] = SQL(
    SELECT count(*)
      FROM (SELECT thread_id
              FROM posts
             GROUP BY thread_id
            HAVING count(*) <> max(number)) AS wrong);

static const char sql_answered[] = SQL(
    SELECT count(*)
      FROM questions
     WHERE answered <>) " " ANSWERED;
static const char sql_mend_answered[] = SQL(
    UPDATE questions
       SET answered =) " " ANSWERED
                                     " WHERE answered <> " ANSWERED;

static const char sql_in_week[] = SQL(
    SELECT count(*)
      FROM questions
     WHERE answered_in_week NOT BETWEEN 0 AND answered);
static const char sql_mend_in_week[] = SQL(
    UPDATE questions
       SET answered_in_week = answered
     WHERE answered_in_week NOT BETWEEN 0 AND answered);

static const char sql_edited[] = SQL(
    SELECT count(*)
      FROM posts
     WHERE edited_at IS NOT (SELECT max(replaced_at)
                               FROM post_versions
                              WHERE post_id = posts.id
                                AND is_silent = 0));
static const char sql_mend_edited[] = SQL(
    UPDATE posts
       SET edited_at = (SELECT max(replaced_at)
                          FROM post_versions
                         WHERE post_id = posts.id
                           AND is_silent = 0)
     WHERE edited_at IS NOT (SELECT max(replaced_at)
                               FROM post_versions
                              WHERE post_id = posts.id
                                AND is_silent = 0));

static const char sql_ahead[] = SQL(
    SELECT count(*)
      FROM reads
      JOIN threads ON threads.id = reads.thread_id
     WHERE reads.number > threads.last_number);
static const char sql_mend_ahead[] = SQL(
    UPDATE reads
       SET number = (SELECT last_number FROM threads
                      WHERE threads.id = reads.thread_id)
     WHERE number > (SELECT last_number FROM threads
                      WHERE threads.id = reads.thread_id));

static const char sql_baseline[] = SQL(
    SELECT count(*)
      FROM baselines
     WHERE post_id > (SELECT COALESCE(max(id), 0) FROM posts));
static const char sql_mend_baseline[] = SQL(
    UPDATE baselines
       SET post_id = (SELECT COALESCE(max(id), 0) FROM posts)
     WHERE post_id > (SELECT COALESCE(max(id), 0) FROM posts));

static const struct {
    const char *name;
    const char *find;
    const char *mend; /* NULL: nothing tells what it should be */
} tallies[TALLY_COUNT] = {
    [TALLY_BOARD_THREADS] = {"boards' counts of threads", sql_board_threads,
        sql_mend_board_threads},
    [TALLY_THREAD_LAST] = {"threads' last posts", sql_last, sql_mend_last},
    [TALLY_THREAD_REPLIED] = {"threads marked as waiting or not", sql_replied,
        sql_mend_replied},
    [TALLY_THREAD_EMPTY] = {"threads without a post", sql_empty, NULL},
    [TALLY_POST_NUMBERS] = {"threads with a post missing", sql_numbers, NULL},
    [TALLY_ANSWERED] = {"questions' counts of answers", sql_answered,
        sql_mend_answered},
    [TALLY_ANSWERED_IN_WEEK] = {"questions' counts of a week's answers",
        sql_in_week, sql_mend_in_week},
    [TALLY_EDITED] = {"posts marked as edited", sql_edited, sql_mend_edited},
    [TALLY_READ_AHEAD] = {"marks of what was read", sql_ahead, sql_mend_ahead},
    [TALLY_BASELINE_AHEAD] = {"marks of what is new", sql_baseline,
        sql_mend_baseline},
};

const char *
tally_name(enum tally tally)
{
    return tallies[tally].name;
}

bool
tally_is_mendable(enum tally tally)
{
    return tallies[tally].mend != NULL;
}

enum status
tallies_find(struct store *store, enum tally tally, int64_t *wrong)
{
    struct query *query = store_query(store, tallies[tally].find);

    if (query_next(query))
        *wrong = query_int(query, 0);
    return query_end(query);
}

enum status
tallies_mend(struct store *store, enum tally tally)
{
    if (tallies[tally].mend == NULL)
        return refuse(STATUS_INVALID, "%s cannot be mended",
            tallies[tally].name);
    return query_run(store_query(store, tallies[tally].mend));
}

/* ---- Names --------------------------------------------------------------- */

static const char sql_names[] = SQL(
    SELECT id, handle, skeleton, name, name_skeleton
      FROM people
     WHERE id > :after_id
     ORDER BY id);

static const char sql_mend_names[] = SQL(
    UPDATE people
       SET skeleton = :skeleton,
           name_skeleton = :name_skeleton
     WHERE id = :id);

static enum status
mend_name(struct store *store, int64_t id, const char *skeleton,
    const char *of_name)
{
    struct query *query = store_query(store, sql_mend_names);

    query_bind_id(query, ":id", id);
    query_bind_text(query, ":skeleton", skeleton);
    query_bind_text(query, ":name_skeleton", of_name);
    return query_run(query);
}

/* A row of sql_names; what is not known yet is no fault. */
static enum status
check_name(struct store *store, struct query *query, bool mends, int64_t *wrong)
{
    char handle[HANDLE_BYTES];
    char name[NAME_BYTES];
    char is[NAME_SKELETON_BYTES];
    char skeleton[HANDLE_BYTES];
    char of_name[NAME_SKELETON_BYTES];

    query_copy(query, 1, handle, sizeof handle);
    query_copy(query, 3, name, sizeof name);
    handle_skeleton(handle, skeleton, sizeof skeleton);
    name_skeleton(name, strlen(name), of_name, sizeof of_name);
    query_copy(query, 2, is, sizeof is);
    bool is_right = text_equals(is, skeleton);
    query_copy(query, 4, is, sizeof is);
    is_right = is_right &&
               (query_is_null(query, 4) || text_equals(is, of_name));
    if (is_right)
        return STATUS_OK;
    (*wrong)++;
    return mends ? mend_name(store, query_int(query, 0), skeleton, of_name)
                 : STATUS_OK;
}

enum status
tallies_names(struct store *store, bool mends, int64_t *wrong)
{
    struct query *query = store_query(store, sql_names);
    enum status status = STATUS_OK;

    *wrong = 0;
    query_bind_id(query, ":after_id", 0);
    while (status == STATUS_OK && query_next(query))
        status = check_name(store, query, mends, wrong);
    enum status read = query_end(query);
    return status == STATUS_OK ? read : status;
}

/* ---- The secrets --------------------------------------------------------- */

static const char sql_owners[] = SQL(
    SELECT person_id
      FROM (SELECT person_id FROM passwords
             UNION
            SELECT person_id FROM keys
             UNION
            SELECT person_id FROM codes
             WHERE person_id IS NOT NULL) AS owners
     WHERE person_id > :after_id
     ORDER BY person_id
     LIMIT :limit);

enum status
tallies_owners(struct store *secrets, int64_t after_id, int limit, int64_t *ids,
    int *count)
{
    struct query *query = store_query(secrets, sql_owners);

    query_bind_id(query, ":after_id", after_id);
    query_bind_id(query, ":limit", limit);
    for (*count = 0; query_next(query); (*count)++)
        ids[*count] = query_int(query, 0);
    return query_end(query);
}
