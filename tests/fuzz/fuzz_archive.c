/* Whatever comes as a backup: it is refused with its path and a reason, or
 * unpacked into what its manifest says and nothing else. */

#include "input.h"

#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>

#include "daemon/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    PATH_BYTES = 64,
    BLOCK = 512, /* tar's; a header's sum stands at SUM, its magic at MAGIC */
    SUM = 148,
    SUM_BYTES = 8,
    MAGIC = 257,
    DEPTH = 16
};

static char memory_folder[] = "/dev/shm/homeroom-fuzz-XXXXXX";
static char disk_folder[] = "/tmp/homeroom-fuzz-XXXXXX";
static char *folder;
static size_t files_found;

static void
remove_folder(void)
{
    rmdir(folder);
}

static void
make_folder(void)
{
    folder = mkdtemp(memory_folder);
    if (folder == NULL)
        folder = mkdtemp(disk_folder);
    require(folder != NULL);
    atexit(remove_folder);
}

/* Puts each header's own sum right, so that what is in it is looked at. */
static void
mend_sums(uint8_t *bytes, size_t size)
{
    for (size_t at = 0; at + BLOCK <= size; at += BLOCK) {
        uint8_t *header = bytes + at;
        unsigned sum = 0;

        if (memcmp(header + MAGIC, "ustar", 5) != 0)
            continue;
        memset(header + SUM, ' ', SUM_BYTES);
        for (size_t i = 0; i < BLOCK; i++)
            sum += header[i];
        snprintf((char *)header + SUM, SUM_BYTES - 1, "%06o", sum);
    }
}

static int
count_one(const char *path, const struct stat *about, int kind,
    struct FTW *where)
{
    (void)path;
    (void)where;
    require(kind == FTW_F || kind == FTW_D);
    if (kind == FTW_F) {
        files_found++;
        require((about->st_mode & 07777) == 0600);
    }
    return 0;
}

static void
check_unpacked(const struct staging *staging, const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->count; i++) {
        struct stat about;

        require(fstatat(staging->descriptor, manifest->files[i].name, &about,
                    AT_SYMLINK_NOFOLLOW) == 0);
        require(S_ISREG(about.st_mode));
        require(about.st_size == manifest->files[i].bytes);
    }
    files_found = 0;
    require(
        nftw(text_bytes(&staging->folder), count_one, DEPTH, FTW_PHYS) == 0);
    require(files_found == manifest->count);
}

static void
check_refused(const char *path)
{
    require(text_starts(reason(), path));
    require(strchr(reason(), '\n') == NULL);
}

static void
unpack(const char *path)
{
    char target[PATH_BYTES];
    struct staging staging;
    struct manifest manifest = {0};

    snprintf(target, sizeof target, "%s/site", folder);
    require(staging_open(target, &staging) == STATUS_OK);
    reason_clear();
    enum status status = archive_extract(path, &staging, &manifest);
    if (status == STATUS_OK) {
        check_unpacked(&staging, &manifest);
        manifest_clear(&manifest);
    } else if (status == STATUS_INVALID) {
        check_refused(path);
    } else {
        require(reason()[0] != '\0');
    }
    staging_close(&staging);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[INPUT_PATH_BYTES];

    if (folder == NULL)
        make_folder();
    uint8_t *bytes = malloc(size + 1);
    require(bytes != NULL);
    memcpy(bytes, data, size);
    mend_sums(bytes, size);
    int file = input_file(bytes, size, path);
    free(bytes);
    unpack(path);
    close(file);
    return 0;
}
