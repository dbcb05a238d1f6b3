/* Copies: both stores as they were at one instant, page by page. */

#include "store/copies.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/audit_chain.h"
#include "store/engine.h"

enum {
    MICROSECONDS = 1000000,
    NANOSECONDS = 1000,
    PAGES_A_STEP = 1024
};

/* Two connections a store: what holds the write lock may not be copied from. */
struct copying {
    struct store *holder;
    struct store *view;
    struct store *secrets_holder;
    struct store *secrets_view;
};

static int64_t
microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * (int64_t)MICROSECONDS + now.tv_nsec / NANOSECONDS;
}

static enum status
open_all(const struct copies *of, struct copying *copying)
{
    enum status status = store_open(of->store, STORE_WRITE, &copying->holder);

    if (status == STATUS_OK)
        status = store_open(of->store, STORE_READ, &copying->view);
    if (status == STATUS_OK)
        status = store_open(of->secrets, STORE_WRITE, &copying->secrets_holder);
    if (status == STATUS_OK)
        status = store_open(of->secrets, STORE_READ, &copying->secrets_view);
    return status;
}

static void
close_all(struct copying *copying)
{
    store_close(copying->secrets_view);
    store_close(copying->secrets_holder);
    store_close(copying->view);
    store_close(copying->holder);
}

/* A view begins with the first read in it. */
static enum status
open_view(struct store *store)
{
    static const char sql_anything[] = SQL(SELECT count(*) FROM sqlite_schema);
    int64_t tables = 0;
    enum status status = engine_run(store, "BEGIN");

    if (status == STATUS_OK)
        status = engine_number(store, sql_anything, &tables);
    return status;
}

/* The instant: both are held, and seen. */
static enum status
open_views(struct copying *copying, int64_t *held)
{
    enum status status = store_begin(copying->holder);

    if (status != STATUS_OK)
        return status;
    int64_t began = microseconds();
    status = store_begin(copying->secrets_holder);
    if (status == STATUS_OK) {
        status = open_view(copying->view);
        if (status == STATUS_OK)
            status = open_view(copying->secrets_view);
        store_rollback(copying->secrets_holder);
    }
    store_rollback(copying->holder);
    *held = microseconds() - began;
    return status;
}

static enum status
close_view(struct store *store)
{
    return engine_run(store, "COMMIT");
}

static enum status
copy_pages(struct store *view, sqlite3 *copy)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", view->database,
        "main");
    int code = SQLITE_OK;

    if (backup == NULL)
        return refuse(STATUS_FAILED, "%s cannot be copied: %s", view->path,
            sqlite3_errmsg(copy));
    while (code == SQLITE_OK)
        code = sqlite3_backup_step(backup, PAGES_A_STEP);
    sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE)
        return STATUS_OK;
    bool is_full = (code & 0xff) == SQLITE_FULL || errno == ENOSPC ||
                   errno == EDQUOT;
    return refuse(is_full ? STATUS_FULL : STATUS_FAILED,
        is_full ? "there is no room for a copy of %s"
                : "%s could not be copied",
        view->path);
}

static enum status
sync_file(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool is_synced = file >= 0 && fsync(file) == 0;
    int cause = errno;

    if (file >= 0)
        close(file);
    return is_synced ? STATUS_OK
                     : refuse(STATUS_FAILED, "%s: %s", path, strerror(cause));
}

/* Into a file that is thrown away unless all goes well: no journal, and one
 * sync at its end. */
static enum status
copy_store(struct store *view, const char *path)
{
    static const char settle[] = "PRAGMA journal_mode = OFF;"
                                 "PRAGMA synchronous = OFF;"
                                 "PRAGMA wal_autocheckpoint = 0;";
    sqlite3 *copy = NULL;
    enum status status = STATUS_OK;
    int code = sqlite3_open_v2(path, &copy,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX,
        NULL);

    if (code == SQLITE_OK)
        code = sqlite3_exec(copy, settle, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        status = refuse(STATUS_FAILED, "%s: %s", path, sqlite3_errstr(code));
    errno = 0;
    if (status == STATUS_OK)
        status = copy_pages(view, copy);
    sqlite3_close(copy);
    return status == STATUS_OK ? sync_file(path) : status;
}

/* The secrets first, since they are held meanwhile. */
static enum status
copy_all(struct copying *copying, const struct copies *to,
    struct copied *copied)
{
    copied->store_version = store_version(copying->view);
    copied->secrets_version = store_version(copying->secrets_view);
    enum status status = copy_store(copying->secrets_view, to->secrets);

    if (status == STATUS_OK)
        status = close_view(copying->secrets_view);
    if (status == STATUS_OK)
        status = audit_chain_head(copying->view, &copied->record);
    if (status == STATUS_OK)
        status = copy_store(copying->view, to->store);
    if (status == STATUS_OK)
        status = close_view(copying->view);
    return status;
}

enum status
copies_make(const struct copies *of, const struct copies *to,
    struct copied *copied)
{
    struct copying copying = {0};
    enum status status = open_all(of, &copying);

    *copied = (struct copied){0};
    if (status == STATUS_OK)
        status = open_views(&copying, &copied->held_microseconds);
    if (status == STATUS_OK)
        status = copy_all(&copying, to, copied);
    close_all(&copying);
    return status;
}
