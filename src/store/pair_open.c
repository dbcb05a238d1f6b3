/* Pairs: both stores opened, or made where neither is there. */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/staging.h"
#include "store/engine.h"
#include "store/pair.h"

enum {
    NOT_THERE = -1
};

static const char sql_any[] = SQL(
    SELECT 1 FROM people LIMIT 1);

static enum status
measure(const char *path, int64_t *bytes)
{
    struct stat info = {0};

    if (stat(path, &info) != 0 && errno != ENOENT && errno != ENOTDIR)
        return refuse(STATUS_FAILED, "%s: %s", path, strerror(errno));
    *bytes = info.st_nlink > 0 ? (int64_t)info.st_size : NOT_THERE;
    return STATUS_OK;
}

static enum status
refuse_half(const char *missing, const char *there)
{
    return refuse(STATUS_NOT_FOUND,
        "%s is missing, but %s is there: homeroom restore has both from a "
        "backup",
        missing, there);
}

/* One without the other is a folder that was not mounted, or a move half done.
 * Only the store may be beside nothing: see begin_secrets(). */
static enum status
check_pair(const char *path, const char *secrets_path)
{
    int64_t store = 0;
    int64_t secrets = 0;
    enum status status = measure(path, &store);

    if (status == STATUS_OK)
        status = measure(secrets_path, &secrets);
    if (status != STATUS_OK)
        return status;
    if (store > 0 && secrets == NOT_THERE)
        return refuse_half(secrets_path, path);
    if (secrets > 0 && store <= 0)
        return refuse_half(path, secrets_path);
    return STATUS_OK;
}

/* The file of the secrets is there, with nothing in it, before anything is in
 * the store, and gets something only after all is: so a pair whose making broke
 * off is told from one that has lost a half. */
static enum status
begin_secrets(const char *secrets_path)
{
    int file = open(secrets_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST)
        return STATUS_OK;
    if (file < 0)
        return refuse(STATUS_FAILED, "cannot make %s: %s", secrets_path,
            strerror(errno));
    close(file);
    return staging_sync_name(secrets_path);
}

/* People have their keys, so secrets with nothing in them are lost ones. */
static enum status
check_first(struct store *store, const char *secrets_path)
{
    int64_t bytes = 0;
    enum status status = measure(secrets_path, &bytes);

    if (status != STATUS_OK || bytes > 0)
        return status;
    struct query *query = store_query(store, sql_any);
    bool is_any = query_next(query);
    status = query_end(query);
    if (status == STATUS_OK && is_any)
        return refuse(STATUS_FAILED,
            "%s is empty, but people are in %s: homeroom restore has both "
            "from a backup",
            secrets_path, store_path(store));
    return status;
}

enum status
pair_open(const char *path, const char *secrets_path, struct store **store,
    struct store **secrets)
{
    enum status status = check_pair(path, secrets_path);

    if (status == STATUS_OK)
        status = begin_secrets(secrets_path);
    if (status == STATUS_OK)
        status = store_open(path, STORE_CREATE, store);
    if (status == STATUS_OK)
        status = check_first(*store, secrets_path);
    if (status == STATUS_OK)
        status = store_open(secrets_path, STORE_CREATE, secrets);
    return status;
}
