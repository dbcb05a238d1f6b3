#ifndef DAEMON_SITE_PARTS_H
#define DAEMON_SITE_PARTS_H

#include "config/settings.h"
#include "daemon/manifest.h"

/* What of a site goes into a backup beside the stores: small files, read while
 * whoever runs the program may still read them. */
struct part {
    char name[MANIFEST_NAME_BYTES]; /* in the backup */
    struct text content;
};

struct parts {
    struct part *rows; /* owned */
    size_t count;
};

/* The settings' file, as site_backup.h says, with what it names: the host key,
 * unless it is to be left out, the screens, the holidays. NOT_FOUND, FORBIDDEN,
 * INVALID with "PATH: why"; parts_clear() whatever is said. */
MUST_USE enum status parts_read(const struct settings *settings,
    const char *config, bool without_host_key, struct parts *parts);
/* Whether the settings name what a backup brings where it puts that in this
 * folder, and no other place. */
bool parts_are_in(const struct settings *settings, const char *folder);
/* Wipes them. */
void parts_clear(struct parts *parts);

#endif
