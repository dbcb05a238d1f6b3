#ifndef DAEMON_SITE_DAEMON_H
#define DAEMON_SITE_DAEMON_H

#include "base/status.h"
#include "base/text.h"
#include "board/viewer.h"
#include "config/settings.h"

/* What the operator's program asks of the daemon that runs; each is put on
 * record first. NOT_FOUND: none runs. */

/* The configuration is read anew; `told` gets what became of it. The reason
 * of a bad one has file and line. */
MUST_USE enum status site_reload(const struct settings *settings,
    struct viewer *viewer, struct text *told);
/* The site goes down `in` from now ("10m", "2h", "90s"; NULL: at once), and
 * everybody hears why (`text`, NULL: maintenance). INVALID: no such time, or no
 * such line. */
MUST_USE enum status site_drain(const struct settings *settings,
    struct viewer *viewer, const char *in, const char *text, struct text *told);
/* It does not. NOT_FOUND too where nothing was announced. */
MUST_USE enum status site_stay(const struct settings *settings,
    struct viewer *viewer, struct text *told);

#endif
