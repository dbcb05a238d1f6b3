/* Threads pinned: kept at the top of their board, until when. */

#include "store/threads_pinned.h"

#include "base/clock.h"
#include "model/person.h"
#include "store/behind.h"

static const char sql_pin[] = SQL(
    UPDATE threads
       SET is_pinned = 1,
           unpins_on = :unpins_on,
           unpins_at = :unpins_at
     WHERE id = :id);

static const char sql_unpin[] = SQL(
    UPDATE threads
       SET is_pinned = 0,
           unpins_on = NULL,
           unpins_at = NULL
     WHERE id = :id
       AND is_pinned = 1);

static const char sql_end_pin[] = SQL(
    UPDATE threads
       SET is_pinned = 0,
           unpins_on = NULL,
           unpins_at = NULL
     WHERE id = :id
       AND unpins_at <= :now);

static const char sql_unpinning[] = SQL(
    SELECT id
      FROM threads
     WHERE unpins_at IS NOT NULL
       AND unpins_at <= :now
     ORDER BY unpins_at, id
     LIMIT :most);

static const char sql_pinned[] = SQL(
    SELECT id
      FROM threads
     WHERE board_id = :board_id
       AND is_pinned = 1
       AND (:only_questions = 0 OR kind = 'question')
     ORDER BY last_post_at DESC, last_post_id DESC
     LIMIT :most);

static const char sql_zones[] = SQL(
    SELECT DISTINCT zone
      FROM regions
     WHERE (:program_id = 0
        OR id IN (SELECT region_id
                    FROM cohorts
                   WHERE program_id = :program_id
                     AND (:intake_id = 0 OR intake_id = :intake_id)
                     AND (:cohort_id = 0 OR id = :cohort_id)))
     ORDER BY zone
     LIMIT 600);

static enum status
change_one(struct store *store, struct query *query)
{
    enum status status = query_run(query);

    if (status != STATUS_OK)
        return status;
    return store_changes(store) == 1 ? STATUS_OK : STATUS_CONFLICT;
}

enum status
threads_pin(struct store *store, int64_t thread_id, const char *unpins_on,
    int64_t unpins_at)
{
    struct query *query = store_query(store, sql_pin);

    query_bind_id(query, ":id", thread_id);
    if (unpins_on != NULL) {
        query_bind_text(query, ":unpins_on", unpins_on);
        query_bind_id(query, ":unpins_at", unpins_at);
    } else {
        query_bind_null(query, ":unpins_on");
        query_bind_null(query, ":unpins_at");
    }
    return change_one(store, query);
}

enum status
threads_unpin(struct store *store, int64_t thread_id)
{
    struct query *query = store_query(store, sql_unpin);

    query_bind_id(query, ":id", thread_id);
    return change_one(store, query);
}

enum status
threads_end_pin(struct store *store, int64_t thread_id, int64_t now)
{
    struct query *query = store_query(store, sql_end_pin);

    query_bind_id(query, ":id", thread_id);
    query_bind_id(query, ":now", now);
    return change_one(store, query);
}

static enum status
ids_of(struct query *query, int most, int64_t *ids, int *count)
{
    int found = 0;

    query_bind_id(query, ":most", most);
    while (found < most && query_next(query))
        ids[found++] = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
threads_unpinning(struct store *store, int64_t now, int most, int64_t *ids,
    int *count)
{
    struct query *query = store_query(store, sql_unpinning);

    query_bind_id(query, ":now", now);
    return ids_of(query, most, ids, count);
}

enum status
threads_pinned(struct store *store, const struct pinned_range *range,
    int64_t *ids, int *count)
{
    struct query *query = store_query(store, sql_pinned);

    query_bind_id(query, ":board_id", range->board_id);
    query_bind_id(query, ":only_questions", range->only_questions);
    return ids_of(query, range->most, ids, count);
}

enum status
threads_day_ends(struct store *store, const struct board *board,
    const char *date, int64_t *at)
{
    struct query *query = store_query(store, sql_zones);
    char next[11];
    char zone[ZONE_BYTES];
    int64_t ends_at = INT64_MIN;
    int64_t there;
    enum status status = date_add(date, 1, next);

    behind_bind(query, board);
    while (status == STATUS_OK && query_next(query)) {
        query_copy(query, 0, zone, sizeof zone);
        status = clock_instant(next, 0, zone, &there);
        if (status == STATUS_OK && there > ends_at)
            ends_at = there;
    }
    enum status ended = query_end(query);
    if (status == STATUS_OK)
        status = ended;
    if (status == STATUS_OK && ends_at == INT64_MIN)
        status = clock_instant(next, 0, "UTC", &ends_at);
    if (status == STATUS_OK)
        *at = ends_at;
    return status;
}
