/* Restoring: a site out of a backup, whole or not at all. */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/content.h"
#include "base/memory.h"
#include "base/staging.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "config/config.h"
#include "daemon/archive.h"
#include "daemon/host_key.h"
#include "daemon/site.h"
#include "daemon/site_backup.h"
#include "daemon/site_check.h"
#include "daemon/site_parts.h"
#include "store/store.h"

enum {
    CONFIG_BYTES_MOST = 1048576,
    MOMENT_BYTES = 64
};

struct restoring {
    const struct site_restore_terms *terms;
    struct staging staging;
    struct manifest manifest;
    struct settings settings; /* with paths in the staging folder */
    struct stat there;        /* the empty folder, where one was there */
    bool is_there;
    struct text told;
};

/* What went wrong inside, as said of the backup. */
static enum status
refuse_backup(const struct restoring *restoring, enum status status)
{
    return refuse(status, "%s: %s", restoring->terms->file, reason());
}

/* ---- Where ----------------------------------------------------------------
 */

static bool
is_empty(const char *path)
{
    DIR *folder = opendir(path);
    bool is = folder != NULL;
    const struct dirent *entry;

    while (is && (entry = readdir(folder)) != NULL)
        is = text_equals(entry->d_name, ".") ||
             text_equals(entry->d_name, "..");
    if (folder != NULL)
        closedir(folder);
    return is;
}

/* A daemon, or a backup's other half. Whoever checkpoints has the lock. */
static bool
is_in_use(const char *folder)
{
    struct text path = {0};
    struct text lock_path = {0};
    int lock = -1;
    bool is = false;

    text_add_format(&path, "%s/store/store.db", folder);
    text_add_format(&lock_path, "%s.checkpointer", text_bytes(&path));
    if (access(text_bytes(&lock_path), F_OK) == 0)
        is = store_lock_checkpoints(text_bytes(&path), &lock) == STATUS_AGAIN;
    if (lock >= 0)
        close(lock);
    text_clear(&path);
    text_clear(&lock_path);
    return is;
}

static enum status
check_place(struct restoring *restoring)
{
    const char *folder = restoring->terms->folder;

    if (lstat(folder, &restoring->there) != 0)
        return errno == ENOENT ? STATUS_OK : staging_fail(folder, errno);
    restoring->is_there = true;
    if (!S_ISDIR(restoring->there.st_mode))
        return refuse(STATUS_CONFLICT, "%s is there, and is no folder", folder);
    if (is_in_use(folder))
        return refuse(STATUS_CONFLICT,
            "%s is a site whose daemon runs: restore into a new folder",
            folder);
    if (!is_empty(folder))
        return refuse(STATUS_CONFLICT,
            "%s is not empty: restore into a new folder", folder);
    return STATUS_OK;
}

/* ---- What is in it --------------------------------------------------------
 */

/* What the settings name is what the backup brought, and nothing else. */
static enum status
load_settings(struct restoring *restoring)
{
    struct settings *settings = &restoring->settings;
    struct text content = {0};
    char *path = staging_path(&restoring->staging, "homeroom.conf");
    enum status status = content_read(path, CONFIG_BYTES_MOST, &content);

    if (status == STATUS_OK && strstr(text_bytes(&content), "@include") != NULL)
        status = refuse(STATUS_INVALID, "its settings include other files");
    text_clear(&content);
    if (status == STATUS_OK)
        status = config_load(path, settings);
    memory_release(path);
    if (status != STATUS_OK)
        return refuse_backup(restoring, status);
    if (parts_are_in(settings, text_bytes(&restoring->staging.folder)))
        return STATUS_OK;
    return refuse(STATUS_INVALID, "%s: its settings name places outside of it",
        restoring->terms->file);
}

/* Brings the stores to what this program knows; refuses what is newer. */
static enum status
open_stores(const struct restoring *restoring)
{
    char *paths[] = {
        config_store_path(&restoring->settings),
        config_secrets_path(&restoring->settings),
    };
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct store *store = NULL;

        if (status == STATUS_OK)
            status = store_open(paths[i], STORE_CREATE, &store);
        store_close(store);
        memory_release(paths[i]);
    }
    return status == STATUS_OK ? status : refuse_backup(restoring, status);
}

static enum status
check_all(struct restoring *restoring)
{
    size_t wrong = 0;
    enum status status = site_check(&restoring->settings, false,
        &restoring->told, &wrong);

    if (status != STATUS_OK)
        return refuse_backup(restoring, status);
    if (wrong == 0 || restoring->terms->anyway)
        return STATUS_OK;
    return refuse(STATUS_INVALID,
        "%s: what is in it does not pass (%zu wrong); --anyway restores it all "
        "the same",
        restoring->terms->file, wrong);
}

/* The record holds the head that the backup was made with, and goes on. */
static enum status
record(const struct restoring *restoring, const char *moment)
{
    struct store *store = NULL;
    struct viewer viewer;
    struct act_chain chain;
    char *path = config_store_path(&restoring->settings);
    enum status status = store_open(path, STORE_WRITE, &store);

    memory_release(path);
    if (status != STATUS_OK)
        return status;
    viewer_open_operator(&viewer, store);
    status = auditing_verify(&viewer, restoring->manifest.record_head, &chain);
    if (status != STATUS_OK)
        status = refuse_backup(restoring, status);
    if (status == STATUS_OK)
        status = enrolled_begin(&viewer);
    if (status == STATUS_OK)
        status = enrolled_end(&viewer, STATUS_OK, "restore", moment);
    viewer_clear(&viewer);
    store_close(store);
    return status;
}

/* Without the old one, every laptop will ask about the new. */
static enum status
settle_host_key(struct restoring *restoring)
{
    const char *path = restoring->settings.host_key;
    struct text fingerprint = {0};
    bool is_old = manifest_find(&restoring->manifest, "host_ed25519") != NULL;
    enum status status = is_old ? host_key_fingerprint(path, &fingerprint)
                                : host_key_make(path, &fingerprint);

    if (status == STATUS_OK)
        text_add_format(&restoring->told, "host key: %s, %s\n",
            text_bytes(&fingerprint),
            is_old ? "as it was" : "new: every laptop will be asked about it");
    text_clear(&fingerprint);
    return status;
}

static enum status
give(const struct restoring *restoring)
{
    if (geteuid() != 0 || !restoring->is_there || restoring->there.st_uid == 0)
        return STATUS_OK;
    return staging_give(&restoring->staging, restoring->there.st_uid,
        restoring->there.st_gid);
}

/* ---- All of it ------------------------------------------------------------
 */

static void
tell_moment(int64_t at, char moment[MOMENT_BYTES])
{
    struct civil civil;

    clock_civil(at, "UTC", &civil);
    snprintf(moment, MOMENT_BYTES, "%04d-%02d-%02d %02d:%02d UTC", civil.year,
        civil.month, civil.day, civil.hour, civil.minute);
}

/* What was found in the staging folder, as of where it is now. */
static void
tell_checks(const struct restoring *restoring, struct text *told)
{
    const char *staged = text_bytes(&restoring->staging.folder);
    const char *at = text_bytes(&restoring->told);
    const char *found;

    if (staged[0] == '\0')
        return;
    while ((found = strstr(at, staged)) != NULL) {
        text_add_bytes(told, at, (size_t)(found - at));
        text_add(told, text_bytes(&restoring->staging.target));
        at = found + strlen(staged);
    }
    text_add(told, at);
}

static enum status
make(struct restoring *restoring)
{
    char moment[MOMENT_BYTES];
    enum status status = archive_extract(restoring->terms->file,
        &restoring->staging, &restoring->manifest);

    if (status == STATUS_OK)
        status = load_settings(restoring);
    if (status != STATUS_OK)
        return status;
    tell_moment(restoring->manifest.made_at, moment);
    text_add_format(&restoring->told, "%s: of %s, by homeroom %s, whole\n",
        restoring->terms->file, moment, restoring->manifest.made_by);
    status = open_stores(restoring);
    if (status == STATUS_OK)
        status = check_all(restoring);
    if (status == STATUS_OK)
        status = record(restoring, moment);
    if (status == STATUS_OK)
        status = settle_host_key(restoring);
    if (status != STATUS_OK)
        return status;
    site_checkpoint(&restoring->settings);
    return give(restoring);
}

enum status
site_restore(const struct site_restore_terms *terms, struct text *told)
{
    struct restoring restoring = {.terms = terms, .staging.descriptor = -1};
    enum status status = check_place(&restoring);

    if (status == STATUS_OK)
        status = staging_open(terms->folder, &restoring.staging);
    if (status == STATUS_OK)
        status = make(&restoring);
    if (status == STATUS_OK)
        status = staging_place_folder(&restoring.staging);
    tell_checks(&restoring, told);
    if (status == STATUS_OK)
        text_add_format(told,
            "Restored to %s. Next: homeroomd -c %s/homeroom.conf, where no "
            "other daemon\nruns with the same port or the same people.\n",
            text_bytes(&restoring.staging.target),
            text_bytes(&restoring.staging.target));
    text_clear(&restoring.told);
    manifest_clear(&restoring.manifest);
    config_clear(&restoring.settings);
    staging_close(&restoring.staging);
    return status;
}
