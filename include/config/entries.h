#ifndef CONFIG_ENTRIES_H
#define CONFIG_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/settings.h"

enum entry_kind {
    ENTRY_NUMBER,
    ENTRY_TEXT,
    ENTRY_TRUTH
};

/* A setting as the tables of settings.h have it. */
struct entry {
    enum entry_kind kind;
    const char *key;
    const char *help;
    size_t offset; /* in struct settings */
    const char *text;
    int64_t number; /* or the truth */
    int64_t least;
    int64_t most;
};

/* NULL: no setting has that key. */
const struct entry *entry_named(const char *key);
/* The place of an entry of that kind in the settings. */
int64_t *entry_number(struct settings *settings, const struct entry *entry);
char **entry_text(struct settings *settings, const struct entry *entry);
bool *entry_truth(struct settings *settings, const struct entry *entry);
/* The settings as the tables have them, paths still relative. */
void entries_set_defaults(struct settings *settings);

#endif
