/* Config: the settings of homeroom.conf, checked one by one. */

#include "config/config.h"

#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/content.h"
#include "base/memory.h"
#include "config/entries.h"
#include "config/rules.h"

enum {
    FILE_BYTES_MOST = 65536
};

static const struct settings *settings_in_use;

/* The path below the folder, owned; an absolute one as it is. */
static char *
path_below(const char *folder, const char *path)
{
    struct text joined = {0};

    if (path[0] != '/')
        text_add_format(&joined, "%s/", text_equals(folder, "/") ? "" : folder);
    text_add(&joined, path);
    return text_take(&joined);
}

static void
place_path(const char *folder, char **path)
{
    char *placed = path_below(folder, *path);

    memory_release(*path);
    *path = placed;
}

static void
place_paths(const char *folder, struct settings *settings)
{
    char *absolute = realpath(folder, NULL);
    const char *below = absolute == NULL ? folder : absolute;

    place_path(below, &settings->host_key);
    place_path(below, &settings->store);
    place_path(below, &settings->secrets);
    if (!text_equals(settings->screens, ""))
        place_path(below, &settings->screens);
    if (!text_equals(settings->holidays, ""))
        place_path(below, &settings->holidays);
    free(absolute);
}

void
config_defaults(const char *folder, struct settings *settings)
{
    entries_set_defaults(settings);
    place_paths(folder, settings);
}

static enum status
read_file(const char *path, struct text *content)
{
    enum status status = content_read(path, FILE_BYTES_MOST, content);

    if (status == STATUS_OK && strlen(text_bytes(content)) != content->length)
        return refuse(STATUS_INVALID, "%s:1: a byte of zero in the text", path);
    return status;
}

/* ---- One setting: NULL when it was taken, else the reason --------------- */

static const char *
take_number(const struct entry *entry, const config_setting_t *given,
    struct settings *settings)
{
    static char wrong[96];
    int type = config_setting_type(given);

    if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
        return "a whole number is wanted";
    int64_t number = config_setting_get_int64(given);
    if (number < entry->least || number > entry->most) {
        snprintf(wrong, sizeof wrong, "a number from %lld to %lld is wanted",
            (long long)entry->least, (long long)entry->most);
        return wrong;
    }
    *entry_number(settings, entry) = number;
    return NULL;
}

static const char *
take_text(const struct entry *entry, const config_setting_t *given,
    struct settings *settings)
{
    if (config_setting_type(given) != CONFIG_TYPE_STRING)
        return "a text in double quotes is wanted";
    const char *text = config_setting_get_string(given);
    const char *wrong = rules_broken_by(entry->key, text);
    if (wrong != NULL)
        return wrong;
    memory_release(*entry_text(settings, entry));
    *entry_text(settings, entry) = memory_copy(text);
    return NULL;
}

static const char *
take_truth(const struct entry *entry, const config_setting_t *given,
    struct settings *settings)
{
    if (config_setting_type(given) != CONFIG_TYPE_BOOL)
        return "true or false is wanted";
    *entry_truth(settings, entry) = config_setting_get_bool(given) != 0;
    return NULL;
}

/* The file that @include named, else the one that was read. */
static const char *
file_of(const char *included, const char *path)
{
    return included != NULL ? included : path;
}

static enum status
take_setting(const char *path, const config_setting_t *given,
    struct settings *settings)
{
    static const char *(*const take[])(const struct entry *entry,
        const config_setting_t *given, struct settings *settings) = {
        [ENTRY_NUMBER] = take_number,
        [ENTRY_TEXT] = take_text,
        [ENTRY_TRUTH] = take_truth,
    };
    const char *key = config_setting_name(given);
    const struct entry *entry = entry_named(key);
    unsigned line = config_setting_source_line(given);
    const char *file = file_of(config_setting_source_file(given), path);

    if (entry == NULL)
        return refuse(STATUS_INVALID, "%s:%u: no setting is called %s", file,
            line, key);
    const char *wrong = take[entry->kind](entry, given, settings);
    if (wrong != NULL)
        return refuse(STATUS_INVALID, "%s:%u: %s: %s", file, line, key, wrong);
    return STATUS_OK;
}

static enum status
take_settings(const char *path, const struct text *content,
    struct settings *settings)
{
    enum status status = STATUS_OK;
    config_t parsed;

    config_init(&parsed);
    if (config_read_string(&parsed, text_bytes(content)) != CONFIG_TRUE)
        status = refuse(STATUS_INVALID, "%s:%d: %s",
            file_of(config_error_file(&parsed), path),
            config_error_line(&parsed), config_error_text(&parsed));

    const config_setting_t *root = config_root_setting(&parsed);
    int count = status == STATUS_OK ? config_setting_length(root) : 0;
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = take_setting(path, config_setting_get_elem(root, (unsigned)i),
            settings);
    config_destroy(&parsed);

    const char *wrong = rules_broken_among(settings);
    if (status == STATUS_OK && wrong != NULL)
        status = refuse(STATUS_INVALID, "%s:1: %s", path, wrong);
    return status;
}

/* The folder of the file, owned: what relative paths start from. */
static char *
folder_of(const char *path)
{
    char *folder = memory_copy(path);
    char *slash = strrchr(folder, '/');

    if (slash == NULL || slash == folder) {
        memory_release(folder);
        return memory_copy(slash == NULL ? "." : "/");
    }
    *slash = '\0';
    return folder;
}

/* Whether a path is the folder, or lies in it, whatever links lead there. */
static bool
is_in(const char *path, const char *folder)
{
    char *found = realpath(path, NULL);
    char *there = realpath(folder, NULL);
    const char *at = found != NULL ? found : path;
    const char *within = there != NULL ? there : folder;
    size_t length = strlen(within);
    bool is = strncmp(at, within, length) == 0 &&
              (at[length] == '/' || at[length] == '\0');

    free(found);
    free(there);
    return is;
}

/* Sessions read and write in the store's folder. */
static enum status
check_places(const char *path, const struct settings *settings)
{
    const struct {
        const char *key;
        const char *path;
    } kept[] = {
        {"secrets", settings->secrets},
        {"host_key", settings->host_key},
        {"screens", settings->screens},
        {"holidays", settings->holidays},
        {"this file", path},
    };

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i].path[0] != '\0' && is_in(kept[i].path, settings->store))
            return refuse(STATUS_INVALID,
                "%s:1: %s: not in the folder of the store, where sessions read "
                "and write",
                path, kept[i].key);
    return STATUS_OK;
}

enum status
config_load(const char *path, struct settings *settings)
{
    struct settings loaded;
    struct text content = {0};

    entries_set_defaults(&loaded);
    enum status status = read_file(path, &content);
    if (status == STATUS_OK)
        status = take_settings(path, &content, &loaded);
    text_clear(&content);
    if (status != STATUS_OK) {
        config_clear(&loaded);
        return status;
    }

    char *folder = folder_of(path);
    place_paths(folder, &loaded);
    memory_release(folder);
    status = check_places(path, &loaded);
    if (status == STATUS_OK)
        *settings = loaded;
    else
        config_clear(&loaded);
    return status;
}

void
config_use(const struct settings *settings)
{
    settings_in_use = settings;
}

const struct settings *
config_current(void)
{
    static struct settings defaults;

    if (settings_in_use != NULL)
        return settings_in_use;
    if (defaults.name == NULL)
        config_defaults(".", &defaults);
    return &defaults;
}

char *
config_store_path(const struct settings *settings)
{
    return path_below(settings->store, "store.db");
}

char *
config_secrets_path(const struct settings *settings)
{
    return path_below(settings->secrets, "secrets.db");
}

char *
config_socket_path(const struct settings *settings)
{
    return path_below(settings->store, "homeroomd.sock");
}
