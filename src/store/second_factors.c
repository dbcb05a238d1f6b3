/* Second factors: an app's secret and recovery codes, in secrets.db. */

#include "store/second_factors.h"

#include "store/store.h"

static const char sql_find[] = SQL(
    SELECT secret, coalesce(confirmed_at, 0), last_step, misses, missed_at,
           coalesce(next_secret, :none), next_begun_at
      FROM second_factors
     WHERE person_id = :person_id);

static const char sql_begin[] = SQL(
    INSERT INTO second_factors (person_id, secret, begun_at)
    VALUES (:person_id, :secret, :now)
    ON CONFLICT (person_id) DO UPDATE
       SET secret = excluded.secret, begun_at = excluded.begun_at,
           misses = 0, missed_at = 0, last_step = 0
     WHERE confirmed_at IS NULL);

static const char sql_confirm[] = SQL(
    UPDATE second_factors
       SET confirmed_at = :now
     WHERE person_id = :person_id
       AND confirmed_at IS NULL);

static const char sql_begin_next[] = SQL(
    UPDATE second_factors
       SET next_secret = :secret, next_begun_at = :now
     WHERE person_id = :person_id
       AND confirmed_at IS NOT NULL);

static const char sql_take_next[] = SQL(
    UPDATE second_factors
       SET secret = next_secret, next_secret = NULL, begun_at = next_begun_at,
           confirmed_at = :now, last_step = :step, misses = 0,
           let_in_by = NULL
     WHERE person_id = :person_id
       AND next_secret IS NOT NULL);

static const char sql_use[] = SQL(
    UPDATE second_factors
       SET last_step = :step, misses = 0
     WHERE person_id = :person_id
       AND last_step < :step);

static const char sql_miss[] = SQL(
    UPDATE second_factors
       SET misses = CASE WHEN missed_at < :since THEN 1 ELSE misses + 1 END,
           missed_at = :now
     WHERE person_id = :person_id);

static const char sql_set_back[] = SQL(
    UPDATE second_factors
       SET missed_at = :now
     WHERE person_id = :person_id
       AND missed_at > :now);

static const char sql_remove[] = SQL(
    DELETE FROM second_factors
     WHERE person_id = :person_id);

static const char sql_add_code[] = SQL(
    INSERT INTO recovery_codes (person_id, digest, made_at)
    VALUES (:person_id, :digest, :now));

static const char sql_drop_codes[] = SQL(
    DELETE FROM recovery_codes
     WHERE person_id = :person_id);

static const char sql_use_code[] = SQL(
    DELETE FROM recovery_codes
     WHERE person_id = :person_id
       AND digest = :digest);

static const char sql_let_in[] = SQL(
    UPDATE second_factors
       SET let_in_by = :digest, let_in_at = :now
     WHERE person_id = :person_id);

static const char sql_use_let_in[] = SQL(
    UPDATE second_factors
       SET let_in_by = NULL
     WHERE person_id = :person_id
       AND let_in_by = :digest
       AND let_in_at BETWEEN :since AND :until);

static const char sql_count_codes[] = SQL(
    SELECT count(*)
      FROM recovery_codes
     WHERE person_id = :person_id);

/* Runs it; `none` where it changed no row. */
static enum status
run_or(struct store *secrets, struct query *query, enum status none)
{
    enum status status = query_run(query);

    return status == STATUS_OK && store_changes(secrets) == 0 ? none : status;
}

enum status
second_factors_find(struct store *secrets, int64_t person_id,
    struct second_factor *factor)
{
    struct query *query = store_query(secrets, sql_find);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":none", "");
    bool found = query_next(query);
    if (found) {
        *factor = (struct second_factor){
            .is_confirmed = query_int(query, 1) != 0,
            .confirmed_at = query_int(query, 1),
            .last_step = query_int(query, 2),
            .misses = (int)query_int(query, 3),
            .missed_at = query_int(query, 4),
            .next_begun_at = query_int(query, 6),
        };
        query_copy(query, 0, factor->secret, sizeof factor->secret);
        query_copy(query, 5, factor->next_secret, sizeof factor->next_secret);
    }
    return query_end_found(query, found);
}

enum status
second_factors_begin(struct store *secrets, int64_t person_id,
    const char *secret, int64_t now)
{
    struct query *query = store_query(secrets, sql_begin);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":secret", secret);
    query_bind_id(query, ":now", now);
    return run_or(secrets, query, STATUS_CONFLICT);
}

enum status
second_factors_confirm(struct store *secrets, int64_t person_id, int64_t now)
{
    struct query *query = store_query(secrets, sql_confirm);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":now", now);
    return run_or(secrets, query, STATUS_CONFLICT);
}

enum status
second_factors_begin_next(struct store *secrets, int64_t person_id,
    const char *secret, int64_t now)
{
    struct query *query = store_query(secrets, sql_begin_next);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":secret", secret);
    query_bind_id(query, ":now", now);
    return run_or(secrets, query, STATUS_CONFLICT);
}

enum status
second_factors_take_next(struct store *secrets, int64_t person_id, int64_t step,
    int64_t now)
{
    struct query *query = store_query(secrets, sql_take_next);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":step", step);
    query_bind_id(query, ":now", now);
    return run_or(secrets, query, STATUS_CONFLICT);
}

enum status
second_factors_use(struct store *secrets, int64_t person_id, int64_t step)
{
    struct query *query = store_query(secrets, sql_use);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":step", step);
    return run_or(secrets, query, STATUS_CONFLICT);
}

enum status
second_factors_miss(struct store *secrets, int64_t person_id, int64_t since,
    int64_t now)
{
    struct query *query = store_query(secrets, sql_miss);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":since", since);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
second_factors_find_at(struct store *secrets, int64_t person_id, int64_t now,
    struct second_factor *factor)
{
    struct query *query = store_query(secrets, sql_set_back);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":now", now);
    enum status status = query_run(query);
    return status == STATUS_OK ? second_factors_find(secrets, person_id, factor)
                               : status;
}

enum status
second_factors_drop_codes(struct store *secrets, int64_t person_id)
{
    struct query *query = store_query(secrets, sql_drop_codes);

    query_bind_id(query, ":person_id", person_id);
    return query_run(query);
}

enum status
second_factors_remove(struct store *secrets, int64_t person_id)
{
    enum status status = store_begin(secrets);

    if (status != STATUS_OK)
        return status;
    struct query *query = store_query(secrets, sql_remove);
    query_bind_id(query, ":person_id", person_id);
    status = run_or(secrets, query, STATUS_NOT_FOUND);
    if (status == STATUS_OK)
        status = second_factors_drop_codes(secrets, person_id);
    if (status == STATUS_OK)
        return store_commit(secrets);
    store_rollback(secrets);
    return status;
}

enum status
second_factors_add_code(struct store *secrets, int64_t person_id,
    const char *digest, int64_t now)
{
    struct query *query = store_query(secrets, sql_add_code);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":digest", digest);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
second_factors_use_code(struct store *secrets, int64_t person_id,
    const char *digest)
{
    struct query *query = store_query(secrets, sql_use_code);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":digest", digest);
    return run_or(secrets, query, STATUS_NOT_FOUND);
}

enum status
second_factors_let_in(struct store *secrets, int64_t person_id,
    const char *digest, int64_t now)
{
    struct query *query = store_query(secrets, sql_let_in);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":digest", digest);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
second_factors_use_let_in(struct store *secrets, int64_t person_id,
    const char *digest, int64_t since, int64_t until)
{
    struct query *query = store_query(secrets, sql_use_let_in);

    query_bind_id(query, ":person_id", person_id);
    query_bind_text(query, ":digest", digest);
    query_bind_id(query, ":since", since);
    query_bind_id(query, ":until", until);
    return run_or(secrets, query, STATUS_NOT_FOUND);
}

enum status
second_factors_count_codes(struct store *secrets, int64_t person_id, int *count)
{
    struct query *query = store_query(secrets, sql_count_codes);

    query_bind_id(query, ":person_id", person_id);
    if (query_next(query))
        *count = (int)query_int(query, 0);
    return query_end(query);
}
