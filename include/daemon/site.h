#ifndef DAEMON_SITE_H
#define DAEMON_SITE_H

#include <stdbool.h>

#include "base/status.h"
#include "base/text.h"
#include "config/settings.h"

/* A site: the folder of homeroom.conf with key, store and secrets. */

/* Makes one in `folder` (made too where it is not there): homeroom.conf with
 * every setting told, a host key, both stores; says in `told` what to do next.
 * CONFLICT: there is a homeroom.conf; nothing of it is changed. */
MUST_USE enum status site_make(const char *folder, struct text *told);

/* Run as root, becomes the user that owns the settings' file, for good, before
 * it is read: whoever may write it may have it name any file. FORBIDDEN: it is
 * root's, and others may write it. */
MUST_USE enum status site_trust_settings(const char *config);

/* Run as root, becomes the user that owns the store's folder, for good: no
 * file of root's may lie among the daemon's. NOT_FOUND: no such folder. */
MUST_USE enum status site_become_owner(const struct settings *settings);

/* A session on this machine, for somebody of the site. */
struct site_visit {
    const char *handle;  /* NULL: the Unix user's, where settings allow it */
    const char *command; /* NULL: a session on the terminal */
    const char *act;     /* on record, with the handle; NULL: none is */
    bool may_write;
};
/* Becomes the store's owner and runs the session on the standard streams; its
 * exit status in `exit_status`. NOT_FOUND: nobody of that name. FORBIDDEN:
 * the Unix user's name does not log in here. */
MUST_USE enum status site_visit(const struct settings *settings,
    const struct site_visit *visit, int *exit_status);

/* Where no daemon does so: copies the log into the store. */
void site_checkpoint(const struct settings *settings);

#endif
