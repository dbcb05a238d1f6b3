#ifndef UI_COHORT_WORDS_H
#define UI_COHORT_WORDS_H

#include <stdint.h>

#include "base/text.h"
#include "model/cohort.h"

/* Words on a cohort, for screens and for the texts that tell of it. */

/* Appends a screen, filled: {site}, {program}, {cohort}, {region}, {starts},
 * {ends}, and these {words}, where they are NULL the last day on the job. What
 * display_show() says. */
MUST_USE enum status cohort_words(const char *screen,
    const struct cohort *cohort, const char *words, struct text *out);
/* The same without words, a screen's first line apart from the rest. */
MUST_USE enum status cohort_words_split(const char *screen,
    const struct cohort *cohort, struct text *subject, struct text *body);
/* "New-hire, EMEA, autumn 2026" */
void cohort_words_name(const struct cohort *cohort, struct text *out);
/* Where it is: "week 3 of 8, until Fri 15 Jan", "begins Mon 7 Dec". */
void cohort_words_where(const struct cohort *cohort, int64_t now,
    struct text *out);
/* The same in a word or two, for a title: "week 3 of 8", "begins Mon 7 Dec",
 * "alumni"; nothing where each has weeks of their own. */
void cohort_words_week(const struct cohort *cohort, int64_t now,
    struct text *out);

#endif
