/* Staging's end: what was made is put in its place. */

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/staging.h"

enum {
    WALK_DESCRIPTORS = 16
};

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

enum status
staging_sync_name(const char *path)
{
    struct text around = {0};
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        text_add(&around, ".");
    else
        text_add_bytes(&around, path,
            slash > path ? (size_t)(slash - path) : 1);
    int folder = open(text_bytes(&around), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = folder >= 0 && fsync(folder) == 0;
    int cause = errno;
    if (folder >= 0)
        close(folder);
    text_clear(&around);
    return is_synced ? STATUS_OK : staging_fail(path, cause);
}

static enum status
confirm(const struct staging *staging)
{
    enum status status = staging_sync_name(text_bytes(&staging->target));

    return status == STATUS_OK
               ? STATUS_OK
               : refuse(STATUS_FAILED,
                     "it is whole and in its place, but the disk did not "
                     "confirm its name: %s",
                     reason());
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
    return status == STATUS_OK ? confirm(staging) : status;
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
    return confirm(staging);
}
