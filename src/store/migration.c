/* Migrations: bring a store to what this program knows, having it alone. */

#include "store/migration.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "store/engine.h"

static bool
is_of(const struct store *store, const struct migration *migration)
{
    const char *prefix = store->is_secrets ? "secrets_" : "store_";

    return text_starts(migration->name, prefix);
}

int
engine_newest(const struct store *store, const struct migration *list)
{
    int count = 0;

    for (; list->name != NULL; list++)
        if (is_of(store, list))
            count++;
    return count;
}

static enum status
write_copy(struct store *store, const char *path)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->database, "VACUUM INTO :path", -1,
        &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, path, -1, SQLITE_TRANSIENT);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? STATUS_OK
                               : engine_fail(store, code, "VACUUM INTO");
}

/* The copy is made without syncing; it must be on disk before the store is
 * changed. One that an earlier, interrupted try left is replaced. */
static enum status
keep_copy(struct store *store, int64_t version)
{
    struct text path = {0};

    text_add_format(&path, "%s.before-%" PRId64, store->path, version + 1);
    unlink(text_bytes(&path));
    int copy = open(text_bytes(&path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
        0600);
    enum status status = copy < 0 ? refuse(STATUS_FAILED, "cannot make %s",
                                        text_bytes(&path))
                                  : write_copy(store, text_bytes(&path));

    if (status == STATUS_OK && fsync(copy) != 0)
        status = refuse(STATUS_FAILED, "cannot write %s", text_bytes(&path));
    if (copy >= 0)
        close(copy);
    text_clear(&path);
    return status;
}

static enum status
run_one(struct store *store, const struct migration *migration, int version)
{
    char set_version[48];

    snprintf(set_version, sizeof set_version, "PRAGMA user_version = %d",
        version);
    enum status status = engine_run(store, "BEGIN IMMEDIATE");
    if (status != STATUS_OK)
        return status;

    status = engine_run(store, migration->sql);
    if (status == STATUS_OK)
        status = engine_run(store, set_version);
    if (status == STATUS_OK)
        status = engine_run(store, "COMMIT");
    if (status == STATUS_OK) {
        log_info("store.migrated", "path=%s to=%s", store->path,
            migration->name);
        return STATUS_OK;
    }

    if (!sqlite3_get_autocommit(store->database))
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return refuse(status, "migration %s of %s failed; nothing has changed",
        migration->name, store->path);
}

static enum status
run_due(struct store *store, const struct migration *list, int64_t version)
{
    enum status status = version > 0 ? keep_copy(store, version) : STATUS_OK;
    int number = 0;

    for (; list->name != NULL && status == STATUS_OK; list++)
        if (is_of(store, list) && ++number > version)
            status = run_one(store, list, number);
    return status;
}

enum status
engine_make(struct store *store, const struct migration *list)
{
    enum status status = STATUS_OK;

    for (; list->name != NULL && status == STATUS_OK; list++)
        if (is_of(store, list))
            status = engine_run(store, list->sql);
    return status;
}

enum status
engine_migrate(struct store *store, const struct migration *list)
{
    static const char sql_version[] = "PRAGMA user_version";
    struct flock none = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
    int64_t version = 0;

    enum status status = engine_number(store, sql_version, &version);
    if (status != STATUS_OK || version >= engine_newest(store, list))
        return status;

    /* Two that both held it shared would wait for each other. */
    fcntl(store->lock, F_OFD_SETLK, &none);
    if (engine_lock(store->lock, false) != STATUS_OK)
        return refuse(STATUS_CONFLICT,
            "%s must be brought from version %" PRId64
            " to %d, but another process has it open",
            store->path, version, engine_newest(store, list));

    status = engine_number(store, sql_version, &version);
    if (status == STATUS_OK)
        status = run_due(store, list, version);

    enum status shared = engine_lock(store->lock, true);
    return status != STATUS_OK ? status : shared;
}
