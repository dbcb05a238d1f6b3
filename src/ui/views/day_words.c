/* Words for what stands on a day, in the grid and in the calendar. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "ui/views/questions.h"

enum {
    LEFT_BYTES = 16,
    PLACE_BYTES = 64
};

static void
question_words(const struct outlook_day *day, int64_t now,
    char out[DAY_WORDS_BYTES])
{
    char left[LEFT_BYTES];

    if (day->is_over)
        snprintf(out, DAY_WORDS_BYTES, "asked");
    else if (day->question.thread_id != 0 || day->first_opens_at <= now)
        snprintf(out, DAY_WORDS_BYTES, "open");
    else {
        duration_short(day->first_opens_at - now, left, sizeof left);
        snprintf(out, DAY_WORDS_BYTES, "own, %s", left);
    }
}

void
day_words(const struct outlook_day *day, int64_t now, char out[DAY_WORDS_BYTES])
{
    if (day->standing == STANDS_OWN)
        question_words(day, now, out);
    else
        snprintf(out, DAY_WORDS_BYTES, "%s", standing_name(day->standing));
}

enum style
day_style(const struct outlook_day *day)
{
    if (day->is_over)
        return STYLE_DIM;
    switch (day->standing) {
    case STANDS_NOTHING:
        return STYLE_ACCENT;
    case STANDS_OWN:
    case STANDS_PROGRAM:
        return STYLE_PLAIN;
    default:
        return STYLE_DIM;
    }
}

const char *
day_reason(const struct outlook_day *day)
{
    static const char *const reasons[] = {
        [STANDS_NEVER] = "The board does not ask then.",
        [STANDS_NOTHING] = "Nothing is to be asked: the bank has none left.",
        [STANDS_OWN] = "",
        [STANDS_PROGRAM] = "",
        [STANDS_BANK] = "The bank fills in: what was asked longest ago.",
        [STANDS_HOLIDAY] = "",
    };

    if (day->question.id != 0)
        return "";
    return day->is_over ? "The day is over." : reasons[day->standing];
}

void
zone_place(const char *zone, char *out, size_t size)
{
    const char *slash = strrchr(zone, '/');

    snprintf(out, size, "%s", slash != NULL ? slash + 1 : zone);
    for (char *at = out; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
}

void
day_opening(const struct outlook_day *day, int64_t now, struct text *out)
{
    char left[LEFT_BYTES];
    char place[PLACE_BYTES];
    int64_t seconds = day->first_opens_at - now;

    if (day->first_opens_at == 0 || day->first_zone[0] == '\0' ||
        day->standing == STANDS_NEVER || day->standing == STANDS_HOLIDAY)
        return;
    zone_place(day->first_zone, place, sizeof place);
    duration_short(seconds < 0 ? -seconds : seconds, left, sizeof left);
    if (seconds > 0)
        text_add_format(out, "%s in %s, %s",
            day->standing == STANDS_NOTHING ? "would open" : "first opens",
            left, place);
    else if (day->question.id != 0)
        text_add_format(out, "first opened %s ago, %s", left, place);
}
