#ifndef BOARD_WORDING_H
#define BOARD_WORDING_H

#include <stdbool.h>

#include "base/text.h"
#include "model/cohort.h"

/* The texts of screens/ that tell of a cohort. This layer and the commands do
 * not read them: whoever does says how, once, when a process begins. */

/* Appends a screen ("own/training") filled with what is true of the cohort, and
 * with these words; NULL: those that the screen has by itself. */
typedef enum status wording(const char *screen, const struct cohort *cohort,
    const char *words, struct text *out);
void wording_use(wording *words);
/* Whether somebody said how; a process without screens has no texts. */
bool wording_is_known(void);
/* FAILED where nobody did. */
MUST_USE enum status wording_show(const char *screen,
    const struct cohort *cohort, struct text *out);
/* The same with words of one's own, the first line apart from the rest. */
MUST_USE enum status wording_split(const char *screen,
    const struct cohort *cohort, const char *words, struct text *subject,
    struct text *body);

#endif
