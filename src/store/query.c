/* Queries: prepared statements that keep their first failure. */

#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/engine.h"
#include "store/store.h"

struct query {
    struct store *store;
    const char *sql;
    sqlite3_stmt *statement; /* NULL: it could not be prepared */
    enum status status;
    bool is_cached; /* kept by the store for its next use */
    bool is_used;   /* between store_query() and query_end() */
    bool has_begun;
    bool is_done;
};

static void
query_fail(struct query *query, int code)
{
    query->status = engine_fail(query->store, code, query->sql);
    if (query->store->depth > 0)
        query->store->has_failed = true;
}

static struct query *
query_cached(struct store *store, const char *sql)
{
    for (size_t i = 0; i < store->query_count; i++)
        if (store->queries[i]->sql == sql)
            return store->queries[i];
    return NULL;
}

static struct query *
query_new(struct store *store, const char *sql, bool is_cached)
{
    struct query *query = memory_new(sizeof *query);

    query->store = store;
    query->sql = sql;
    query->is_cached = is_cached;
    if (!is_cached)
        return query;

    store->queries = grow(store->queries, store->query_count + 1,
        sizeof(struct query *));
    store->queries[store->query_count++] = query;
    return query;
}

static void
query_free(struct query *query)
{
    sqlite3_finalize(query->statement);
    memory_release(query);
}

bool
engine_is_busy(const struct store *store)
{
    for (size_t i = 0; i < store->query_count; i++)
        if (store->queries[i]->is_used)
            return true;
    return false;
}

void
engine_forget_queries(struct store *store)
{
    for (size_t i = 0; i < store->query_count; i++)
        query_free(store->queries[i]);
    memory_free(store->queries);
    store->query_count = 0;
}

struct query *
store_query(struct store *store, const char *sql)
{
    struct query *query = query_cached(store, sql);

    if (query == NULL)
        query = query_new(store, sql, true);
    else if (query->is_used)
        query = query_new(store, sql, false);
    query->is_used = true;
    query->has_begun = false;
    query->is_done = false;
    query->status = STATUS_OK;
    if (query->statement != NULL)
        return query;

    unsigned how = query->is_cached ? SQLITE_PREPARE_PERSISTENT : 0;
    int code = sqlite3_prepare_v3(store->database, sql, -1, how,
        &query->statement, NULL);
    if (code != SQLITE_OK)
        query_fail(query, code);
    return query;
}

/* The parameter's number; 0 where the query has failed, now or before. */
static int
query_parameter(struct query *query, const char *name)
{
    if (query->status != STATUS_OK)
        return 0;

    int number = sqlite3_bind_parameter_index(query->statement, name);
    if (number == 0) {
        log_error("store.parameter", "name=%s in=\"%.60s\"", name, query->sql);
        query_fail(query, SQLITE_RANGE);
    }
    return number;
}

void
query_bind_id(struct query *query, const char *name, int64_t number)
{
    int parameter = query_parameter(query, name);

    if (parameter == 0)
        return;
    int code = sqlite3_bind_int64(query->statement, parameter, number);
    if (code != SQLITE_OK)
        query_fail(query, code);
}

void
query_bind_text(struct query *query, const char *name, const char *text)
{
    int parameter = query_parameter(query, name);

    if (parameter == 0)
        return;
    int code = sqlite3_bind_text(query->statement, parameter, text, -1,
        SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        query_fail(query, code);
}

void
query_bind_null(struct query *query, const char *name)
{
    int parameter = query_parameter(query, name);

    if (parameter == 0)
        return;
    int code = sqlite3_bind_null(query->statement, parameter);
    if (code != SQLITE_OK)
        query_fail(query, code);
}

/* SQLite rolls back by itself after some failures: what follows would then be
 * written one by one, outside any transaction. */
static bool
transaction_is_gone(const struct store *store)
{
    return store->depth > 0 && sqlite3_get_autocommit(store->database);
}

bool
query_next(struct query *query)
{
    if (query->status != STATUS_OK || query->is_done)
        return false;
    if (!query->has_begun && transaction_is_gone(query->store)) {
        query->status = refuse(STATUS_FAILED, "the transaction has failed");
        return false;
    }
    if (!query->has_begun && sqlite3_stmt_readonly(query->statement))
        engine_view_open(query->store);
    else if (!query->has_begun)
        engine_view_close(query->store);
    query->has_begun = true;

    int code = sqlite3_step(query->statement);
    if (code == SQLITE_ROW)
        return true;
    query->is_done = true;
    if (code != SQLITE_DONE)
        query_fail(query, code);
    return false;
}

int64_t
query_int(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

int
query_within(struct query *query, int column, int least, int most)
{
    int64_t number = query_int(query, column);

    if (number < least)
        return least;
    return number > most ? most : (int)number;
}

bool
query_is_null(struct query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

static const char *
query_column(struct query *query, int column)
{
    return (const char *)sqlite3_column_text(query->statement, column);
}

char *
query_text(struct query *query, int column)
{
    return memory_copy(query_column(query, column));
}

void
query_copy(struct query *query, int column, char *out, size_t size)
{
    const char *text = query_column(query, column);

    text_copy(out, size, text != NULL ? text : "");
}

/* With its values, as it can be run anew. */
static void
query_record(struct query *query)
{
    struct store *store = query->store;

    if (!store->is_recording || query->status != STATUS_OK ||
        !query->has_begun || sqlite3_stmt_readonly(query->statement))
        return;
    char *text = sqlite3_expanded_sql(query->statement);
    if (text == NULL) {
        query_fail(query, SQLITE_NOMEM);
        return;
    }
    text_add_format(&store->recorded, "%s;\n", text);
    sodium_memzero(text, strlen(text));
    sqlite3_free(text);
}

enum status
query_end(struct query *query)
{
    query_record(query);
    enum status status = query->status;

    if (query->statement != NULL) {
        sqlite3_reset(query->statement);
        sqlite3_clear_bindings(query->statement);
    }
    query->is_used = false;
    if (!query->is_cached)
        query_free(query);
    return status;
}

enum status
query_run(struct query *query)
{
    while (query_next(query))
        continue;
    return query_end(query);
}

enum status
query_end_found(struct query *query, bool found)
{
    enum status status = query_end(query);

    return status == STATUS_OK && !found ? STATUS_NOT_FOUND : status;
}

enum status
query_end_id(struct query *query, int64_t *id)
{
    int64_t given = 0;

    while (query_next(query))
        given = query_int(query, 0);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *id = given;
    return status;
}

int64_t
store_last_id(struct store *store)
{
    return sqlite3_last_insert_rowid(store->database);
}

int64_t
store_changes(struct store *store)
{
    return sqlite3_changes64(store->database);
}
