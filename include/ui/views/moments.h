#ifndef UI_VIEWS_MOMENTS_H
#define UI_VIEWS_MOMENTS_H

#include <stdint.h>

#include "model/question.h"

/* Words for moments and people that several views share. */

enum {
    MOMENT_BYTES = 40,
    PERSON_BYTES = NAME_BYTES * 2 + 8
};

/* "Mon 23 Nov" */
void moment_date(int64_t at, const char *zone, char out[MOMENT_BYTES]);
/* "Tue 24 Nov 08:00" */
void moment_hour(int64_t at, const char *zone, char out[MOMENT_BYTES]);
/* "Mon 23 Nov, closes in 6 h", or when it opens, or that it is closed. */
void panel_moment(const struct panel *panel, int64_t now, const char *zone,
    char out[MOMENT_BYTES * 2]);
/* What a clock in another zone shows: "07:02 there", where it is another day
 * "Tue 07:02 there"; in one that shows the same as here "12:02, as here". */
void clock_words(int64_t now, const char *zone, const char *here,
    char out[MOMENT_BYTES]);
/* "QUESTION OF THE DAY, a mistake"; where there is room for no more, without
 * its kind; "PINNED QUESTION" past its day. */
void panel_title(const struct panel *panel, int columns,
    char out[MOMENT_BYTES]);
/* "4 waiting, oldest 3 d"; under a minute, and for none, no age. */
void waiting_words(int count, int64_t age_seconds, char out[MOMENT_BYTES]);
/* "Mara Okafor, mentor", "Ben Aydin, EMEA": the role where there is one to
 * draw, else the region. */
void person_words(const char *name, enum role role, const char *region,
    char out[PERSON_BYTES]);

#endif
