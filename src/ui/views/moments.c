/* Words for moments and people that several views share. */

#include "ui/views/moments.h"

#include <stdio.h>

#include "base/clock.h"

enum {
    COLUMNS_KIND = 66 /* title, kind and moment side by side */
};

static const char *const weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri",
    "Sat"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void
moment_date(int64_t at, const char *zone, char out[MOMENT_BYTES])
{
    struct civil civil;

    clock_civil(at, zone, &civil);
    snprintf(out, MOMENT_BYTES, "%s %d %s", weekdays[civil.weekday % 7],
        civil.day, months[(civil.month + 11) % 12]);
}

void
moment_hour(int64_t at, const char *zone, char out[MOMENT_BYTES])
{
    struct civil civil;

    clock_civil(at, zone, &civil);
    snprintf(out, MOMENT_BYTES, "%s %d %s %02d:%02d",
        weekdays[civil.weekday % 7], civil.day, months[(civil.month + 11) % 12],
        civil.hour, civil.minute);
}

void
panel_moment(const struct panel *panel, int64_t now, const char *zone,
    char out[MOMENT_BYTES * 2])
{
    char day[MOMENT_BYTES];
    char duration[MOMENT_BYTES];
    const char *word = ", closed";

    moment_date(panel->opens_at, zone, day);
    duration[0] = '\0';
    if (now < panel->opens_at) {
        word = ", opens in ";
        duration_short(panel->opens_at - now, duration, MOMENT_BYTES);
    } else if (now < panel->closes_at) {
        word = ", closes in ";
        duration_short(panel->closes_at - now, duration, MOMENT_BYTES);
    }
    snprintf(out, (size_t)MOMENT_BYTES * 2, "%.30s%s%.30s", day, word,
        duration);
}

void
clock_words(int64_t now, const char *zone, const char *here,
    char out[MOMENT_BYTES])
{
    struct civil there;
    struct civil own;

    clock_civil(now, zone, &there);
    clock_civil(now, here, &own);
    if (there.day != own.day)
        snprintf(out, MOMENT_BYTES, "%s %02d:%02d there",
            weekdays[there.weekday % 7], there.hour, there.minute);
    else
        snprintf(out, MOMENT_BYTES, "%02d:%02d%s", there.hour, there.minute,
            there.hour == own.hour && there.minute == own.minute ? ", as here"
                                                                 : " there");
}

void
panel_title(const struct panel *panel, int columns, char out[MOMENT_BYTES])
{
    const char *kind = columns < COLUMNS_KIND
                           ? ""
                           : question_kind_label(panel->question.kind);

    snprintf(out, MOMENT_BYTES, "%s%s%.16s",
        panel->is_pinned && !panel->is_open ? "PINNED QUESTION"
                                            : "QUESTION OF THE DAY",
        kind[0] == '\0' ? "" : ", ", kind);
}

void
waiting_words(int count, int64_t age_seconds, char out[MOMENT_BYTES])
{
    char age[16];

    duration_short(age_seconds, age, sizeof age);
    if (count == 0 || age_seconds < 60)
        snprintf(out, MOMENT_BYTES, "%d waiting", count);
    else
        snprintf(out, MOMENT_BYTES, "%d waiting, oldest %s", count, age);
}

void
person_words(const char *name, enum role role, const char *region,
    char out[PERSON_BYTES])
{
    const char *label = role_label(role);
    const char *shown = label[0] != '\0' ? label : region;

    snprintf(out, PERSON_BYTES, "%s%s%s", name, shown[0] != '\0' ? ", " : "",
        shown);
}
