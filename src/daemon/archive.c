/* Archive: a backup's one file, the only one here that knows libarchive. */

#include "daemon/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    CHUNK_BYTES = 65536,
    BLOCK_BYTES = 10240, /* tar's own */
    FILE_MODE = 0600,
    NO_SUCH_FORM = EILSEQ /* libarchive's, for what is no archive it knows */
};

static char chunk[CHUNK_BYTES];

/* ---- Hashes -------------------------------------------------------------- */

struct hash {
    crypto_generichash_state state;
};

static void
hash_begin(struct hash *hash)
{
    crypto_generichash_init(&hash->state, NULL, 0, crypto_generichash_BYTES);
}

static void
hash_add(struct hash *hash, const char *bytes, size_t count)
{
    crypto_generichash_update(&hash->state, (const unsigned char *)bytes,
        count);
}

static void
hash_end(struct hash *hash, char told[ACT_HASH_BYTES])
{
    unsigned char bytes[crypto_generichash_BYTES];

    crypto_generichash_final(&hash->state, bytes, sizeof bytes);
    sodium_bin2hex(told, ACT_HASH_BYTES, bytes, sizeof bytes);
}

/* ---- Writing ------------------------------------------------------------- */

struct writing {
    struct archive *archive;
    const struct staging *staging;
    const char *name; /* of the archive, in the staging folder */
    const struct manifest *manifest;
};

static enum status
fail(const struct writing *writing)
{
    int cause = archive_errno(writing->archive);

    if (cause > 0)
        return staging_fail_in(writing->staging, writing->name, cause);
    return refuse(STATUS_FAILED, "%s: %s",
        text_bytes(&writing->staging->target),
        archive_error_string(writing->archive));
}

/* A row of the manifest from the file itself. */
static enum status
measure(const struct staging *staging, struct manifest_file *file)
{
    int opened = openat(staging->descriptor, file->name,
        O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    struct hash hash;
    ssize_t count = 0;

    if (opened < 0)
        return staging_fail_in(staging, file->name, errno);
    hash_begin(&hash);
    file->bytes = 0;
    while ((count = read(opened, chunk, sizeof chunk)) > 0) {
        hash_add(&hash, chunk, (size_t)count);
        file->bytes += count;
    }
    int cause = errno;
    close(opened);
    hash_end(&hash, file->hash);
    return count == 0 ? STATUS_OK : staging_fail_in(staging, file->name, cause);
}

static enum status
begin_file(const struct writing *writing, const struct manifest_file *file)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, file->name);
    archive_entry_set_size(entry, file->bytes);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, FILE_MODE);
    archive_entry_set_mtime(entry, writing->manifest->made_at, 0);
    int code = archive_write_header(writing->archive, entry);
    archive_entry_free(entry);
    return code == ARCHIVE_OK ? STATUS_OK : fail(writing);
}

static enum status
write_bytes(const struct writing *writing, const char *bytes, size_t count)
{
    while (count > 0) {
        la_ssize_t written = archive_write_data(writing->archive, bytes, count);

        if (written <= 0)
            return fail(writing);
        bytes += written;
        count -= (size_t)written;
    }
    return STATUS_OK;
}

static enum status
write_manifest(const struct writing *writing)
{
    struct manifest_file file = {.name = MANIFEST_NAME};
    struct text told = {0};

    manifest_tell(writing->manifest, &told);
    file.bytes = (int64_t)told.length;
    enum status status = begin_file(writing, &file);
    if (status == STATUS_OK)
        status = write_bytes(writing, told.bytes, told.length);
    text_clear(&told);
    return status;
}

static enum status
write_file(const struct writing *writing, const struct manifest_file *file)
{
    const struct staging *staging = writing->staging;
    int opened = openat(staging->descriptor, file->name,
        O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t count = 0;

    if (opened < 0)
        return staging_fail_in(staging, file->name, errno);
    enum status status = begin_file(writing, file);
    while (
        status == STATUS_OK && (count = read(opened, chunk, sizeof chunk)) > 0)
        status = write_bytes(writing, chunk, (size_t)count);
    if (count < 0)
        status = staging_fail_in(staging, file->name, errno);
    close(opened);
    return status;
}

static enum status
write_all(const struct writing *writing, int file)
{
    struct archive *archive = writing->archive;
    const struct manifest *manifest = writing->manifest;
    enum status status = STATUS_OK;

    archive_write_set_format_pax_restricted(archive);
    archive_write_add_filter_none(archive);
    if (archive_write_open_fd(archive, file) != ARCHIVE_OK)
        return fail(writing);
    status = write_manifest(writing);
    for (size_t i = 0; i < manifest->count && status == STATUS_OK; i++)
        status = write_file(writing, &manifest->files[i]);
    if (status == STATUS_OK && archive_write_close(archive) != ARCHIVE_OK)
        status = fail(writing);
    return status;
}

enum status
archive_write(const struct staging *staging, const char *name,
    struct manifest *manifest)
{
    enum status status = STATUS_OK;
    int file = -1;

    for (size_t i = 0; i < manifest->count && status == STATUS_OK; i++)
        status = measure(staging, &manifest->files[i]);
    if (status == STATUS_OK)
        status = staging_make(staging, name, &file);
    if (status != STATUS_OK)
        return status;
    const struct writing writing = {
        .archive = archive_write_new(),
        .staging = staging,
        .name = name,
        .manifest = manifest,
    };
    status = write_all(&writing, file);
    archive_write_free(writing.archive);
    close(file);
    return status;
}

/* ---- Reading ------------------------------------------------------------- */

struct reading {
    const char *path;
    struct archive *archive;
    struct archive_entry *entry; /* borrowed: where reading has come to */
};

static enum status
refuse_it(const struct reading *reading, const char *why)
{
    return refuse(STATUS_INVALID, "%s: %s", reading->path, why);
}

/* Tar and nothing else: less of a large library meets what may be anything. */
static enum status
open_archive(const char *path, struct reading *reading)
{
    *reading = (struct reading){
        .path = path,
        .archive = archive_read_new(),
    };
    archive_read_support_format_tar(reading->archive);
    int code = archive_read_open_filename(reading->archive, path, BLOCK_BYTES);
    if (code == ARCHIVE_OK)
        return STATUS_OK;
    int cause = archive_errno(reading->archive);
    return cause > 0 && cause != NO_SUCH_FORM
               ? staging_fail(path, cause)
               : refuse_it(reading, "it is no backup of Homeroom's");
}

/* The next of its files, which must be a plain one of this name. */
static enum status
next_file(struct reading *reading, const char *name)
{
    int code = archive_read_next_header(reading->archive, &reading->entry);

    if (code == ARCHIVE_EOF && text_equals(name, MANIFEST_NAME))
        return refuse_it(reading, "there is no backup of Homeroom's in it");
    if (code == ARCHIVE_EOF)
        return refuse_it(reading, "it is cut short");
    if (code != ARCHIVE_OK)
        return refuse_it(reading, "it is no backup, or a damaged one");
    bool is_plain = archive_entry_filetype(reading->entry) == AE_IFREG &&
                    archive_entry_hardlink(reading->entry) == NULL &&
                    archive_entry_symlink(reading->entry) == NULL;
    const char *is = archive_entry_pathname(reading->entry);
    if (is_plain && is != NULL && text_equals(is, name))
        return STATUS_OK;
    if (text_equals(name, MANIFEST_NAME))
        return refuse_it(reading, "it is no backup of Homeroom's");
    return refuse(STATUS_INVALID, "%s: %.80s is in it where %.80s should be",
        reading->path, is != NULL ? is : "something", name);
}

static enum status
read_manifest(struct reading *reading, struct manifest *manifest)
{
    struct text told = {0};
    la_ssize_t count = 0;
    enum status status = next_file(reading, MANIFEST_NAME);

    if (status != STATUS_OK)
        return status;
    while (
        told.length <= MANIFEST_BYTES_MOST &&
        (count = archive_read_data(reading->archive, chunk, sizeof chunk)) > 0)
        text_add_bytes(&told, chunk, (size_t)count);
    if (count < 0 || told.length > MANIFEST_BYTES_MOST)
        status = refuse_it(reading, "it is cut short, or damaged");
    else if (manifest_read(text_bytes(&told), manifest) != STATUS_OK)
        status = refuse_it(reading, reason());
    text_clear(&told);
    return status;
}

static enum status
extract_bytes(struct reading *reading, const struct staging *staging, int file,
    const struct manifest_file *wanted)
{
    struct hash hash;
    char told[ACT_HASH_BYTES];
    int64_t bytes = 0;
    la_ssize_t count = 0;
    enum status status = STATUS_OK;

    hash_begin(&hash);
    while (status == STATUS_OK && bytes <= wanted->bytes &&
           (count = archive_read_data(reading->archive, chunk, sizeof chunk)) >
               0) {
        hash_add(&hash, chunk, (size_t)count);
        bytes += count;
        status = staging_write(staging, wanted->name, file, chunk,
            (size_t)count);
    }
    hash_end(&hash, told);
    if (status != STATUS_OK)
        return status;
    if (count < 0)
        return refuse_it(reading, "it is cut short");
    if (bytes != wanted->bytes || !text_equals(told, wanted->hash))
        return refuse(STATUS_INVALID, "%s: %s in it is not what was put there",
            reading->path, wanted->name);
    return STATUS_OK;
}

static enum status
extract_one(struct reading *reading, const struct staging *staging,
    const struct manifest_file *wanted)
{
    int file = -1;
    enum status status = next_file(reading, wanted->name);

    if (status == STATUS_OK)
        status = staging_make(staging, wanted->name, &file);
    if (status != STATUS_OK)
        return status;
    status = extract_bytes(reading, staging, file, wanted);
    if (status == STATUS_OK && fsync(file) != 0)
        status = staging_fail_in(staging, wanted->name, errno);
    close(file);
    return status;
}

enum status
archive_extract(const char *path, const struct staging *staging,
    struct manifest *manifest)
{
    struct reading reading;
    enum status status = open_archive(path, &reading);

    if (status == STATUS_OK)
        status = read_manifest(&reading, manifest);
    if (status != STATUS_OK) {
        archive_read_free(reading.archive);
        return status;
    }
    for (size_t i = 0; i < manifest->count && status == STATUS_OK; i++)
        status = extract_one(&reading, staging, &manifest->files[i]);
    if (status == STATUS_OK && archive_read_next_header(reading.archive,
                                   &reading.entry) != ARCHIVE_EOF)
        status = refuse_it(&reading, "there is more in it than it says");
    archive_read_free(reading.archive);
    if (status != STATUS_OK)
        manifest_clear(manifest);
    return status;
}
