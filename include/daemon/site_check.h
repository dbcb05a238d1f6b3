#ifndef DAEMON_SITE_CHECK_H
#define DAEMON_SITE_CHECK_H

#include "base/text.h"
#include "config/settings.h"

/* Looks at what the daemon needs to begin beside the stores: its Unix user and
 * the host key. INVALID with a reason; else adds a line to `told`. */
MUST_USE enum status site_check_start(const struct settings *settings,
    struct text *told);
/* Looks at the screens, at both stores, which may be in use, at the chain of
 * the record, whether acts on it explain every role, and whether each count and
 * mark is as it follows from the rest. INVALID with a reason for the first
 * thing that is damaged. Adds a line to `told` for each that is right, and for
 * each that is not though nothing is damaged: `wrong` counts those. `mends`:
 * what follows from the rest is derived anew, told and on record, and is then
 * not wrong any more. */
MUST_USE enum status site_check(const struct settings *settings, bool mends,
    struct text *told, size_t *wrong);

#endif
