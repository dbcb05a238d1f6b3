/* Pairs: one act in both stores. */

#include "store/pair.h"

#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/engine.h"

enum {
    TOKEN_BYTES = 33
};

static const char sql_note[] = SQL(
    INSERT INTO unfinished (token, statements)
    VALUES (lower(hex(randomblob(16))), :statements)
    RETURNING token);

static const char sql_mark[] = SQL(
    INSERT INTO finished (token)
    VALUES (:token));

static const char sql_is_marked[] = SQL(
    SELECT 1
      FROM finished
     WHERE token = :token);

static const char sql_unmark[] = SQL(
    DELETE FROM finished);

static const char sql_next[] = SQL(
    SELECT token, statements
      FROM unfinished
     WHERE token > :token
     ORDER BY token
     LIMIT 1);

static const char sql_statements[] = SQL(
    SELECT statements
      FROM unfinished
     WHERE token = :token);

static const char sql_done[] = SQL(
    DELETE FROM unfinished
     WHERE token = :token);

static const char sql_is_any[] = SQL(
    SELECT EXISTS (SELECT 1
                     FROM unfinished));

static enum status
run_with(struct store *store, const char *sql, const char *token)
{
    struct query *query = store_query(store, sql);

    query_bind_text(query, ":token", token);
    return query_run(query);
}

/* Hashes are among them. */
static void
statements_wipe(char *statements)
{
    if (statements != NULL)
        sodium_memzero(statements, strlen(statements));
    memory_release(statements);
}

static void
recorded_forget(struct store *secrets)
{
    secrets->is_recording = false;
    if (secrets->recorded.length > 0)
        sodium_memzero(secrets->recorded.bytes, secrets->recorded.length);
    text_clear(&secrets->recorded);
}

/* ---- What is left to do -------------------------------------------------- */

/* All of them or none; what cannot be done stays, for somebody to look at. */
static enum status
statements_run(struct store *secrets, const char *token, const char *statements)
{
    enum status status = engine_run(secrets, "SAVEPOINT half");

    if (status != STATUS_OK)
        return status;
    status = engine_run(secrets, statements);
    if (status == STATUS_OK)
        status = run_with(secrets, sql_done, token);
    if (status != STATUS_OK)
        log_error("pair.stuck", "token=%s reason=\"%s\"", token, reason());
    if (status != STATUS_OK)
        return engine_run(secrets, "ROLLBACK TO half; RELEASE half");
    return engine_run(secrets, "RELEASE half");
}

static enum status
find_next(struct store *secrets, char token[TOKEN_BYTES], char **statements)
{
    struct query *query = store_query(secrets, sql_next);

    query_bind_text(query, ":token", token);
    bool found = query_next(query);
    if (found) {
        query_copy(query, 0, token, TOKEN_BYTES);
        *statements = query_text(query, 1);
    }
    return query_end_found(query, found);
}

static enum status
is_marked(struct store *store, const char *token, bool *is)
{
    struct query *query = store_query(store, sql_is_marked);

    query_bind_text(query, ":token", token);
    *is = query_next(query);
    return query_end(query);
}

static enum status
find_any(struct store *secrets, bool *is_any)
{
    int64_t found = 0;
    enum status status = query_end_id(store_query(secrets, sql_is_any), &found);

    *is_any = found != 0;
    return status;
}

/* Both are begun: whoever put one of them down has ended, or waits for the
 * store and finds that it is gone. */
static enum status
settle(struct store *store, struct store *secrets)
{
    char token[TOKEN_BYTES] = "";
    char *statements = NULL;
    bool is_any = false;
    enum status status = find_next(secrets, token, &statements);

    while (status == STATUS_OK) {
        bool is = false;

        status = is_marked(store, token, &is);
        if (status == STATUS_OK && is)
            status = statements_run(secrets, token, statements);
        else if (status == STATUS_OK)
            status = run_with(secrets, sql_done, token);
        log_warning("pair.settled", "token=%s done=%d", token, is);
        statements_wipe(statements);
        statements = NULL;
        if (status == STATUS_OK)
            status = find_next(secrets, token, &statements);
    }
    if (status != STATUS_NOT_FOUND)
        return status;
    /* The mark of one that is stuck says that it counts. */
    status = find_any(secrets, &is_any);
    if (status != STATUS_OK || is_any)
        return status;
    return query_run(store_query(store, sql_unmark));
}

/* ---- Begin and end ------------------------------------------------------- */

static enum status
begin_both(struct store *store, struct store *secrets)
{
    enum status status = store_begin(store);

    if (status != STATUS_OK)
        return status;
    status = store_begin(secrets);
    if (status != STATUS_OK)
        store_rollback(store);
    return status;
}

enum status
pair_begin(struct store *store, struct store *secrets)
{
    bool is_nested = secrets->depth > 0;

    if ((store->depth > 0) != is_nested)
        return refuse(STATUS_FAILED, "one of a pair has begun by itself");
    enum status status = begin_both(store, secrets);
    if (status != STATUS_OK || is_nested)
        return status;
    status = settle(store, secrets);
    if (status == STATUS_OK)
        status = engine_run(secrets, "SAVEPOINT pair");
    if (status != STATUS_OK) {
        pair_rollback(store, secrets);
        return status;
    }
    recorded_forget(secrets);
    secrets->is_recording = true;
    store->changes_before = sqlite3_total_changes64(store->database);
    return STATUS_OK;
}

void
pair_rollback(struct store *store, struct store *secrets)
{
    store_rollback(secrets);
    store_rollback(store);
    if (secrets->depth == 0)
        recorded_forget(secrets);
}

static enum status
commit_nested(struct store *store, struct store *secrets)
{
    enum status status = store_commit(secrets);
    enum status other = store_commit(store);

    return status == STATUS_OK ? other : status;
}

/* What was done to the secrets becomes what is to be done. */
static enum status
put_down(struct store *secrets, char token[TOKEN_BYTES])
{
    enum status status = engine_run(secrets, "ROLLBACK TO pair");

    if (status != STATUS_OK)
        return status;
    struct query *query = store_query(secrets, sql_note);
    query_bind_text(query, ":statements", text_bytes(&secrets->recorded));
    while (query_next(query))
        query_copy(query, 0, token, TOKEN_BYTES);
    return query_end(query);
}

/* It is decided: where it fails, whoever comes next does it. */
static void
finish(struct store *secrets, const char *token)
{
    enum status status = store_begin(secrets);
    char *statements = NULL;

    if (status == STATUS_OK) {
        struct query *query = store_query(secrets, sql_statements);

        query_bind_text(query, ":token", token);
        if (query_next(query))
            statements = query_text(query, 0);
        status = query_end(query);
        if (status == STATUS_OK && statements != NULL)
            status = statements_run(secrets, token, statements);
        statements_wipe(statements);
        if (status == STATUS_OK)
            status = store_commit(secrets);
        else
            store_rollback(secrets);
    }
    if (status != STATUS_OK)
        log_error("pair.unfinished", "token=%s reason=\"%s\"", token, reason());
}

static enum status
commit_both(struct store *store, struct store *secrets)
{
    char token[TOKEN_BYTES] = "";
    enum status status = put_down(secrets, token);

    if (status != STATUS_OK) {
        pair_rollback(store, secrets);
        return status;
    }
    status = store_commit(secrets);
    if (status == STATUS_OK)
        status = run_with(store, sql_mark, token);
    if (status != STATUS_OK) {
        store_rollback(store);
        return status;
    }
    status = store_commit(store);
    if (status == STATUS_OK)
        finish(secrets, token);
    return status;
}

static enum status
commit(struct store *store, struct store *secrets)
{
    if (secrets->depth > 1)
        return commit_nested(store, secrets);
    if (store->has_failed || secrets->has_failed) {
        pair_rollback(store, secrets);
        return STATUS_FAILED;
    }

    secrets->is_recording = false;
    bool is_store_changed = sqlite3_total_changes64(store->database) !=
                            store->changes_before;
    bool is_pair = is_store_changed && secrets->recorded.length > 0;
    enum status status = STATUS_OK;
    if (is_pair) {
        status = commit_both(store, secrets);
    } else {
        /* What was settled counts in both. */
        status = store_commit(secrets);
        if (status == STATUS_OK)
            status = store_commit(store);
        else
            store_rollback(store);
    }
    recorded_forget(secrets);
    return status;
}

enum status
pair_end(struct store *store, struct store *secrets, enum status status)
{
    if (status == STATUS_OK)
        return commit(store, secrets);
    pair_rollback(store, secrets);
    return status;
}

void
pair_settle(struct store *store, struct store *secrets)
{
    bool is_any = false;
    enum status status = find_any(secrets, &is_any);

    if (status == STATUS_OK && is_any)
        status = pair_begin(store, secrets);
    if (status == STATUS_OK && is_any)
        status = commit(store, secrets);
    if (status != STATUS_OK)
        log_warning("pair.unsettled", "reason=\"%s\"", reason());
}
