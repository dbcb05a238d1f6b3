/* Manifest: what a backup says of itself. */

#include "daemon/manifest.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/memory.h"
#include "base/staging.h"

#define FIRST_LINE "homeroom backup "
#define LAST_WORD  "end "

enum {
    FORMAT = 1,
    LINE_BYTES = 512,
    WORDS_MOST = 4
};

/* A reader of lines. */
struct lines {
    const char *at;
    char line[LINE_BYTES];
    const char *words[WORDS_MOST]; /* of the line */
    size_t count;
};

static void
hash_of(const char *bytes, size_t count, char hash[ACT_HASH_BYTES])
{
    unsigned char made[crypto_generichash_BYTES];

    crypto_generichash(made, sizeof made, (const unsigned char *)bytes, count,
        NULL, 0);
    sodium_bin2hex(hash, ACT_HASH_BYTES, made, sizeof made);
}

void
manifest_tell(const struct manifest *manifest, struct text *out)
{
    char hash[ACT_HASH_BYTES];

    text_add_format(out, FIRST_LINE "%d\n", FORMAT);
    text_add_format(out, "made %" PRId64 " by %s\n", manifest->made_at,
        manifest->made_by);
    text_add_format(out, "store %d secrets %d\n", manifest->store_version,
        manifest->secrets_version);
    text_add_format(out, "record %" PRId64 " %s\n", manifest->record_id,
        manifest->record_head);
    for (size_t i = 0; i < manifest->count; i++)
        text_add_format(out, "file %s %" PRId64 " %s\n",
            manifest->files[i].hash, manifest->files[i].bytes,
            manifest->files[i].name);
    hash_of(text_bytes(out), out->length, hash);
    text_add_format(out, LAST_WORD "%s\n", hash);
}

/* False at the end, and for a line that is none of a manifest's. */
static bool
next_line(struct lines *lines)
{
    size_t length = strcspn(lines->at, "\n");

    if (lines->at[length] != '\n' || length >= sizeof lines->line)
        return false;
    memcpy(lines->line, lines->at, length);
    lines->line[length] = '\0';
    lines->at += length + 1;
    return true;
}

static bool
is_hash(const char *hash)
{
    return strlen(hash) == ACT_HASH_BYTES - 1 &&
           strspn(hash, "0123456789abcdef") == ACT_HASH_BYTES - 1;
}

static enum status
read_format(struct lines *lines)
{
    int64_t format;

    if (!next_line(lines) || !text_starts(lines->line, FIRST_LINE))
        return refuse(STATUS_INVALID, "it is no backup of Homeroom's");
    if (!text_number(lines->line + strlen(FIRST_LINE), 1, INT32_MAX, &format))
        return refuse(STATUS_INVALID, "what it says of itself is damaged");
    if (format > FORMAT)
        return refuse(STATUS_INVALID,
            "it is of a newer form (%d) than this program reads (%d): restore "
            "it with the program that made it, or a newer one",
            (int)format, FORMAT);
    return STATUS_OK;
}

/* Splits the next line at its blanks; whether it is `count` words, the first of
 * them this one. */
static bool
next_words(struct lines *lines, const char *first, size_t count)
{
    char *rest = NULL;

    lines->count = 0;
    if (!next_line(lines))
        return false;
    for (char *word = strtok_r(lines->line, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        if (lines->count == WORDS_MOST)
            return false;
        lines->words[lines->count++] = word;
    }
    return lines->count == count && text_equals(lines->words[0], first);
}

static bool
read_version(const char *word, int *version)
{
    int64_t number = 0;
    bool is_read = text_number(word, 0, INT32_MAX, &number);

    *version = (int)number;
    return is_read;
}

/* The head's lines; false for any that is not as it is written. */
static bool
read_head(struct lines *lines, struct manifest *manifest)
{
    if (!next_words(lines, "made", 4) ||
        !text_number(lines->words[1], 0, INT64_MAX, &manifest->made_at))
        return false;
    text_copy(manifest->made_by, sizeof manifest->made_by, lines->words[3]);
    if (!next_words(lines, "store", 4) ||
        !read_version(lines->words[1], &manifest->store_version) ||
        !read_version(lines->words[3], &manifest->secrets_version))
        return false;
    if (!next_words(lines, "record", 3) || !is_hash(lines->words[2]) ||
        !text_number(lines->words[1], 0, INT64_MAX, &manifest->record_id))
        return false;
    text_copy(manifest->record_head, sizeof manifest->record_head,
        lines->words[2]);
    return true;
}

/* "file HASH BYTES NAME" */
static bool
read_file(const struct lines *lines, struct manifest *manifest)
{
    const char *name = lines->words[3];
    int64_t bytes = 0;

    if (!is_hash(lines->words[1]) ||
        !text_number(lines->words[2], 0, INT64_MAX, &bytes) ||
        !staging_name_is_safe(name) || manifest_find(manifest, name) != NULL ||
        manifest->count >= MANIFEST_FILES_MOST)
        return false;
    struct manifest_file *file = manifest_add(manifest, name);
    file->bytes = bytes;
    text_copy(file->hash, sizeof file->hash, lines->words[1]);
    return true;
}

/* What its last line says is compared with all the rest, by is_exact(). */
static bool
read_files(struct lines *lines, struct manifest *manifest)
{
    while (next_words(lines, "file", 4))
        if (!read_file(lines, manifest))
            return false;
    return lines->count == 2 && *lines->at == '\0' &&
           manifest_find(manifest, "homeroom.conf") != NULL &&
           manifest_find(manifest, "store/store.db") != NULL &&
           manifest_find(manifest, "secrets/secrets.db") != NULL;
}

/* It is as manifest_tell() writes it, to the byte. */
static bool
is_exact(const char *told, const struct manifest *manifest)
{
    struct text again = {0};

    manifest_tell(manifest, &again);
    bool is = text_equals(text_bytes(&again), told);
    text_clear(&again);
    return is;
}

enum status
manifest_read(const char *told, struct manifest *manifest)
{
    struct lines lines = {.at = told};

    *manifest = (struct manifest){0};
    enum status status = read_format(&lines);
    if (status == STATUS_OK &&
        !(read_head(&lines, manifest) && read_files(&lines, manifest) &&
            is_exact(told, manifest)))
        status = refuse(STATUS_INVALID, "what it says of itself is damaged");
    if (status != STATUS_OK)
        manifest_clear(manifest);
    return status;
}

struct manifest_file *
manifest_add(struct manifest *manifest, const char *name)
{
    manifest->files = grow(manifest->files, manifest->count + 1,
        sizeof *manifest->files);
    struct manifest_file *file = &manifest->files[manifest->count++];

    text_copy(file->name, sizeof file->name, name);
    return file;
}

const struct manifest_file *
manifest_find(const struct manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->count; i++)
        if (text_equals(manifest->files[i].name, name))
            return &manifest->files[i];
    return NULL;
}

void
manifest_clear(struct manifest *manifest)
{
    memory_release(manifest->files);
    *manifest = (struct manifest){0};
}
