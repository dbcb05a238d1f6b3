#ifndef DAEMON_SITE_HOLIDAYS_H
#define DAEMON_SITE_HOLIDAYS_H

#include "board/viewer.h"
#include "config/settings.h"

/* The file of holidays that the settings name; none is none. Wrong, it is
 * INVALID with "PATH:LINE:COLUMN: reason", NOT_FOUND or what file_read() says
 * besides, and nothing is changed. */

MUST_USE enum status site_holidays_check(const struct settings *settings,
    struct viewer *viewer, size_t *count);
/* Takes it over into the store; without a file there are none from now on. */
MUST_USE enum status site_holidays_keep(const struct settings *settings,
    struct viewer *viewer);

#endif
