#ifndef DAEMON_RELOADING_H
#define DAEMON_RELOADING_H

#include "base/status.h"
#include "base/text.h"
#include "config/settings.h"

/* The configuration read anew while it is in use. */

/* Settings and screens of the file, where all of them are good; `kept` gets
 * the keys, with commas, that have changed and that only another start of the
 * daemon can follow: `fresh` holds their current values. Else the reason with
 * its file and line is logged and left in reason(), and nothing has changed.
 * Clear `fresh` where it was OK. */
MUST_USE enum status reloading_load(const char *path,
    const struct settings *current, struct settings *fresh, struct text *kept);

#endif
