/* Reloading: the configuration read anew, as far as it can be followed. */

#include "daemon/reloading.h"

#include <stddef.h>

#include "base/log.h"
#include "base/memory.h"
#include "config/config.h"
#include "ui/display.h"

/* What was bound, opened or made at the start. */
static const struct {
    const char *key;
    size_t offset;
} fixed_texts[] = {
    {"listen", offsetof(struct settings, listen)},
    {"store", offsetof(struct settings, store)},
    {"secrets", offsetof(struct settings, secrets)},
    {"user", offsetof(struct settings, user)},
};
static const struct {
    const char *key;
    size_t offset;
} fixed_numbers[] = {
    {"port", offsetof(struct settings, port)},
    {"connections_most", offsetof(struct settings, connections_most)},
};

static void
add_kept(struct text *kept, const char *key)
{
    text_add_format(kept, "%s%s", kept->length > 0 ? ", " : "", key);
}

static void
keep_fixed(const struct settings *current, struct settings *fresh,
    struct text *kept)
{
    for (size_t i = 0; i < sizeof fixed_texts / sizeof *fixed_texts; i++) {
        size_t at = fixed_texts[i].offset;
        char *const *old = (char *const *)((const char *)current + at);
        char **new = (char **)((char *)fresh + at);

        if (text_equals(*old, *new))
            continue;
        add_kept(kept, fixed_texts[i].key);
        memory_release(*new);
        *new = memory_copy(*old);
    }
    for (size_t i = 0; i < sizeof fixed_numbers / sizeof *fixed_numbers; i++) {
        size_t at = fixed_numbers[i].offset;
        const int64_t *old = (const int64_t *)((const char *)current + at);
        int64_t *new = (int64_t *)((char *)fresh + at);

        if (*old == *new)
            continue;
        add_kept(kept, fixed_numbers[i].key);
        *new = *old;
    }
}

enum status
reloading_load(const char *path, const struct settings *current,
    struct settings *fresh, struct text *kept)
{
    struct settings loaded;
    enum status status = config_load(path, &loaded);

    if (status == STATUS_OK) {
        status = display_load(loaded.screens);
        if (status != STATUS_OK)
            config_clear(&loaded);
    }
    if (status != STATUS_OK) {
        log_error("reload.refused", "reason=\"%s\"", reason());
        return status;
    }
    keep_fixed(current, &loaded, kept);
    *fresh = loaded;
    return STATUS_OK;
}
