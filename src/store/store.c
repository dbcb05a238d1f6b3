/* Store: opens and closes one connection, and its transactions. */

#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/engine.h"
#include "store/tokenizer.h"

enum {
    STORE_MARK = 0x48524d53,  /* "HRMS", SQLite's application_id */
    SECRETS_MARK = 0x48525343 /* "HRSC" */
};

/* Small, since every session has one of these; what it saves is in
 * architecture.md. The busy time comes first: the rest may have to wait. What
 * is deleted is overwritten: store_rewrite() tells what that leaves. A session
 * that was taken over may have written what no SQLite would: neither views and
 * triggers nor the sizes of cells are believed. */
static const char sql_settle[] = SQL(PRAGMA cache_size = 64; PRAGMA mmap_size = 0;
        PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
        PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 0;);

static const char sql_mark[] = SQL(PRAGMA application_id);
static const char sql_version[] = SQL(PRAGMA user_version);
static const char sql_tables[] = SQL(SELECT count(*) FROM sqlite_schema);
static const char sql_set_mark[] = "PRAGMA application_id = 0x48524d53";
static const char sql_set_secrets_mark[] = "PRAGMA application_id = 0x48525343";

static bool
is_secrets_path(const char *path)
{
    const char *slash = strrchr(path, '/');

    return strcmp(slash != NULL ? slash + 1 : path, "secrets.db") == 0;
}

/* SQLite itself would make the file with whatever the umask leaves. */
static enum status
make_file(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST)
        return STATUS_OK;
    if (file < 0)
        return refuse(STATUS_FAILED, "cannot make %s: %s", path,
            strerror(errno));
    close(file);
    return STATUS_OK;
}

static enum status
find_file(const char *path, enum store_use use)
{
    if (use == STORE_CREATE)
        return make_file(path);
    if (access(path, F_OK) != 0)
        return refuse(STATUS_NOT_FOUND, "no store at %s", path);
    return STATUS_OK;
}

/* No process of ours has threads, and nobody asks SQLite what it uses: counted
 * under a lock, that is a tenth of what a statement costs to prepare. */
static void
settle_library(void)
{
    static bool is_settled;

    if (is_settled)
        return;
    is_settled = true;
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Less is on disk than is promised, where a test says so: one that looks for
 * what a power cut takes must find that it does. */
static enum status
settle_for_tests(struct store *store)
{
#ifdef HOMEROOM_TEST_CLOCK
    const char *wanted = getenv("HOMEROOM_SYNCHRONOUS");

    if (wanted != NULL && text_equals(wanted, "normal"))
        return engine_run(store, "PRAGMA synchronous = NORMAL");
#endif
    (void)store;
    return STATUS_OK;
}

enum status
engine_connect(struct store *store)
{
    settle_library();
    int code = sqlite3_open_v2(store->path, &store->database,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (store->database == NULL)
        return refuse(STATUS_FAILED, "no memory to open %s", store->path);
    if (code != SQLITE_OK)
        return engine_fail(store, code, store->path);

    sqlite3_extended_result_codes(store->database, 1);
    sqlite3_busy_timeout(store->database, ENGINE_BUSY_MILLISECONDS);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_LOOKASIDE, NULL, 0, 0);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
        NULL);
    enum status status = engine_run(store, sql_settle);
    if (status == STATUS_OK)
        status = tokenizer_add(store);
    return status == STATUS_OK ? settle_for_tests(store) : status;
}

static enum status
refuse_file(const struct store *store)
{
    return refuse(STATUS_INVALID, "%s is no store of Homeroom's", store->path);
}

/* Whose file this is, before anything in it is changed. */
static enum status
identify(struct store *store, enum store_use use)
{
    int64_t mark = 0;
    int64_t version = 0;
    int64_t tables = 0;
    int newest = engine_newest(store, migrations);

    if (engine_number(store, sql_mark, &mark) != STATUS_OK ||
        engine_number(store, sql_version, &version) != STATUS_OK ||
        engine_number(store, sql_tables, &tables) != STATUS_OK)
        return refuse_file(store);

    bool is_empty = mark == 0 && version == 0 && tables == 0;
    if (is_empty && use == STORE_CREATE)
        return engine_run(store,
            store->is_secrets ? sql_set_secrets_mark : sql_set_mark);
    if (mark != (store->is_secrets ? SECRETS_MARK : STORE_MARK))
        return refuse_file(store);
    if (version > newest)
        return refuse(STATUS_INVALID,
            "%s is of version %" PRId64 ", this program knows up to %d",
            store->path, version, newest);
    if (version < newest && use != STORE_CREATE)
        return refuse(STATUS_CONFLICT,
            "%s is of version %" PRId64 ", this program needs %d: "
            "start the daemon once to bring it up",
            store->path, version, newest);
    return STATUS_OK;
}

/* WAL lasts in the file; the secrets stay one file that any program that may
 * read them can copy whole. */
static enum status
settle_journal(struct store *store)
{
    static const char sql_wal[] = "PRAGMA journal_mode = WAL";
    /* The last of a journal is that it goes: EXTRA has the folder on disk
     * before it is said to be gone, else a power cut brings it back. */
    static const char sql_delete[] = "PRAGMA journal_mode = DELETE;"
                                     "PRAGMA synchronous = EXTRA;";

    return engine_run(store, store->is_secrets ? sql_delete : sql_wal);
}

static enum status
open_all(struct store *store, enum store_use use)
{
    enum status status = find_file(store->path, use);

    if (status == STATUS_OK)
        status = engine_open_lock(store->path, ".lock", &store->lock);
    if (status == STATUS_OK)
        status = engine_lock(store->lock, true);
    if (status == STATUS_OK)
        status = engine_connect(store);
    if (status == STATUS_INVALID)
        status = refuse_file(store);
    if (status == STATUS_OK)
        status = identify(store, use);
    if (status == STATUS_OK)
        status = settle_journal(store);
    if (status == STATUS_OK && use == STORE_CREATE)
        status = engine_migrate(store, migrations);
    if (status == STATUS_OK && use == STORE_READ)
        status = engine_run(store, "PRAGMA query_only = ON");
    return status;
}

enum status
store_open(const char *path, enum store_use use, struct store **store)
{
    struct store *opened = memory_new(sizeof *opened);

    opened->path = memory_copy(path);
    opened->is_secrets = is_secrets_path(path);
    opened->only_reads = use == STORE_READ;
    opened->lock = -1;

    enum status status = open_all(opened, use);
    if (status == STATUS_OK)
        *store = opened;
    else
        store_close(opened);
    return status;
}

void
store_warm_up(void)
{
    settle_library();
    sqlite3_initialize();
}

void
store_close(struct store *store)
{
    if (store == NULL)
        return;
    engine_forget_queries(store);
    sqlite3_close(store->guard);
    sqlite3_close(store->database);
    if (store->lock >= 0)
        close(store->lock);
    text_clear(&store->recorded);
    memory_free(store->path);
    memory_release(store);
}

int
store_version(struct store *store)
{
    int64_t version = 0;

    if (engine_number(store, sql_version, &version) != STATUS_OK)
        return 0;
    return (int)version;
}

/* Some failures make SQLite roll back by itself. */
static void
roll_back(struct store *store)
{
    if (sqlite3_get_autocommit(store->database))
        return;
    if (engine_run(store, "ROLLBACK") != STATUS_OK)
        log_error("store.stuck", "path=%s", store->path);
}

void
engine_view_open(struct store *store)
{
    if (store->is_reading && !store->has_view && store->depth == 0)
        store->has_view = engine_run(store, "BEGIN") == STATUS_OK;
}

void
engine_view_close(struct store *store)
{
    if (!store->has_view)
        return;
    store->has_view = false;
    if (sqlite3_get_autocommit(store->database))
        return;
    if (engine_run(store, "COMMIT") != STATUS_OK)
        roll_back(store);
}

void
store_read_begin(struct store *store)
{
    store->is_reading = true;
}

void
store_read_end(struct store *store)
{
    store->is_reading = false;
    engine_view_close(store);
}

void
store_rest(struct store *store)
{
    if (store->depth > 0 || engine_is_busy(store))
        return;
    engine_view_close(store);
    engine_forget_queries(store);
    sqlite3_db_release_memory(store->database);
}

enum status
store_begin(struct store *store)
{
    if (store->depth == 0) {
        engine_view_close(store);
        store->has_failed = false;
        enum status status = engine_run(store, "BEGIN IMMEDIATE");
        if (status != STATUS_OK)
            return status;
    }
    store->depth++;
    return STATUS_OK;
}

enum status
store_commit(struct store *store)
{
    if (--store->depth > 0)
        return store->has_failed ? STATUS_FAILED : STATUS_OK;
    if (store->has_failed) {
        roll_back(store);
        return STATUS_FAILED;
    }

    enum status status = engine_run(store, "COMMIT");
    if (status != STATUS_OK)
        roll_back(store);
    return status;
}

void
store_rollback(struct store *store)
{
    store->has_failed = true;
    if (--store->depth == 0)
        roll_back(store);
}
