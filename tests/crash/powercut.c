/* Loaded before libc, for tests alone: keeps what of the files under
 * HOMEROOM_CUT_FOLDER is on disk, and fails calls on them.
 *
 * A power cut. What was written and not synced is gone: at each fsync() and
 * fdatasync() the file's content goes into a file that all processes of the
 * daemon share, HOMEROOM_CUT_IMAGE, two halves a slot so that a process killed
 * in between leaves the old one. A name that was unlinked is back unless its
 * folder was synced since. The test kills everything, and makes the files of
 * what is in the image.
 *
 * Faults. The first words of the image say which call fails from its n-th on,
 * how often, and with which errno; counted over all processes. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SLOTS = 5,
    HALF_BYTES = 6 << 20,
    NAME_BYTES = 64,
    FILES_MOST = 1024
};

enum call {
    CALL_NONE,
    CALL_PWRITE,
    CALL_SYNC,
    CALL_TRUNCATE,
    CALL_OPEN
};

struct slot {
    char name[NAME_BYTES]; /* below the folder; "": free */
    _Atomic uint32_t half; /* which of the two is whole */
    _Atomic uint32_t is_on_disk;
    _Atomic uint32_t is_unlinked; /* and the folder was not synced since */
    uint32_t reserved;
    uint64_t size[2];
};

struct image {
    _Atomic uint32_t lock;
    _Atomic uint32_t is_recording;
    _Atomic int32_t call;  /* that fails */
    _Atomic int32_t after; /* so many of them pass */
    _Atomic int32_t times; /* then so many fail */
    _Atomic int32_t error;
    _Atomic int32_t failed; /* so many did */
    _Atomic int32_t synced;
    struct slot slots[SLOTS];
};

static struct image *image;
static char folder[256];
static size_t folder_length;
static int32_t slot_of[FILES_MOST]; /* slot + 1 by descriptor; -1: a folder */

static unsigned char *
half_of(int slot, unsigned half)
{
    return (unsigned char *)image + 65536 +
           ((size_t)slot * 2 + half) * HALF_BYTES;
}

__attribute__((constructor)) static void
begin(void)
{
    const char *path = getenv("HOMEROOM_CUT_IMAGE");
    const char *below = getenv("HOMEROOM_CUT_FOLDER");
    size_t size = 65536 + (size_t)SLOTS * 2 * HALF_BYTES;

    if (path == NULL || below == NULL || strlen(below) >= sizeof folder)
        return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0 || ftruncate(file, (off_t)size) != 0)
        abort();
    image = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (image == MAP_FAILED)
        abort();
    strcpy(folder, below);
    folder_length = strlen(folder);
}

#define NEXT(name)                 \
    static __typeof__(&name) next; \
    if (next == NULL)              \
    next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* A holder that was killed has it no longer than this. */
static void
hold(void)
{
    uint32_t free_ = 0;

    for (long tries = 0; tries < 50000000; tries++) {
        free_ = 0;
        if (atomic_compare_exchange_weak(&image->lock, &free_, 1))
            return;
    }
}

static void
let_go(void)
{
    atomic_store(&image->lock, 0);
}

static int
find_slot(const char *path)
{
    if (image == NULL || strncmp(path, folder, folder_length) != 0 ||
        path[folder_length] != '/')
        return -1;
    const char *name = path + folder_length + 1;
    size_t length = strlen(name);
    if (length >= NAME_BYTES || strstr(name, ".db") == NULL ||
        strstr(name, "-shm") != NULL || strstr(name, ".lock") != NULL ||
        strstr(name, ".checkpointer") != NULL)
        return -1;
    hold();
    int found = -1;
    for (int i = 0; i < SLOTS && found < 0; i++) {
        if (image->slots[i].name[0] == '\0')
            strcpy(image->slots[i].name, name);
        if (strcmp(image->slots[i].name, name) == 0)
            found = i;
    }
    let_go();
    return found;
}

static void
note_file(int file, const char *path)
{
    struct stat info;

    if (image == NULL || file < 0 || file >= FILES_MOST)
        return;
    slot_of[file] = 0;
    if (strncmp(path, folder, folder_length) != 0)
        return;
    int slot = find_slot(path);
    slot_of[file] = slot + 1;
    if (slot < 0 && fstat(file, &info) == 0 && S_ISDIR(info.st_mode))
        slot_of[file] = -1;
}

static int
slot_in(int file)
{
    return image != NULL && file >= 0 && file < FILES_MOST ? slot_of[file] : 0;
}

/* Whether this call is one that fails. */
static int
fails(enum call call)
{
    if (image == NULL || atomic_load(&image->call) != (int32_t)call)
        return 0;
    if (atomic_fetch_sub(&image->after, 1) > 0)
        return 0;
    if (atomic_fetch_sub(&image->times, 1) <= 0)
        return 0;
    atomic_fetch_add(&image->failed, 1);
    errno = atomic_load(&image->error);
    return 1;
}

/* ---- Syncing --------------------------------------------------------------
 */

static void
keep_file(int file, int number)
{
    struct slot *slot = &image->slots[number];
    uint64_t size = 0;
    ssize_t count;

    hold();
    unsigned half = 1 - atomic_load(&slot->half);
    unsigned char *at = half_of(number, half);
    while (size < HALF_BYTES &&
           (count = pread(file, at + size, HALF_BYTES - size, (off_t)size)) > 0)
        size += (uint64_t)count;
    slot->size[half] = size;
    atomic_store(&slot->half, half);
    atomic_store(&slot->is_on_disk, 1);
    atomic_store(&slot->is_unlinked, 0);
    atomic_fetch_add(&image->synced, 1);
    let_go();
}

static void
keep(int file)
{
    int slot = slot_in(file);

    if (slot == 0 || !atomic_load(&image->is_recording))
        return;
    if (slot > 0) {
        keep_file(file, slot - 1);
        return;
    }
    for (int i = 0; i < SLOTS; i++)
        if (atomic_exchange(&image->slots[i].is_unlinked, 0) == 1)
            atomic_store(&image->slots[i].is_on_disk, 0);
}

int
fsync(int file)
{
    NEXT(fsync);
    if (slot_in(file) > 0 && fails(CALL_SYNC))
        return -1;
    int done = next(file);
    if (done == 0)
        keep(file);
    return done;
}

int
fdatasync(int file)
{
    NEXT(fdatasync);
    if (slot_in(file) > 0 && fails(CALL_SYNC))
        return -1;
    int done = next(file);
    if (done == 0)
        keep(file);
    return done;
}

/* ---- Names ----------------------------------------------------------------
 */

int
unlink(const char *path)
{
    NEXT(unlink);
    int done = next(path);
    int slot = done == 0 ? find_slot(path) : -1;

    if (slot >= 0 && atomic_load(&image->slots[slot].is_on_disk))
        atomic_store(&image->slots[slot].is_unlinked, 1);
    return done;
}

#define OPEN_BODY(call)                                             \
    mode_t mode = 0;                                                \
    va_list more;                                                   \
    va_start(more, flags);                                          \
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) \
        mode = va_arg(more, mode_t);                                \
    va_end(more);                                                   \
    if (image != NULL && find_slot(path) >= 0 && fails(CALL_OPEN))  \
        return -1;                                                  \
    int file = call;                                                \
    note_file(file, path);                                          \
    return file

int
open(const char *path, int flags, ...)
{
    NEXT(open);
    OPEN_BODY(next(path, flags, mode));
}

int
open64(const char *path, int flags, ...)
{
    NEXT(open64);
    OPEN_BODY(next(path, flags, mode));
}

/* ---- Writing --------------------------------------------------------------
 */

ssize_t
pwrite(int file, const void *bytes, size_t count, off_t at)
{
    NEXT(pwrite);
    if (slot_in(file) > 0 && fails(CALL_PWRITE))
        return -1;
    return next(file, bytes, count, at);
}

ssize_t
pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    NEXT(pwrite64);
    if (slot_in(file) > 0 && fails(CALL_PWRITE))
        return -1;
    return next(file, bytes, count, at);
}

int
ftruncate(int file, off_t size)
{
    NEXT(ftruncate);
    if (slot_in(file) > 0 && fails(CALL_TRUNCATE))
        return -1;
    return next(file, size);
}

int
ftruncate64(int file, off64_t size)
{
    NEXT(ftruncate64);
    if (slot_in(file) > 0 && fails(CALL_TRUNCATE))
        return -1;
    return next(file, size);
}
