/* Checkpoints: one process alone copies the log into the database. */

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/asked_words.h"
#include "store/engine.h"
#include "store/store.h"

enum {
    LOG_HEADER_BYTES = 32,
    LOG_SALTS_AT = 16, /* new whenever the log begins anew */
    LOG_SALTS_BYTES = 8,
    LOG_SHORT_BYTES = LOG_HEADER_BYTES + 8 * (24 + 4096) /* 8 frames */
};

/* The log's file as it is now. */
struct log_mark {
    int64_t size;
    unsigned char salts[LOG_SALTS_BYTES];
};

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
    /* What it writes has no trigger of ours; one that was planted stays out. */
    sqlite3_db_config(store->guard, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->guard, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_exec(store->guard,
        "PRAGMA wal_autocheckpoint = 0; PRAGMA trusted_schema = OFF", NULL,
        NULL, NULL);
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

/* No lock of SQLite's is on the log, so that opening and closing it lets none
 * go. A log that is not there has nothing in it. */
static void
read_log(const struct store *store, struct log_mark *mark)
{
    struct text path = {0};
    struct stat info;

    *mark = (struct log_mark){0};
    text_add_format(&path, "%s-wal", store->path);
    int log = open(text_bytes(&path), O_RDONLY | O_CLOEXEC);
    text_clear(&path);
    if (log < 0)
        return;
    if (fstat(log, &info) == 0)
        mark->size = info.st_size;
    if (pread(log, mark->salts, sizeof mark->salts, LOG_SALTS_AT) !=
        (ssize_t)sizeof mark->salts)
        memset(mark->salts, 0, sizeof mark->salts);
    close(log);
}

/* The first write after all was copied begins the log anew, and whoever wants
 * none to be longer than it must be cuts it behind that write: SQLite's own
 * way, without a checkpoint that others could meet. */
static enum status
begin_log_anew(struct store *store)
{
    static const char sql_write[] = SQL(PRAGMA journal_size_limit = 0;
            BEGIN IMMEDIATE;
            UPDATE scrubs SET tries = tries + 1 WHERE done_at IS NULL;
            COMMIT;);
    int code = sqlite3_exec(store->guard, sql_write, NULL, NULL, NULL);

    if (code == SQLITE_OK)
        return STATUS_OK;
    enum status status = engine_fail(store, code, "beginning the log anew");
    if (!sqlite3_get_autocommit(store->guard))
        sqlite3_exec(store->guard, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum status
store_scrub(struct store *store)
{
    struct log_mark before;
    struct log_mark after;
    enum status status = store_checkpoint(store);

    if (status != STATUS_OK)
        return status;
    read_log(store, &before);
    status = begin_log_anew(store);
    if (status != STATUS_OK)
        return status;
    read_log(store, &after);
    bool is_new = memcmp(before.salts, after.salts, LOG_SALTS_BYTES) != 0;
    if (is_new && after.size <= LOG_SHORT_BYTES)
        return STATUS_OK;
    return refuse(STATUS_AGAIN, "the log of %s is in use", store->path);
}

/* What it needs besides lies beside the store, not wherever there is room. */
enum status
store_rewrite(struct store *store)
{
    const char *slash = strrchr(store->path, '/');
    int length = slash != NULL ? (int)(slash - store->path) : 1;

    engine_view_close(store);
    sqlite3_temp_directory = sqlite3_mprintf("%.*s", length,
        slash != NULL ? store->path : ".");
    enum status status = engine_run(store, "PRAGMA temp_store = FILE");
    if (status == STATUS_OK && !store->is_secrets)
        status = asked_words_rebuild(store);
    if (status == STATUS_OK)
        status = engine_run(store, "VACUUM");
    if (status == STATUS_OK)
        status = engine_run(store, "PRAGMA temp_store = MEMORY");
    sqlite3_free(sqlite3_temp_directory);
    sqlite3_temp_directory = NULL;
    return status;
}

const char *
store_path(const struct store *store)
{
    return store->path;
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
