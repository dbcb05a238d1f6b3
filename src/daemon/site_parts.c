/* Parts: what of a site goes into a backup beside the stores. */

#include "daemon/site_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/staging.h"
#include "config/config.h"

enum {
    PART_BYTES_MOST = 4 * 1048576,
    FOLDERS_DEEP = 3
};

void
parts_clear(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        struct text *content = &parts->rows[i].content;

        if (content->bytes != NULL)
            explicit_bzero(content->bytes, content->capacity);
        text_clear(content);
    }
    memory_release(parts->rows);
    *parts = (struct parts){0};
}

static struct text *
parts_add(struct parts *parts, const char *name)
{
    parts->rows = grow(parts->rows, parts->count + 1, sizeof *parts->rows);
    struct part *part = &parts->rows[parts->count++];

    text_copy(part->name, sizeof part->name, name);
    return &part->content;
}

/* ---- What is read ---------------------------------------------------------
 */

static enum status
read_bytes(int file, const char *path, struct text *content)
{
    char chunk[4096];
    ssize_t count = 0;

    while (content->length <= PART_BYTES_MOST &&
           (count = read(file, chunk, sizeof chunk)) > 0)
        text_add_bytes(content, chunk, (size_t)count);
    explicit_bzero(chunk, sizeof chunk);
    if (count < 0)
        return staging_fail(path, errno);
    return content->length <= PART_BYTES_MOST
               ? STATUS_OK
               : refuse(STATUS_INVALID, "%s: too large for a backup", path);
}

/* `how` says whether it may be a link. */
static enum status
read_part(struct parts *parts, const char *name, const char *path, int how)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | how);

    if (file < 0)
        return staging_fail(path, errno);
    enum status status = STATUS_OK;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode))
        status = refuse(STATUS_INVALID, "%s: not a file", path);
    if (status == STATUS_OK)
        status = read_bytes(file, path, parts_add(parts, name));
    close(file);
    return status;
}

static enum status
read_host_key(struct parts *parts, const char *path)
{
    struct text public = {0};
    enum status status = read_part(parts, "host_ed25519", path, O_NOFOLLOW);

    text_add_format(&public, "%s.pub", path);
    if (status == STATUS_OK && access(text_bytes(&public), R_OK) == 0)
        status = read_part(parts, "host_ed25519.pub", text_bytes(&public),
            O_NOFOLLOW);
    text_clear(&public);
    return status;
}

static enum status read_folder(struct parts *parts, const char *name,
    const char *path, int depth);

static enum status
read_below(struct parts *parts, const char *name, const char *path, int depth)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return staging_fail(path, errno);
    if (S_ISDIR(info.st_mode))
        return depth < FOLDERS_DEEP
                   ? read_folder(parts, name, path, depth + 1)
                   : refuse(STATUS_INVALID, "%s: too deep for a backup", path);
    if (!staging_name_is_safe(name))
        return refuse(STATUS_INVALID, "%s: not a name that a backup takes",
            path);
    return read_part(parts, name, path, 0);
}

/* What an editor or a system hides there is no screen. */
static enum status
read_folder(struct parts *parts, const char *name, const char *path, int depth)
{
    DIR *folder = opendir(path);
    enum status status = STATUS_OK;
    const struct dirent *entry;

    if (folder == NULL)
        return staging_fail(path, errno);
    while (status == STATUS_OK && (entry = readdir(folder)) != NULL) {
        struct text below = {0};
        struct text below_name = {0};

        if (entry->d_name[0] == '.' || strchr(entry->d_name, '~') != NULL)
            continue;
        text_add_format(&below, "%s/%s", path, entry->d_name);
        text_add_format(&below_name, "%s/%s", name, entry->d_name);
        status = read_below(parts, text_bytes(&below_name), text_bytes(&below),
            depth);
        text_clear(&below);
        text_clear(&below_name);
    }
    closedir(folder);
    return status;
}

/* ---- Settings -------------------------------------------------------------
 */

/* A path may begin with the folder and lead out of it again. */
static bool
is_extra(const char *path, const char *folder, size_t length, const char *name)
{
    return path[0] == '\0' || (strncmp(path, folder, length) == 0 &&
                                  text_equals(path + length, name));
}

bool
parts_are_in(const struct settings *settings, const char *folder)
{
    struct settings same = {0};

    config_defaults(folder, &same);
    size_t length = strlen(same.store) - strlen("/store");
    bool are_in = text_equals(settings->host_key, same.host_key) &&
                  text_equals(settings->store, same.store) &&
                  text_equals(settings->secrets, same.secrets) &&
                  is_extra(settings->screens, same.store, length, "/screens") &&
                  is_extra(settings->holidays, same.store, length,
                      "/holidays.csv");
    config_clear(&same);
    return are_in;
}

/* Whether the file, put elsewhere with what belongs to it, says the same. */
static bool
is_movable(const struct settings *settings, const char *config,
    const char *content)
{
    char *folder = memory_copy(config);
    char *slash = strrchr(folder, '/');

    if (slash != NULL)
        slash[slash == folder ? 1 : 0] = '\0';
    bool is_same = parts_are_in(settings, slash != NULL ? folder : ".") &&
                   strstr(content, "@include") == NULL;
    memory_release(folder);
    return is_same;
}

/* With the places of a backup; a pointer each, which are not the copy's own. */
static void
write_movable(const struct settings *settings, struct text *content)
{
    static char host_key[] = "host_ed25519";
    static char store[] = "store";
    static char secrets[] = "secrets";
    static char screens[] = "screens";
    static char holidays[] = "holidays.csv";
    struct settings moved = *settings;

    moved.host_key = host_key;
    moved.store = store;
    moved.secrets = secrets;
    if (moved.screens[0] != '\0')
        moved.screens = screens;
    if (moved.holidays[0] != '\0')
        moved.holidays = holidays;
    text_truncate(content, 0);
    config_tell(&moved, "as a backup took them with it", content);
}

static enum status
read_settings(const struct settings *settings, const char *config,
    struct parts *parts)
{
    enum status status = read_part(parts, "homeroom.conf", config, 0);

    if (status != STATUS_OK)
        return status;
    struct text *content = &parts->rows[parts->count - 1].content;
    if (!is_movable(settings, config, text_bytes(content)))
        write_movable(settings, content);
    return STATUS_OK;
}

enum status
parts_read_kept(const struct settings *settings, const char *config,
    bool without_host_key, struct parts *parts)
{
    enum status status = read_settings(settings, config, parts);

    if (status != STATUS_OK || without_host_key)
        return status;
    status = read_host_key(parts, settings->host_key);
    if (status == STATUS_NOT_FOUND)
        status = refuse(status,
            "%s: the host key is not there; --without-host-key does without",
            settings->host_key);
    return status;
}

enum status
parts_read_shown(const struct settings *settings, struct parts *parts)
{
    enum status status = STATUS_OK;

    if (settings->screens[0] != '\0')
        status = read_folder(parts, "screens", settings->screens, 0);
    if (status == STATUS_OK && settings->holidays[0] != '\0')
        status = read_part(parts, "holidays.csv", settings->holidays, 0);
    return status;
}
