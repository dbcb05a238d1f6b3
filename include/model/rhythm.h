#ifndef MODEL_RHYTHM_H
#define MODEL_RHYTHM_H

#include <stdbool.h>

#include "base/status.h"
#include "model/cohort.h"

/* How often a board asks: on chosen days of the week, each week or in the
 * first of a month; once; or never. */
enum rhythm_every {
    EVERY_NEVER,
    EVERY_ONCE, /* an introduction, in the fortnight before the start */
    EVERY_WEEK,
    EVERY_MONTH /* the first such day of the month */
};

struct rhythm {
    enum rhythm_every every;
    unsigned weekdays; /* bit 0 is Sunday */
};

enum {
    RHYTHM_BYTES = 32
};

/* "daily" (Monday to Friday), "weekly" (on Mondays), "monthly" (on the first
 * Monday), "weekly thu", "monthly tue", days like "mon,wed,fri", "once",
 * "never". INVALID with a reason. */
MUST_USE enum status rhythm_read(const char *words, struct rhythm *rhythm);
/* As rhythm_read() takes it. */
void rhythm_words(const struct rhythm *rhythm, char words[RHYTHM_BYTES]);
/* What a phase has where nothing else is said: once, daily, weekly, monthly. */
struct rhythm rhythm_of_phase(enum phase phase);
/* Whether a date is one of its days; of EVERY_ONCE any weekday may be. */
bool rhythm_has(const struct rhythm *rhythm, const char *date);
/* How long a question stays open so that the next one takes its place. */
int rhythm_window_hours(const struct rhythm *rhythm, int day_hours);

#endif
