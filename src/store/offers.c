/* Offers: to reply to somebody from another region. */

#include "store/offers.h"

/* The region of an answer as all may know it; clang-format would lose the
 * clauses. */
/* clang-format off */
#define ELSEWHERE SQL( \
       AND CASE WHEN p.nameless_of IS NULL THEN COALESCE(r.title, :region) \
                WHEN LENGTH(p.nameless_of) = 0 THEN :region \
                ELSE p.nameless_of END <> :region) " "
/* clang-format on */

/* A reply of whoever wrote without a name counts as anybody's: that it did not
 * would tell whose it is. */
static const char sql_pick[] = SQL(
    SELECT p.number, COALESCE(c.replies, 0) AS replies
      FROM answers w
      JOIN posts p ON p.id = w.post_id
      JOIN people a ON a.id = p.author_id
      LEFT JOIN regions r ON r.id = a.region_id
      LEFT JOIN (SELECT x.reply_to AS number, COUNT(*) AS replies
                   FROM posts x
                   JOIN posts o ON o.thread_id = x.thread_id
                               AND o.number = x.reply_to
                  WHERE x.thread_id = :thread_id
                    AND (o.nameless_of IS NOT NULL
                         OR x.author_id <> o.author_id)
                  GROUP BY x.reply_to) c ON c.number = p.number
     WHERE w.question_id = :question_id
       AND p.author_id <> :person_id
       AND (a.may_log_in = 1 OR p.nameless_of IS NOT NULL)
       AND p.number NOT IN (SELECT own.reply_to
                              FROM posts own
                             WHERE own.thread_id = :thread_id
                               AND own.author_id = :person_id
                               AND own.reply_to IS NOT NULL)) " " ELSEWHERE SQL(
     ORDER BY replies, p.number
     LIMIT 1);

static const char sql_is_offered[] = SQL(
    SELECT 1
      FROM offers
     WHERE question_id = :question_id
       AND person_id = :person_id);

static const char sql_has_replied[] = SQL(
    SELECT 1
      FROM posts own
      JOIN posts p ON p.thread_id = own.thread_id
                  AND p.number = own.reply_to
      JOIN people a ON a.id = p.author_id
      LEFT JOIN regions r ON r.id = a.region_id
     WHERE own.thread_id = :thread_id
       AND own.author_id = :person_id
       AND p.number > 1) " " ELSEWHERE SQL(
     LIMIT 1);

static const char sql_add[] = SQL(
    INSERT INTO offers (question_id, person_id, offered_at)
    VALUES (:question_id, :person_id, :at)
        ON CONFLICT (question_id, person_id) DO NOTHING);

static const char sql_learners[] = SQL(
    SELECT COUNT(*)
      FROM answers w
     WHERE w.question_id = :question_id
       AND w.post_id IS NOT NULL
       AND EXISTS (SELECT 1
                     FROM members m
                    WHERE m.person_id = w.person_id
                      AND m.role = 'learner'));

enum status
offers_pick(struct store *store, const struct offer_asker *asker, int *number,
    int *replies)
{
    struct query *query = store_query(store, sql_pick);

    query_bind_id(query, ":question_id", asker->question_id);
    query_bind_id(query, ":thread_id", asker->thread_id);
    query_bind_id(query, ":person_id", asker->person_id);
    query_bind_text(query, ":region", asker->region);
    bool is_found = query_next(query);
    int found = is_found ? (int)query_int(query, 0) : 0;
    int count = is_found ? (int)query_int(query, 1) : 0;
    enum status status = query_end_found(query, is_found);

    if (status == STATUS_OK) {
        *number = found;
        *replies = count;
    }
    return status;
}

static enum status
has_row(struct query *query, bool *has)
{
    bool is_found = query_next(query);
    enum status status = query_end(query);

    if (status == STATUS_OK)
        *has = is_found;
    return status;
}

enum status
offers_is_done(struct store *store, const struct offer_asker *asker,
    bool *is_done)
{
    struct query *query = store_query(store, sql_is_offered);
    bool is_offered = false;

    query_bind_id(query, ":question_id", asker->question_id);
    query_bind_id(query, ":person_id", asker->person_id);
    enum status status = has_row(query, &is_offered);

    if (status != STATUS_OK || is_offered) {
        *is_done = is_offered;
        return status;
    }
    query = store_query(store, sql_has_replied);
    query_bind_id(query, ":thread_id", asker->thread_id);
    query_bind_id(query, ":person_id", asker->person_id);
    query_bind_text(query, ":region", asker->region);
    return has_row(query, is_done);
}

enum status
offers_add(struct store *store, int64_t question_id, int64_t person_id,
    int64_t at)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":question_id", question_id);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
offers_learners(struct store *store, int64_t question_id, int *count)
{
    struct query *query = store_query(store, sql_learners);

    query_bind_id(query, ":question_id", question_id);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;
    enum status status = query_end(query);

    if (status == STATUS_OK)
        *count = found;
    return status;
}
