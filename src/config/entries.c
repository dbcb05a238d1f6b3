/* Entries: the settings as a table, for all that goes through them in turn. */

#include "config/entries.h"

#include <string.h>

#include "base/memory.h"
#include "config/config.h"

static const struct entry entries[] = {
#define X(field, name, value, lowest, highest, words) \
    {                                                 \
        .kind = ENTRY_NUMBER,                         \
        .key = (name),                                \
        .help = (words),                              \
        .offset = offsetof(struct settings, field),   \
        .number = (value),                            \
        .least = (lowest),                            \
        .most = (highest),                            \
    },
    SETTINGS_NUMBERS(X)
#undef X
#define X(field, name, value, words)                \
    {                                               \
        .kind = ENTRY_TEXT,                         \
        .key = (name),                              \
        .help = (words),                            \
        .offset = offsetof(struct settings, field), \
        .text = (value),                            \
    },
        SETTINGS_TEXTS(X)
#undef X
#define X(field, name, value, words)                \
    {                                               \
        .kind = ENTRY_TRUTH,                        \
        .key = (name),                              \
        .help = (words),                            \
        .offset = offsetof(struct settings, field), \
        .number = (value),                          \
    },
            SETTINGS_TRUTHS(X)
#undef X
};

enum {
    ENTRY_COUNT = sizeof entries / sizeof entries[0]
};

int64_t *
entry_number(struct settings *settings, const struct entry *entry)
{
    return (int64_t *)(void *)((char *)settings + entry->offset);
}

char **
entry_text(struct settings *settings, const struct entry *entry)
{
    return (char **)(void *)((char *)settings + entry->offset);
}

bool *
entry_truth(struct settings *settings, const struct entry *entry)
{
    return (bool *)(void *)((char *)settings + entry->offset);
}

void
entries_set_defaults(struct settings *settings)
{
    *settings = (struct settings){0};
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        const struct entry *entry = &entries[i];

        if (entry->kind == ENTRY_NUMBER)
            *entry_number(settings, entry) = entry->number;
        else if (entry->kind == ENTRY_TEXT)
            *entry_text(settings, entry) = memory_copy(entry->text);
        else
            *entry_truth(settings, entry) = entry->number != 0;
    }
}

void
config_clear(struct settings *settings)
{
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        if (entries[i].kind == ENTRY_TEXT)
            memory_release(*entry_text(settings, &entries[i]));
    }
    *settings = (struct settings){0};
}

const struct entry *
entry_named(const char *key)
{
    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        if (strcmp(entries[i].key, key) == 0)
            return &entries[i];
    }
    return NULL;
}

/* In double quotes, as libconfig reads it again. */
static void
add_quoted(struct text *out, const char *value)
{
    text_add(out, "\"");
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            text_add(out, "\\");
        text_add_bytes(out, value, 1);
    }
    text_add(out, "\"");
}

static void
add_entry(const struct entry *entry, struct settings *settings,
    struct text *out)
{
    text_add_format(out, "\n# %s", entry->help);
    switch (entry->kind) {
    case ENTRY_NUMBER:
        text_add_format(out, " (%lld to %lld)\n%s = %lld;\n",
            (long long)entry->least, (long long)entry->most, entry->key,
            (long long)*entry_number(settings, entry));
        break;
    case ENTRY_TEXT:
        text_add_format(out, "\n%s = ", entry->key);
        add_quoted(out, *entry_text(settings, entry));
        text_add(out, ";\n");
        break;
    case ENTRY_TRUTH:
        text_add_format(out, "\n%s = %s;\n", entry->key,
            *entry_truth(settings, entry) ? "true" : "false");
        break;
    }
}

void
config_tell(struct settings *settings, const char *first, struct text *out)
{
    text_add_format(out,
        "# Settings of Homeroom, %s. Paths are relative to "
        "this\n# file's folder. homeroom.conf(5) tells more; "
        "\"homeroom check\" reads it.\n",
        first);
    for (size_t i = 0; i < ENTRY_COUNT; i++)
        add_entry(&entries[i], settings, out);
}

void
config_template(struct text *out)
{
    struct settings defaults;

    entries_set_defaults(&defaults);
    config_tell(&defaults, "each at its default", out);
    config_clear(&defaults);
}
