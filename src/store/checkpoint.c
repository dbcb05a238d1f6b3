/* Checkpoints: one process alone copies the log into the database. */

#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/engine.h"
#include "store/store.h"

static const char sql_integrity[] = SQL(PRAGMA integrity_check(1));
static const char sql_references[] = SQL(PRAGMA foreign_key_check);

static enum status
open_guard(struct store *store)
{
    if (store->guard != NULL)
        return STATUS_OK;

    int code = sqlite3_open_v2(store->path, &store->guard,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        sqlite3_close(store->guard);
        store->guard = NULL;
        return engine_fail(store, code, "the checkpoint's guard");
    }
    sqlite3_busy_timeout(store->guard, ENGINE_BUSY_MILLISECONDS);
    sqlite3_db_config(store->guard, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_exec(store->guard, "PRAGMA wal_autocheckpoint = 0", NULL, NULL,
        NULL);
    return STATUS_OK;
}

enum status
store_checkpoint(struct store *store)
{
    enum status status = open_guard(store);

    if (status != STATUS_OK)
        return status;
    int code = sqlite3_exec(store->guard, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return engine_fail(store, code, "BEGIN IMMEDIATE of the guard");

    code = sqlite3_wal_checkpoint_v2(store->database, NULL,
        SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    sqlite3_exec(store->guard, "ROLLBACK", NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK
                             : engine_fail(store, code, "checkpoint");
}

enum status
store_lock_checkpoints(const char *path, int *descriptor)
{
    int opened = -1;
    enum status status = engine_open_lock(path, ".checkpointer", &opened);

    if (status != STATUS_OK)
        return status;
    if (!engine_try_lock(opened)) {
        close(opened);
        return refuse(STATUS_AGAIN, "another process checkpoints %s", path);
    }
    *descriptor = opened;
    return STATUS_OK;
}

static enum status
check_integrity(struct store *store)
{
    struct query *query = store_query(store, sql_integrity);
    char *found = query_next(query) ? query_text(query, 0) : NULL;
    enum status status = query_end(query);

    if (status == STATUS_OK && !text_equals(found, "ok"))
        status = refuse(STATUS_INVALID, "%s is damaged: %s", store->path,
            found != NULL ? found : "no answer");
    memory_release(found);
    return status;
}

static enum status
check_references(struct store *store)
{
    struct query *query = store_query(store, sql_references);
    bool is_broken = query_next(query);
    char *table = is_broken ? query_text(query, 0) : NULL;
    char *parent = is_broken ? query_text(query, 2) : NULL;
    enum status status = query_end(query);

    if (status == STATUS_OK && is_broken)
        status = refuse(STATUS_INVALID,
            "%s: a row of %s names one of %s that is not there", store->path,
            table, parent);
    memory_release(table);
    memory_release(parent);
    return status;
}

enum status
store_check(struct store *store)
{
    enum status status = check_integrity(store);

    return status == STATUS_OK ? check_references(store) : status;
}
