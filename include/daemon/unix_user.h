#ifndef DAEMON_UNIX_USER_H
#define DAEMON_UNIX_USER_H

#include "base/status.h"
#include "config/settings.h"

/* Becomes settings->user for good; "": stays who this is, and warns where that
 * is root. INVALID: there is no such user; FAILED: it cannot be done. */
MUST_USE enum status unix_user_become(const struct settings *settings);
/* Whether the daemon can run as settings->user: INVALID, with a reason: there
 * is no such user, or the folder of the store is not theirs. */
MUST_USE enum status unix_user_check(const struct settings *settings);

#endif
