/* Rhythm: on which days a board asks. */

#include "model/rhythm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"

enum {
    WEEKDAYS = 7,
    DAY_LETTERS = 3,
    WORKING_DAYS = 0x3E, /* Monday to Friday */
    MONDAYS = 0x02,
    WEEK_HOURS = 168,
    MONTH_HOURS = 744, /* the longest window there is */
    DAY_OF_MONTH = 8
};

static const char *const weekdays[WEEKDAYS] = {"sun", "mon", "tue", "wed",
    "thu", "fri", "sat"};

static const struct {
    const char *words;
    struct rhythm rhythm;
} named[] = {
    {"never", {EVERY_NEVER, 0}},
    {"once", {EVERY_ONCE, WORKING_DAYS}},
    {"daily", {EVERY_WEEK, WORKING_DAYS}},
    {"weekly", {EVERY_WEEK, MONDAYS}},
    {"monthly", {EVERY_MONTH, MONDAYS}},
};

enum {
    NAMED = sizeof named / sizeof *named
};

static unsigned
weekday_bit(const char *word)
{
    for (unsigned day = 0; day < WEEKDAYS; day++)
        if (strncmp(word, weekdays[day], DAY_LETTERS) == 0)
            return 1U << day;
    return 0;
}

/* "mon,wed"; 0: no such days. */
static unsigned
read_days(const char *words)
{
    unsigned days = 0;

    for (;;) {
        unsigned bit = weekday_bit(words);

        if (bit == 0 || (days & bit) != 0)
            return 0;
        days |= bit;
        words += DAY_LETTERS;
        if (*words == '\0')
            return days;
        if (*words++ != ',')
            return 0;
    }
}

enum status
rhythm_read(const char *words, struct rhythm *rhythm)
{
    struct rhythm found = {.every = EVERY_WEEK};

    for (size_t i = 0; i < NAMED; i++) {
        if (strcmp(words, named[i].words) == 0) {
            *rhythm = named[i].rhythm;
            return STATUS_OK;
        }
    }
    if (text_starts(words, "monthly ")) {
        found = (struct rhythm){EVERY_MONTH, read_days(words + 8)};
        if (strlen(words) != 8 + DAY_LETTERS)
            found.weekdays = 0;
    } else if (text_starts(words, "weekly ")) {
        found.weekdays = read_days(words + 7);
    } else {
        found.weekdays = read_days(words);
    }
    if (found.weekdays == 0)
        return refuse(STATUS_INVALID,
            "no such rhythm: %.40s; daily, weekly, monthly, \"weekly thu\", "
            "\"monthly tue\", days like mon,wed,fri, once or never",
            words);
    *rhythm = found;
    return STATUS_OK;
}

void
rhythm_words(const struct rhythm *rhythm, char words[RHYTHM_BYTES])
{
    size_t used = 0;

    for (size_t i = 0; i < NAMED; i++) {
        if (named[i].rhythm.every == rhythm->every &&
            named[i].rhythm.weekdays == rhythm->weekdays) {
            snprintf(words, RHYTHM_BYTES, "%s", named[i].words);
            return;
        }
    }
    words[0] = '\0';
    if (rhythm->every == EVERY_MONTH)
        used = (size_t)snprintf(words, RHYTHM_BYTES, "monthly ");
    for (unsigned day = 0; day < WEEKDAYS; day++) {
        if ((rhythm->weekdays & 1U << day) == 0)
            continue;
        bool is_first = used == 0 || words[used - 1] == ' ';
        snprintf(words + used, RHYTHM_BYTES - used, "%s%s", is_first ? "" : ",",
            weekdays[day]);
        used = strlen(words);
    }
}

struct rhythm
rhythm_of_phase(enum phase phase)
{
    static const int places[PHASE_COUNT] = {
        [PHASE_UPCOMING] = 1,
        [PHASE_TRAINING] = 2,
        [PHASE_ON_THE_JOB] = 3,
        [PHASE_ALUMNI] = 4,
    };

    return named[places[phase]].rhythm;
}

bool
rhythm_has(const struct rhythm *rhythm, const char *date)
{
    unsigned bit = 1U << (unsigned)date_weekday(date);

    if (rhythm->every == EVERY_NEVER || (rhythm->weekdays & bit) == 0)
        return false;
    return rhythm->every != EVERY_MONTH ||
           strtol(date + DAY_OF_MONTH, NULL, 10) <= WEEKDAYS;
}

int
rhythm_window_hours(const struct rhythm *rhythm, int day_hours)
{
    if (rhythm->every == EVERY_MONTH)
        return MONTH_HOURS;
    if (rhythm->every == EVERY_ONCE)
        return WEEK_HOURS;
    /* One day a week: until the next. */
    bool is_weekly = rhythm->weekdays != 0 &&
                     (rhythm->weekdays & (rhythm->weekdays - 1)) == 0;
    return is_weekly ? WEEK_HOURS : day_hours;
}
