/* Wording: how the texts of screens/ are come by. */

#include "board/wording.h"

static wording *used;

void
wording_use(wording *words)
{
    used = words;
}

bool
wording_is_known(void)
{
    return used != NULL;
}

enum status
wording_show(const char *screen, const struct cohort *cohort, struct text *out)
{
    if (used == NULL)
        return refuse(STATUS_FAILED, "%s: the screens are not loaded", screen);
    return used(screen, cohort, out);
}
