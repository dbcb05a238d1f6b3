#ifndef DAEMON_SITE_BACKUP_H
#define DAEMON_SITE_BACKUP_H

#include <stdbool.h>

#include "base/text.h"
#include "config/settings.h"

/* A site in one file, and a site out of one. What is in the file:
 *
 *   MANIFEST             what it is, see daemon/manifest.h
 *   homeroom.conf        as it is; where it names places of its own, or
 *                        includes others, written anew with those below
 *   host_ed25519, host_ed25519.pub    unless told otherwise
 *   screens/..., holidays.csv         where the settings name any
 *   secrets/secrets.db, store/store.db    of one instant
 *
 * so that it is a site once more wherever it is unpacked. */

struct site_backup_terms {
    const char *config;    /* the settings' file */
    const char *file;      /* to be made */
    bool without_host_key; /* leave it out */
    bool replaces;         /* a file that is there is replaced */
};

/* Makes it while the daemon and others write, for its owner alone to read. On
 * record before it is made; becomes the store's owner. CONFLICT: the file is
 * there. FULL: there is no room for it; it takes twice what it comes to.
 * Unless it says OK there is no file, or the one that was there. */
MUST_USE enum status site_backup(const struct settings *settings,
    const struct site_backup_terms *terms, struct text *told);

struct site_restore_terms {
    const char *file;
    const char *folder; /* not there yet, or empty */
    bool anyway;        /* also where checking names what is wrong */
};

/* Makes a site of a backup in a folder beside `folder`, brings its stores to
 * what this program knows, checks it as site_check() does, and puts it there
 * whole, on record in it. Unless it says OK nothing is there that was not
 * before. As root it is given to the owner of the folder that was there.
 * INVALID: no backup, not whole, of a newer program, or what is in it does not
 * pass. CONFLICT: the folder is in use, or not empty. FULL: no room. */
MUST_USE enum status site_restore(const struct site_restore_terms *terms,
    struct text *told);

#endif
