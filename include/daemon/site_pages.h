#ifndef DAEMON_SITE_PAGES_H
#define DAEMON_SITE_PAGES_H

#include <stdbool.h>

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
struct site_handout_terms {
    const char *cohort; /* slug */
    const char *format; /* as handout_format_of() has it; NULL: "text" */
    const char *code;   /* NULL: one is made for this page */
    bool is_blank;      /* room for the code instead */
};
/* Adds a cohort's handout. NOT_FOUND: no such cohort or code, or no host key.
 * INVALID, CONFLICT: the code is no good for it. */
MUST_USE enum status site_handout(const struct settings *settings,
    struct viewer *viewer, const struct site_handout_terms *terms,
    struct text *told);

/* cohort_words() for programs that load the screens only where a text of theirs
 * is asked for; a wording of board/wording.h. */
MUST_USE enum status site_words(const char *screen, const struct cohort *cohort,
    const char *words, struct text *out);
enum {
    HOST_BYTES = 256
};
/* What people type after ssh: public_host, else this machine's name. FAILED
 * with a reason: it has none. */
MUST_USE enum status site_find_host(const struct settings *settings,
    char host[HOST_BYTES]);

#endif
