/* Staging: things are made beside their place, and put there whole. */

#include "base/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"

enum {
    FOLDER_MODE = 0700,
    FILE_MODE = 0600,
    NAME_BYTES_MOST = 200,
    WALK_DESCRIPTORS = 16,
    TRIES_MOST = 3
};

enum status
staging_fail(const char *path, int cause)
{
    static const struct {
        int cause;
        enum status status;
        const char *words;
    } known[] = {
        {ENOSPC, STATUS_FULL, "there is no room on the disk"},
        {EDQUOT, STATUS_FULL, "there is no room left for this user"},
        {EROFS, STATUS_FORBIDDEN, "the file system is read-only"},
        {EACCES, STATUS_FORBIDDEN, "not allowed"},
        {EPERM, STATUS_FORBIDDEN, "not allowed"},
        {ENOENT, STATUS_NOT_FOUND, "no such file or folder"},
        {EEXIST, STATUS_CONFLICT, "it is there already"},
        {ELOOP, STATUS_FORBIDDEN, "it is a link"},
        {EISDIR, STATUS_INVALID, "it is a folder"},
        {ENOTDIR, STATUS_INVALID, "it is no folder"},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].cause == cause)
            return refuse(known[i].status, "%s: %s", path, known[i].words);
    return refuse(STATUS_FAILED, "%s: %s", path, strerror(cause));
}

enum status
staging_fail_in(const struct staging *staging, const char *name, int cause)
{
    char *path = staging_path(staging, name);
    enum status status = staging_fail(path, cause);

    memory_release(path);
    return status;
}

/* ---- Where --------------------------------------------------------------- */

/* Splits into the folder, with its links resolved, and the last name. */
static enum status
resolve(const char *target, struct text *folder, struct text *name)
{
    size_t length = strlen(target);

    while (length > 1 && target[length - 1] == '/')
        length--;
    char *path = strndup(target, length);
    char *slash = path != NULL ? strrchr(path, '/') : NULL;
    const char *last = slash != NULL ? slash + 1 : path;
    bool is_name = last != NULL && last[0] != '\0' && !text_equals(last, ".") &&
                   !text_equals(last, "..") && strlen(last) < NAME_BYTES_MOST;

    if (is_name)
        text_add(name, last);
    if (slash != NULL)
        slash[slash == path ? 1 : 0] = '\0';
    char *found = is_name ? realpath(slash != NULL ? path : ".", NULL) : NULL;
    int cause = errno;
    enum status status = STATUS_OK;
    if (!is_name)
        status = refuse(STATUS_INVALID, "%.80s: not a name for it", target);
    else if (found == NULL)
        status = staging_fail(path, cause);
    else
        text_add(folder, text_equals(found, "/") ? "" : found);
    free(found);
    free(path);
    return status;
}

/* ---- Taking away --------------------------------------------------------- */

static int
remove_one(const char *path, const struct stat *info, int kind,
    struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

/* What could not be taken away may have been hindered for a moment only. */
static bool
remove_all(const char *folder)
{
    for (int tries = 0; tries < TRIES_MOST; tries++) {
        nftw(folder, remove_one, WALK_DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
        if (access(folder, F_OK) != 0 && errno == ENOENT)
            return true;
    }
    return false;
}

/* Copies of what is secret may be in it. */
static void
tell_left(const struct staging *staging)
{
    log_error("left", "path=%s reason=\"%s\"", text_bytes(&staging->folder),
        "it could not be taken away: do so, secrets may be in it");
}

/* ---- Making -------------------------------------------------------------- */

/* One that others may change would have us write where they like. */
static bool
is_ours_alone(int folder)
{
    struct stat info;

    return fstat(folder, &info) == 0 && info.st_uid == geteuid() &&
           (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

static enum status
lock_folder(const struct staging *staging, int opened)
{
    const char *folder = text_bytes(&staging->folder);

    if (!is_ours_alone(opened))
        return refuse(STATUS_FORBIDDEN,
            "%s is there, and others may write in it: take it away first",
            folder);
    if (flock(opened, LOCK_EX | LOCK_NB) == 0)
        return STATUS_OK;
    return errno == EWOULDBLOCK
               ? refuse(STATUS_AGAIN, "%s is being made by another process",
                     text_bytes(&staging->target))
               : staging_fail(folder, errno);
}

/* The folder, locked; one that an earlier try left will do, unless it is to be
 * new. */
static enum status
hold_folder(struct staging *staging, bool is_new)
{
    const char *folder = text_bytes(&staging->folder);
    bool is_made = mkdir(folder, FOLDER_MODE) == 0;

    if (!is_made && (is_new || errno != EEXIST))
        return staging_fail(folder, errno);
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    enum status status = opened >= 0 ? lock_folder(staging, opened)
                                     : staging_fail(folder, errno);
    if (status == STATUS_OK)
        staging->descriptor = opened;
    else if (opened >= 0)
        close(opened);
    if (status != STATUS_OK && status != STATUS_AGAIN && is_made &&
        rmdir(folder) != 0)
        tell_left(staging);
    return status;
}

/* What an interrupted try left goes, its folder with it: a new one is surely
 * ours alone. */
static enum status
make_folder(struct staging *staging)
{
    enum status status = hold_folder(staging, false);

    if (status != STATUS_OK)
        return status;
    remove_all(text_bytes(&staging->folder));
    close(staging->descriptor);
    staging->descriptor = -1;
    return hold_folder(staging, true);
}

enum status
staging_open(const char *target, struct staging *staging)
{
    struct text folder = {0};
    struct text name = {0};

    *staging = (struct staging){.descriptor = -1};
    enum status status = resolve(target, &folder, &name);
    if (status == STATUS_OK) {
        text_add_format(&staging->target, "%s/%s", text_bytes(&folder),
            text_bytes(&name));
        text_add_format(&staging->folder, "%s/.%s.partial", text_bytes(&folder),
            text_bytes(&name));
        status = make_folder(staging);
    }
    text_clear(&folder);
    text_clear(&name);
    return status;
}

void
staging_close(struct staging *staging)
{
    if (staging->descriptor >= 0) {
        if (!remove_all(text_bytes(&staging->folder)))
            tell_left(staging);
        close(staging->descriptor);
    }
    text_clear(&staging->folder);
    text_clear(&staging->target);
    *staging = (struct staging){.descriptor = -1};
}

char *
staging_path(const struct staging *staging, const char *name)
{
    struct text path = {0};

    text_add_format(&path, "%s/%s", text_bytes(&staging->folder), name);
    return text_take(&path);
}

bool
staging_name_is_safe(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
    size_t length = strlen(name);

    if (length == 0 || length > NAME_BYTES_MOST ||
        strspn(name, letters) != length || name[length - 1] == '/')
        return false;
    for (size_t i = 0; i < length; i++)
        if ((i == 0 || name[i - 1] == '/') &&
            (name[i] == '.' || name[i] == '/'))
            return false;
    return true;
}

/* Each folder that the name goes through. */
static enum status
make_way(const struct staging *staging, const char *name)
{
    enum status status = STATUS_OK;
    char *way = memory_copy(name);

    for (char *slash = strchr(way, '/'); slash != NULL && status == STATUS_OK;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(staging->descriptor, way, FOLDER_MODE) != 0 &&
            errno != EEXIST)
            status = staging_fail_in(staging, way, errno);
        *slash = '/';
    }
    memory_release(way);
    return status;
}

enum status
staging_make(const struct staging *staging, const char *name, int *file)
{
    if (!staging_name_is_safe(name))
        return refuse(STATUS_INVALID, "%.80s: not a name in it", name);
    enum status status = make_way(staging, name);
    if (status != STATUS_OK)
        return status;
    *file = openat(staging->descriptor, name,
        O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    return *file >= 0 ? STATUS_OK : staging_fail_in(staging, name, errno);
}

enum status
staging_write(const struct staging *staging, const char *name, int file,
    const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(file, bytes, count);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return staging_fail_in(staging, name, errno);
        bytes += written;
        count -= (size_t)written;
    }
    return STATUS_OK;
}
