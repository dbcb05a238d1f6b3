/* Migrations: bring a store to what this program knows, having it alone. */

#include "store/migration.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/staging.h"
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

/* Made without syncing, so that is done at its end. */
static enum status
make_copy(struct store *store, const char *path)
{
    int copy = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (copy < 0)
        return refuse(STATUS_FAILED, "cannot make %s: %s", path,
            strerror(errno));
    enum status status = write_copy(store, path);
    if (status != STATUS_OK)
        status = refuse(status, "cannot write %s: %s", path, reason());
    else if (fsync(copy) != 0)
        status = refuse(STATUS_FAILED, "cannot write %s: %s", path,
            strerror(errno));
    close(copy);
    return status;
}

/* It must be on disk before the store is changed, and has its name when it is
 * whole. */
static enum status
keep_copy(struct store *store, int64_t version)
{
    struct text path = {0};
    struct text partial = {0};

    text_add_format(&path, "%s.before-%" PRId64, store->path, version + 1);
    text_add_format(&partial, "%s.partial", text_bytes(&path));
    unlink(text_bytes(&partial)); /* that a killed one left */
    enum status status = make_copy(store, text_bytes(&partial));
    if (status == STATUS_OK &&
        rename(text_bytes(&partial), text_bytes(&path)) != 0)
        status = refuse(STATUS_FAILED, "cannot make %s: %s", text_bytes(&path),
            strerror(errno));
    if (status == STATUS_OK)
        status = staging_sync_name(text_bytes(&path));
    else
        unlink(text_bytes(&partial));
    text_clear(&partial);
    text_clear(&path);
    return status;
}

static enum status
run_one(struct store *store, const struct migration *migration, int version)
{
    char set_version[48];

    snprintf(set_version, sizeof set_version, "PRAGMA user_version = %d",
        version);
    enum status status = engine_run(store, migration->sql);
    if (status == STATUS_OK)
        status = engine_run(store, set_version);
    if (status == STATUS_OK)
        return STATUS_OK;
    return refuse(status, "migration %s of %s failed, nothing has changed: %s",
        migration->name, store->path, reason());
}

static enum status
run_from(struct store *store, const struct migration *list, int64_t version)
{
    enum status status = engine_run(store, "BEGIN IMMEDIATE");
    int number = 0;

    for (; list->name != NULL && status == STATUS_OK; list++)
        if (is_of(store, list) && ++number > version)
            status = run_one(store, list, number);
    if (status == STATUS_OK)
        status = engine_run(store, "COMMIT");
    if (status != STATUS_OK && !sqlite3_get_autocommit(store->database))
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* All that are due or none: there is no program for a version between. */
static enum status
run_due(struct store *store, const struct migration *list, int64_t version)
{
    enum status status = version > 0 ? keep_copy(store, version) : STATUS_OK;

    if (status == STATUS_OK)
        status = run_from(store, list, version);
    if (status == STATUS_OK)
        log_info("store.migrated", "path=%s from=%lld to=%d", store->path,
            (long long)version, engine_newest(store, list));
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
    /* Another process may have done it meanwhile. */
    if (status == STATUS_OK && version < engine_newest(store, list))
        status = run_due(store, list, version);

    enum status shared = engine_lock(store->lock, true);
    return status != STATUS_OK ? status : shared;
}
