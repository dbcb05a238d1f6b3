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

#include "base/memory.h"

enum {
    FOLDER_MODE = 0700,
    FILE_MODE = 0600,
    NAME_BYTES_MOST = 200,
    WALK_DESCRIPTORS = 16
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

static void
remove_all(const char *folder)
{
    nftw(folder, remove_one, WALK_DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
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

/* The folder, locked; one that an earlier try left will do, unless it is to be
 * new. */
static enum status
hold_folder(struct staging *staging, bool is_new)
{
    const char *folder = text_bytes(&staging->folder);

    if (mkdir(folder, FOLDER_MODE) != 0 && (is_new || errno != EEXIST))
        return staging_fail(folder, errno);
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (opened < 0)
        return staging_fail(folder, errno);
    enum status status = STATUS_OK;
    if (!is_ours_alone(opened))
        status = refuse(STATUS_FORBIDDEN,
            "%s is there, and others may write in it: take it away first",
            folder);
    else if (flock(opened, LOCK_EX | LOCK_NB) != 0)
        status = refuse(STATUS_AGAIN, "%s is being made by another process",
            text_bytes(&staging->target));
    if (status == STATUS_OK)
        staging->descriptor = opened;
    else
        close(opened);
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
        remove_all(text_bytes(&staging->folder));
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
            status = staging_fail(way, errno);
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
    return *file >= 0 ? STATUS_OK : staging_fail(name, errno);
}

enum status
staging_write(int file, const char *name, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(file, bytes, count);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return staging_fail(name, errno);
        bytes += written;
        count -= (size_t)written;
    }
    return STATUS_OK;
}

/* ---- Placing ------------------------------------------------------------- */

static uid_t new_user;
static gid_t new_group;

static int
give_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return lchown(path, new_user, new_group) == 0 ? 0 : errno;
}

enum status
staging_give(const struct staging *staging, uid_t user, gid_t group)
{
    const char *folder = text_bytes(&staging->folder);

    new_user = user;
    new_group = group;
    int cause = nftw(folder, give_one, WALK_DESCRIPTORS, FTW_PHYS);
    return cause == 0 ? STATUS_OK : staging_fail(folder, cause);
}

/* The folder in which the target stands, so that its name is on disk too. */
static enum status
sync_around(const struct staging *staging)
{
    struct text around = {0};
    const char *target = text_bytes(&staging->target);
    const char *slash = strrchr(target, '/');

    text_add_bytes(&around, target,
        slash > target ? (size_t)(slash - target) : 1);
    int folder = open(text_bytes(&around), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = folder >= 0 && fsync(folder) == 0;
    int cause = errno;
    if (folder >= 0)
        close(folder);
    text_clear(&around);
    return is_synced ? STATUS_OK : staging_fail(target, cause);
}

static enum status
move(const char *from, const char *to, bool replaces)
{
    int moved = replaces
                    ? rename(from, to)
                    : renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

    if (moved != 0 && !replaces && (errno == EINVAL || errno == ENOSYS)) {
        /* Not every file system knows how; a link is as good. */
        moved = link(from, to);
        if (moved == 0)
            unlink(from);
    }
    return moved == 0 ? STATUS_OK : staging_fail(to, errno);
}

enum status
staging_place_file(struct staging *staging, const char *name, bool replaces)
{
    char *path = staging_path(staging, name);
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    enum status status = file >= 0 && fsync(file) == 0
                             ? STATUS_OK
                             : staging_fail(path, errno);

    if (file >= 0)
        close(file);
    if (status == STATUS_OK)
        status = move(path, text_bytes(&staging->target), replaces);
    memory_release(path);
    return status == STATUS_OK ? sync_around(staging) : status;
}

enum status
staging_place_folder(struct staging *staging)
{
    const char *target = text_bytes(&staging->target);

    if (syncfs(staging->descriptor) != 0)
        return staging_fail(text_bytes(&staging->folder), errno);
    if (rename(text_bytes(&staging->folder), target) != 0) {
        if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
            return refuse(STATUS_CONFLICT, "%s is not an empty folder", target);
        if (errno == EBUSY || errno == EXDEV)
            return refuse(STATUS_CONFLICT,
                "%s is where a file system is mounted: name a folder in it",
                target);
        return staging_fail(target, errno);
    }
    close(staging->descriptor);
    staging->descriptor = -1;
    return sync_around(staging);
}
