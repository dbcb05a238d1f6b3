/* Backups: a site in one file, while it runs. */

#include "daemon/site_backup.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/staging.h"
#include "board/enrolled.h"
#include "config/config.h"
#include "daemon/archive.h"
#include "daemon/site.h"
#include "daemon/site_parts.h"
#include "store/copies.h"
#include "store/store.h"

#define ARCHIVE_NAME "backup.tar"
#define STORE_NAME   "store/store.db"
#define SECRETS_NAME "secrets/secrets.db"

enum {
    MILLISECOND = 1000
};

/* ---- What is written ------------------------------------------------------
 */

static enum status
write_part(const struct staging *staging, const struct part *part)
{
    int file = -1;
    enum status status = staging_make(staging, part->name, &file);

    if (status != STATUS_OK)
        return status;
    status = staging_write(staging, part->name, file,
        text_bytes(&part->content), part->content.length);
    close(file);
    return status;
}

static enum status
write_parts(const struct staging *staging, const struct parts *parts,
    struct manifest *manifest)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < parts->count && status == STATUS_OK; i++) {
        status = write_part(staging, &parts->rows[i]);
        manifest_add(manifest, parts->rows[i].name);
    }
    return status;
}

static enum status
make_empty(const struct staging *staging, const char *name)
{
    int file = -1;
    enum status status = staging_make(staging, name, &file);

    if (status == STATUS_OK)
        close(file);
    return status;
}

static enum status
copy_stores(const struct settings *settings, const struct staging *staging,
    struct copied *copied)
{
    char *store = config_store_path(settings);
    char *secrets = config_secrets_path(settings);
    char *store_copy = staging_path(staging, STORE_NAME);
    char *secrets_copy = staging_path(staging, SECRETS_NAME);
    enum status status = make_empty(staging, STORE_NAME);

    if (status == STATUS_OK)
        status = make_empty(staging, SECRETS_NAME);
    if (status == STATUS_OK)
        status = copies_make(&(struct copies){store, secrets},
            &(struct copies){store_copy, secrets_copy}, copied);
    memory_release(secrets_copy);
    memory_release(store_copy);
    memory_release(secrets);
    memory_release(store);
    return status;
}

static enum status
write_all(const struct settings *settings, const struct parts *parts,
    const struct staging *staging, struct manifest *manifest,
    struct copied *copied)
{
    enum status status = write_parts(staging, parts, manifest);

    manifest->made_at = clock_now();
    text_copy(manifest->made_by, sizeof manifest->made_by, HOMEROOM_VERSION);
    if (status == STATUS_OK)
        status = copy_stores(settings, staging, copied);
    if (status != STATUS_OK)
        return status;
    manifest->store_version = copied->store_version;
    manifest->secrets_version = copied->secrets_version;
    manifest->record_id = copied->record.last_id;
    text_copy(manifest->record_head, sizeof manifest->record_head,
        copied->record.head);
    manifest_add(manifest, SECRETS_NAME);
    manifest_add(manifest, STORE_NAME);
    return archive_write(staging, ARCHIVE_NAME, manifest);
}

/* ---- All of it ------------------------------------------------------------
 */

/* Before it is made, so that no copy is on no record, and the copy has it. */
static enum status
record(const struct settings *settings, const char *subject)
{
    struct store *store = NULL;
    struct viewer viewer;
    char *path = config_store_path(settings);
    enum status status = store_open(path, STORE_WRITE, &store);

    memory_release(path);
    if (status != STATUS_OK)
        return status;
    viewer_open_operator(&viewer, store);
    status = enrolled_begin(&viewer);
    if (status == STATUS_OK)
        status = enrolled_end(&viewer, STATUS_OK, "backup", subject);
    viewer_clear(&viewer);
    store_close(store);
    return status;
}

static void
tell(const struct staging *staging, const struct manifest *manifest,
    const struct copied *copied, struct text *told)
{
    int64_t bytes = 0;

    for (size_t i = 0; i < manifest->count; i++)
        bytes += manifest->files[i].bytes;
    text_add_format(told, "%s: %zu files, %.1f MB%s\n",
        text_bytes(&staging->target), manifest->count, (double)bytes / 1e6,
        manifest_find(manifest, "host_ed25519") != NULL ? ", host key included"
                                                        : ", no host key");
    text_add_format(told, "writers were held for %.1f ms\n",
        (double)copied->held_microseconds / MILLISECOND);
    text_add_format(told,
        "the record's head, to be kept elsewhere: %" PRId64 " %s\n",
        manifest->record_id, manifest->record_head);
}

static enum status
make(const struct settings *settings, const struct site_backup_terms *terms,
    const struct parts *parts, struct text *told)
{
    struct manifest manifest = {0};
    struct copied copied = {0};
    struct staging staging;
    enum status status = staging_open(terms->file, &staging);

    if (status == STATUS_FORBIDDEN)
        status = refuse(status, "%s, to the stores' owner", reason());
    if (status == STATUS_OK && !terms->replaces &&
        access(text_bytes(&staging.target), F_OK) == 0)
        status = refuse(STATUS_CONFLICT,
            "%s is there already; --replace replaces it",
            text_bytes(&staging.target));
    if (status == STATUS_OK)
        status = record(settings, text_bytes(&staging.target));
    if (status == STATUS_OK)
        status = write_all(settings, parts, &staging, &manifest, &copied);
    if (status == STATUS_OK)
        status = staging_place_file(&staging, ARCHIVE_NAME, terms->replaces);
    if (status == STATUS_OK)
        tell(&staging, &manifest, &copied, told);
    manifest_clear(&manifest);
    staging_close(&staging);
    return status;
}

enum status
site_backup(const struct settings *settings,
    const struct site_backup_terms *terms, struct text *told)
{
    struct parts parts = {0};
    enum status status = parts_read_kept(settings, terms->config,
        terms->without_host_key, &parts);

    if (status == STATUS_OK)
        status = site_become_owner(settings);
    if (status == STATUS_OK)
        status = parts_read_shown(settings, &parts);
    if (status == STATUS_OK)
        status = make(settings, terms, &parts, told);
    parts_clear(&parts);
    return status;
}
