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

static enum status
show(const char *screen, const struct cohort *cohort, const char *words,
    struct text *out)
{
    if (used == NULL)
        return refuse(STATUS_FAILED, "%s: the screens are not loaded", screen);
    return used(screen, cohort, words, out);
}

enum status
wording_show(const char *screen, const struct cohort *cohort, struct text *out)
{
    return show(screen, cohort, NULL, out);
}

enum status
wording_split(const char *screen, const struct cohort *cohort,
    const char *words, struct text *subject, struct text *body)
{
    struct text shown = {0};
    enum status status = show(screen, cohort, words, &shown);

    if (status == STATUS_OK)
        text_split_line(&shown, subject, body);
    text_clear(&shown);
    return status;
}
