/* Sites: made, looked over, and entered as their owner. */

#include "daemon/site.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/staging.h"
#include "config/config.h"
#include "daemon/host_key.h"
#include "store/pair.h"
#include "store/store.h"

enum {
    FOLDER_MODE = 0700,
    CONFIG_MODE = 0640
};

static enum status
make_folder(const char *path)
{
    struct stat info;

    if (mkdir(path, FOLDER_MODE) == 0)
        return STATUS_OK;
    int error = errno;
    if (error == EEXIST && stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return STATUS_OK;
    return refuse(error == ENOENT ? STATUS_NOT_FOUND : STATUS_INVALID, "%s: %s",
        path, strerror(error));
}

static enum status
check_new(const char *config)
{
    struct stat info;

    if (lstat(config, &info) == 0)
        return refuse(STATUS_CONFLICT, "%s: %s", config, strerror(EEXIST));
    return errno == ENOENT ? STATUS_OK : staging_fail(config, errno);
}

/* Into its place, now that all else is there. */
static enum status
write_config(struct staging *staging)
{
    static const char name[] = "homeroom.conf";
    struct text content = {0};
    int file = -1;
    enum status status = staging_make(staging, name, &file);

    config_template(&content);
    if (status == STATUS_OK)
        status = staging_write(staging, name, file, content.bytes,
            content.length);
    if (status == STATUS_OK && fchmod(file, CONFIG_MODE) != 0)
        status = staging_fail_in(staging, name, errno);
    if (file >= 0)
        close(file);
    text_clear(&content);
    return status == STATUS_OK ? staging_place_file(staging, name, false)
                               : status;
}

static enum status
make_stores(const struct settings *settings)
{
    char *path = config_store_path(settings);
    char *secrets_path = config_secrets_path(settings);
    struct store *store = NULL;
    struct store *secrets = NULL;
    enum status status = pair_open(path, secrets_path, &store, &secrets);

    store_close(secrets);
    store_close(store);
    memory_release(secrets_path);
    memory_release(path);
    return status;
}

/* One that is there is of an init that broke off, or the operator's own. */
static enum status
settle_host_key(const char *path, struct text *fingerprint)
{
    enum status status = host_key_make(path, fingerprint);

    return status == STATUS_CONFLICT ? host_key_adopt(path, fingerprint)
                                     : status;
}

/* Where this breaks off, the next one goes on: the configuration comes last,
 * and all else is made or is there. One at a time, by the staging's lock. */
static enum status
make_all(const struct settings *settings, const char *config,
    struct text *fingerprint)
{
    struct staging staging;
    enum status status = staging_open(config, &staging);

    if (status == STATUS_OK)
        status = check_new(config);
    if (status == STATUS_OK)
        status = settle_host_key(settings->host_key, fingerprint);
    if (status == STATUS_OK)
        status = make_folder(settings->store);
    if (status == STATUS_OK)
        status = make_folder(settings->secrets);
    if (status == STATUS_OK)
        status = make_stores(settings);
    if (status == STATUS_OK)
        status = write_config(&staging);
    staging_close(&staging);
    return status;
}

static void
tell_next(const char *config, const char *fingerprint, struct text *told)
{
    text_add_format(told, "Made %s.\n", config);
    text_add_format(told, "Host key: %s\n\n", fingerprint);
    text_add(told, "As it stands it listens on this machine alone: set listen "
                   "and port there,\nand public_host to what people type after "
                   "ssh.\n\n");
    text_add(told, "Next, each with homeroom -c and that file:\n"
                   "  program add, region add, cohort add: what is taught, "
                   "where and when\n"
                   "  person add, member add: who comes, and their roles\n"
                   "  check: whether all is well\n"
                   "Then start homeroomd -c with the same file.\n");
}

enum status
site_make(const char *folder, struct text *told)
{
    struct settings settings = {0};
    struct text config = {0};
    struct text fingerprint = {0};
    enum status status = make_folder(folder);

    text_add_format(&config, "%s/homeroom.conf", folder);
    config_defaults(folder, &settings);
    if (status == STATUS_OK)
        status = make_all(&settings, text_bytes(&config), &fingerprint);
    if (status == STATUS_OK)
        tell_next(text_bytes(&config), text_bytes(&fingerprint), told);
    config_clear(&settings);
    text_clear(&config);
    text_clear(&fingerprint);
    return status;
}

static bool
become(const struct stat *info)
{
    gid_t group = info->st_gid;

    return setgroups(1, &group) == 0 && setgid(group) == 0 &&
           setuid(info->st_uid) == 0 && setuid(0) != 0;
}

enum status
site_trust_settings(const char *config)
{
    struct stat info;

    if (geteuid() != 0 || stat(config, &info) != 0)
        return STATUS_OK;
    if (info.st_uid != 0)
        return become(&info) ? STATUS_OK
                             : refuse(STATUS_FAILED,
                                   "cannot become the owner of %s", config);
    if ((info.st_mode & S_IWOTH) == 0 &&
        ((info.st_mode & S_IWGRP) == 0 || info.st_gid == 0))
        return STATUS_OK;
    return refuse(STATUS_FORBIDDEN,
        "%s: others may write it, so root does not go by it: chmod go-w it",
        config);
}

enum status
site_become_owner(const struct settings *settings)
{
    struct stat info;

    if (stat(settings->store, &info) != 0)
        return refuse(errno == ENOENT ? STATUS_NOT_FOUND : STATUS_FORBIDDEN,
            "%s: %s; homeroom init makes a site", settings->store,
            strerror(errno));
    if (geteuid() != 0 || info.st_uid == 0)
        return STATUS_OK;
    return become(&info)
               ? STATUS_OK
               : refuse(STATUS_FAILED, "cannot become the owner of %s",
                     settings->store);
}

/* Not needed for what was written to be safe, so a failure is no failure. */
void
site_checkpoint(const struct settings *settings)
{
    struct store *store = NULL;
    char *path = config_store_path(settings);
    int lock = -1;
    enum status status = store_lock_checkpoints(path, &lock);

    if (status == STATUS_OK)
        status = store_open(path, STORE_WRITE, &store);
    if (status == STATUS_OK)
        status = store_checkpoint(store);
    if (status != STATUS_OK && status != STATUS_AGAIN)
        log_warning("checkpoint", "reason=%s", reason());
    store_close(store);
    if (lock >= 0)
        close(lock);
    memory_release(path);
}
