#ifndef DAEMON_SITE_PAGES_H
#define DAEMON_SITE_PAGES_H

#include "base/status.h"
#include "base/text.h"
#include "config/settings.h"
#include "model/cohort.h"

struct viewer;

/* What the operator's program makes of the screens' texts. */

/* Publishes the file, else policy.txt of the screens, checked and filled as a
 * screen is: {site} and {version} stand for what they are now, what is a
 * person's is left out. Says in `told` which version it became. */
MUST_USE enum status site_publish_policy(const struct settings *settings,
    struct viewer *viewer, const char *path, struct text *told);
/* Adds a cohort's handout; `format` as handout_format_of() has it, NULL:
 * "text". NOT_FOUND: no such cohort, or no host key. */
MUST_USE enum status site_handout(const struct settings *settings,
    struct viewer *viewer, const char *cohort, const char *format,
    struct text *told);

/* cohort_words() for programs that load the screens only where a text of theirs
 * is asked for; a wording of board/wording.h. */
MUST_USE enum status site_words(const char *screen, const struct cohort *cohort,
    struct text *out);

#endif
