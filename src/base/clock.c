/* Clock: the time now, and moments as zones and people read them. */

#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY = 86400,
    TWO_DAYS = 2 * DAY,
    WEEK = 7 * DAY
};

static const char *const weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri",
    "Sat"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static int64_t
seconds_of(clockid_t id)
{
    struct timespec time;

    clock_gettime(id, &time);
    return (int64_t)time.tv_sec;
}

#ifdef HOMEROOM_TEST_CLOCK
/* How far HOMEROOM_CLOCK is from the machine's time. */
static int64_t
test_distance(int64_t now)
{
    static bool is_known;
    static int64_t distance;
    const char *wanted = getenv("HOMEROOM_CLOCK");
    int64_t at;

    if (!is_known && wanted != NULL &&
        text_number(wanted, INT32_MIN, 253402300799, &at))
        distance = at - now;
    is_known = true;
    return distance;
}
#endif

int64_t
clock_now(void)
{
    int64_t now = seconds_of(CLOCK_REALTIME);

#ifdef HOMEROOM_TEST_CLOCK
    now += test_distance(now);
#endif
    return now;
}

int64_t
clock_ticks(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t
moment_age(int64_t at, int64_t now)
{
    int64_t age;

    return __builtin_sub_overflow(now, at, &age) ? INT64_MAX : age;
}

int64_t
moment_apart(int64_t one, int64_t other)
{
    int64_t age = moment_age(one, other);

    if (age == INT64_MIN)
        return INT64_MAX;
    return age < 0 ? -age : age;
}

void
moment_short(int64_t at, int64_t now, const char *zone, char *out, int size)
{
    int64_t age = moment_age(at, now);
    struct civil then;
    struct civil today;

    if (age < MINUTE) {
        snprintf(out, (size_t)size, "now");
    } else if (age < HOUR) {
        snprintf(out, (size_t)size, "%dm", (int)(age / MINUTE));
    } else if (age < DAY) {
        snprintf(out, (size_t)size, "%dh", (int)(age / HOUR));
    } else if (age < WEEK) {
        snprintf(out, (size_t)size, "%dd", (int)(age / DAY));
    } else {
        clock_civil(at, zone, &then);
        clock_civil(now, zone, &today);
        snprintf(out, (size_t)size,
            then.year == today.year ? "%d %s" : "%d %s %d", then.day,
            months[then.month - 1], then.year);
    }
}

void
moment_long(int64_t at, int64_t now, const char *zone, char *out, int size)
{
    int64_t age = now > at ? moment_age(at, now) : moment_age(now, at);
    struct civil then;
    struct civil today;

    clock_civil(at, zone, &then);
    clock_civil(now, zone, &today);
    if (age < WEEK)
        snprintf(out, (size_t)size, "%s %02d:%02d", weekdays[then.weekday],
            then.hour, then.minute);
    else if (then.year == today.year)
        snprintf(out, (size_t)size, "%d %s %02d:%02d", then.day,
            months[then.month - 1], then.hour, then.minute);
    else
        snprintf(out, (size_t)size, "%d %s %d %02d:%02d", then.day,
            months[then.month - 1], then.year, then.hour, then.minute);
}

void
date_short(const char *date, const char *today, char *out, int size)
{
    if (!date_is_valid(date)) {
        snprintf(out, (size_t)size, "%s", date);
        return;
    }
    int year = (int)strtol(date, NULL, 10);
    int month = (int)strtol(date + 5, NULL, 10);
    int day = (int)strtol(date + 8, NULL, 10);
    bool is_this_year = memcmp(date, today, 4) == 0;

    snprintf(out, (size_t)size, is_this_year ? "%d %s" : "%d %s %d", day,
        months[month - 1], year);
}

void
duration_short(int64_t seconds, char *out, int size)
{
    if (seconds <= 0)
        snprintf(out, (size_t)size, "0 min");
    else if (seconds < HOUR)
        snprintf(out, (size_t)size, "%d min",
            seconds < MINUTE ? 1 : (int)(seconds / MINUTE));
    else if (seconds < TWO_DAYS)
        snprintf(out, (size_t)size, "%d h", (int)(seconds / HOUR));
    else
        snprintf(out, (size_t)size, "%lld d", (long long)(seconds / DAY));
}

void
date_words(const char *date, char *out, int size)
{
    out[0] = '\0';
    if (!date_is_valid(date))
        return;
    int month = (int)strtol(date + 5, NULL, 10);
    int day = (int)strtol(date + 8, NULL, 10);
    snprintf(out, (size_t)size, "%s %d %s", weekdays[date_weekday(date)], day,
        months[month - 1]);
}
