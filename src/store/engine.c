/* Engine: what SQLite says, as our statuses, and the lock files. */

#include "store/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"

struct outcome {
    enum status status;
    enum log_level level; /* conflicts are an answer, not a fault */
    const char *reason;   /* for a person */
};

/* By SQLite's primary code. */
static const struct {
    int code;
    struct outcome outcome;
} outcomes[] = {
    {SQLITE_BUSY,
        {STATUS_AGAIN, LOG_LEVEL_WARNING, "the store is busy, try again"}},
    {SQLITE_CONSTRAINT,
        {STATUS_CONFLICT, LOG_LEVEL_DEBUG,
            "it is there already, or what it belongs to is not"}},
    {SQLITE_FULL, {STATUS_FULL, LOG_LEVEL_ERROR, "the disk is full"}},
    {SQLITE_READONLY,
        {STATUS_FORBIDDEN, LOG_LEVEL_DEBUG, "the store may only be read here"}},
    {SQLITE_CORRUPT, {STATUS_FAILED, LOG_LEVEL_ERROR,
                         "the store is damaged: a backup is the way out"}},
    {SQLITE_NOTADB,
        {STATUS_INVALID, LOG_LEVEL_ERROR, "the store's file is no database"}},
};

/* What the disk says, whatever SQLite makes of it. */
static const struct {
    int cause; /* errno */
    struct outcome outcome;
} causes[] = {
    {ENOSPC, {STATUS_FULL, LOG_LEVEL_ERROR, "the disk is full"}},
    {EDQUOT, {STATUS_FULL, LOG_LEVEL_ERROR, "the disk is full"}},
    {EROFS,
        {STATUS_FULL, LOG_LEVEL_ERROR, "the disk can only be read just now"}},
    {EIO, {STATUS_FAILED, LOG_LEVEL_ERROR, "the disk fails"}},
};

static const struct outcome hindrance = {
    STATUS_AGAIN,
    LOG_LEVEL_WARNING,
    "the store could only be read just now, try again",
};

static const struct outcome fault = {
    STATUS_FAILED,
    LOG_LEVEL_ERROR,
    "the store failed; the log says how",
};

static const struct outcome *
outcome_for(int cause)
{
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (causes[i].cause == cause)
            return &causes[i].outcome;
    return NULL;
}

/* Writes a file without a name beside the store, and says what came of it: 0,
 * or errno. SQLite often remembers no cause, or that of its next try. */
static int
probe_disk(const struct store *store)
{
    static const char page[4096];
    struct text folder = {0};
    const char *slash = strrchr(store->path, '/');

    text_add_bytes(&folder, store->path,
        slash != NULL ? (size_t)(slash - store->path) + 1 : 0);
    int probe = open(slash != NULL ? text_bytes(&folder) : ".",
        O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    int cause = probe < 0 ? errno : 0;
    text_clear(&folder);
    if (probe < 0)
        return cause;
    if (pwrite(probe, page, sizeof page, 0) < 0 || fdatasync(probe) != 0)
        cause = errno;
    close(probe);
    return cause;
}

static const struct outcome *
outcome_of(const struct store *store, int code)
{
    int primary = code & 0xff;
    const struct outcome *outcome = NULL;

    if (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN)
        outcome = outcome_for(sqlite3_system_errno(store->database));
    /* SQLite opens a file for reading alone where it cannot do otherwise. */
    bool is_read_only = primary == SQLITE_READONLY && !store->only_reads;
    if (outcome == NULL &&
        (is_read_only || primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN))
        outcome = outcome_for(probe_disk(store));
    if (outcome == NULL && is_read_only)
        outcome = &hindrance;
    for (size_t i = 0;
         outcome == NULL && i < sizeof outcomes / sizeof *outcomes; i++)
        if (outcomes[i].code == primary)
            outcome = &outcomes[i].outcome;
    return outcome != NULL ? outcome : &fault;
}

enum status
engine_fail(struct store *store, int code, const char *what)
{
    const struct outcome *outcome = outcome_of(store, code);

    log_event(outcome->level, "store.failed",
        "path=%s code=%d message=\"%s\" in=\"%.60s\"", store->path, code,
        sqlite3_errmsg(store->database), what);
    return refuse(outcome->status, "%s", outcome->reason);
}

enum status
engine_run(struct store *store, const char *sql)
{
    int code = sqlite3_exec(store->database, sql, NULL, NULL, NULL);

    if (code == SQLITE_OK)
        return STATUS_OK;
    return engine_fail(store, code, sql);
}

enum status
engine_number(struct store *store, const char *sql, int64_t *number)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    if (code == SQLITE_ROW)
        return STATUS_OK;
    return engine_fail(store, code, sql);
}

enum status
engine_open_lock(const char *path, const char *suffix, int *descriptor)
{
    struct text name = {0};

    text_add(&name, path);
    text_add(&name, suffix);
    int opened = open(text_bytes(&name),
        O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    int cause = errno;

    /* Where nothing can be written, reading goes on: it may be shared. */
    if (opened < 0 && (cause == EROFS || cause == ENOSPC))
        opened = open(text_bytes(&name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (opened < 0)
        log_error("store.failed", "path=%s cause=\"%s\"", text_bytes(&name),
            strerror(cause));
    text_clear(&name);
    if (opened < 0)
        return refuse(STATUS_FAILED, "cannot open %s%s: %s", path, suffix,
            strerror(cause));
    *descriptor = opened;
    return STATUS_OK;
}

bool
engine_try_lock(int descriptor)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    return fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

enum status
engine_lock(int descriptor, bool is_shared)
{
    static const struct timespec pause = {.tv_nsec = 20000000};
    struct flock lock = {
        .l_type = is_shared ? F_RDLCK : F_WRLCK,
        .l_whence = SEEK_SET,
    };
    int64_t patience_ends = clock_ticks() + ENGINE_BUSY_MILLISECONDS;

    while (fcntl(descriptor, F_OFD_SETLK, &lock) != 0) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR)
            return refuse(STATUS_FAILED, "cannot lock the store: %s",
                strerror(errno));
        if (clock_ticks() >= patience_ends)
            return refuse(STATUS_AGAIN, "the store is in use elsewhere");
        nanosleep(&pause, NULL);
    }
    return STATUS_OK;
}
