#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/status.h"
#include "base/text.h"
#include "config/settings.h"

/* Reads homeroom.conf (libconfig's syntax). Unknown keys, wrong types, values
 * out of bounds and syntax errors are INVALID with "FILE:LINE: reason"; then
 * `settings` is untouched. Paths come out absolute. NOT_FOUND: no such file;
 * FAILED: it cannot be read. */
MUST_USE enum status config_load(const char *path, struct settings *settings);
/* The defaults, with paths below `folder`. */
void config_defaults(const char *folder, struct settings *settings);
void config_clear(struct settings *settings);
/* A commented homeroom.conf with every setting at its default. */
void config_template(struct text *out);
/* The same with these settings' values: config_load() reads them again.
 * `first` says in a few words what it is. */
void config_tell(struct settings *settings, const char *first,
    struct text *out);

/* The process's settings, for what lies above: set once at start, before any
 * fork; the defaults until then. */
void config_use(const struct settings *settings); /* kept by reference */
const struct settings *config_current(void);
/* "STORE/store.db", "SECRETS/secrets.db", "STORE/homeroomd.sock"; owned. */
char *config_store_path(const struct settings *settings);
char *config_secrets_path(const struct settings *settings);
char *config_socket_path(const struct settings *settings);

#endif
