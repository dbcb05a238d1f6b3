#ifndef DAEMON_SITE_PARTS_H
#define DAEMON_SITE_PARTS_H

#include "config/settings.h"
#include "daemon/manifest.h"

/* What of a site goes into a backup beside the stores: small files. */
struct part {
    char name[MANIFEST_NAME_BYTES]; /* in the backup */
    struct text content;
};

struct parts {
    struct part *rows; /* owned */
    size_t count;
};

/* The settings' file, as site_backup.h says, and the host key, unless it is to
 * be left out: what root alone may be allowed to read. NOT_FOUND, FORBIDDEN,
 * INVALID with "PATH: why"; parts_clear() whatever is said. */
MUST_USE enum status parts_read_kept(const struct settings *settings,
    const char *config, bool without_host_key, struct parts *parts);
/* Adds screens and holidays, whose folders are the site's owner's: as that, so
 * that a link in them leads to nothing which the owner may not read. The same
 * errors. */
MUST_USE enum status parts_read_shown(const struct settings *settings,
    struct parts *parts);
/* Whether the settings name what a backup brings where it puts that in this
 * folder, and no other place. */
bool parts_are_in(const struct settings *settings, const char *folder);
/* Wipes them. */
void parts_clear(struct parts *parts);

#endif
