/* Zone: civil dates, and the wall clocks of the IANA time zones. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"

#define ZONE_FOLDER "/usr/share/zoneinfo/"

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY = 86400,
    ZONE_BYTES = 64,
    SEARCH_SECONDS = 26 * HOUR, /* no zone is or was farther from UTC */
    YEAR_MOST = 9999
};

/* Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
static int64_t
calendar_days(int year, int month, int day)
{
    /* Years that begin in March put the leap day last. */
    int64_t shifted = (int64_t)year - (month <= 2);
    int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int64_t year_of_era = shifted - era * 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 -
           year_of_era / 100 + day_of_year - 719468;
}

static int
days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && is_leap);
}

static bool
date_parse(const char *date, int *year, int *month, int *day)
{
    static const char shape[] = "dddd-dd-dd";

    if (strlen(date) != sizeof shape - 1)
        return false;
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        bool is_digit = date[i] >= '0' && date[i] <= '9';

        if (shape[i] == 'd' ? !is_digit : date[i] != '-')
            return false;
    }
    *year = (int)strtol(date, NULL, 10);
    *month = (int)strtol(date + 5, NULL, 10);
    *day = (int)strtol(date + 8, NULL, 10);
    return *year >= 1 && *month >= 1 && *month <= 12 && *day >= 1 &&
           *day <= days_in_month(*year, *month);
}

/* Days since 1970-01-01; INVALID for no date. */
static enum status
days_of(const char *date, int64_t *days)
{
    int year;
    int month;
    int day;

    if (!date_parse(date, &year, &month, &day))
        return refuse(STATUS_INVALID, "%.32s is no date like 2026-11-23", date);
    *days = calendar_days(year, month, day);
    return STATUS_OK;
}

bool
date_is_valid(const char *date)
{
    int year;
    int month;
    int day;

    return date_parse(date, &year, &month, &day);
}

static bool
write_date(const struct civil *civil, char date[11])
{
    char written[48];

    if (civil->year < 1 || civil->year > YEAR_MOST)
        return false;
    snprintf(written, sizeof written, "%04d-%02d-%02d", civil->year,
        civil->month, civil->day);
    return text_copy(date, 11, written);
}

void
date_of(int64_t at, const char *zone, char date[11])
{
    struct civil civil;

    clock_civil(at, zone, &civil);
    if (!write_date(&civil, date))
        text_copy(date, 11, civil.year < 1 ? "0001-01-01" : "9999-12-31");
}

enum status
date_add(const char *date, int days, char moved[11])
{
    int64_t from = 0;
    struct civil civil;
    enum status status = days_of(date, &from);

    if (status != STATUS_OK)
        return status;
    clock_civil((from + days) * DAY, "UTC", &civil);
    if (!write_date(&civil, moved))
        return refuse(STATUS_INVALID, "%s and %d days is no date", date, days);
    return STATUS_OK;
}

int
date_days(const char *from, const char *to)
{
    int64_t first = 0;
    int64_t last = 0;

    if (days_of(from, &first) != STATUS_OK || days_of(to, &last) != STATUS_OK)
        return 0;
    return (int)(last - first);
}

int
date_weekday(const char *date)
{
    int64_t days = 0;

    if (days_of(date, &days) != STATUS_OK)
        return 0;
    return (int)(((days + 4) % 7 + 7) % 7);
}

static bool
zone_name_is_safe(const char *zone)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789_+/-";
    size_t length = strlen(zone);

    /* posix/ and right/ hold the same zones again, the latter with leap
     * seconds. */
    return length > 0 && length < ZONE_BYTES && zone[0] != '/' &&
           strspn(zone, allowed) == length && !text_starts(zone, "posix/") &&
           !text_starts(zone, "right/");
}

bool
zone_is_known(const char *zone)
{
    char path[sizeof ZONE_FOLDER + ZONE_BYTES];
    char magic[4] = "";

    if (zone == NULL || !zone_name_is_safe(zone))
        return false;
    snprintf(path, sizeof path, "%s%s", ZONE_FOLDER, zone);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    size_t count = fread(magic, 1, sizeof magic, file);
    fclose(file);
    return count == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
}

/* Makes localtime_r() speak of the zone; false for one that is not known. The
 * last one is kept, as reading a zone's file costs more than all the rest. */
static bool
zone_enter(const char *zone)
{
    static char entered[ZONE_BYTES];
    char value[ZONE_BYTES + 1];

    if (zone[0] != '\0' && text_equals(zone, entered))
        return true;
    if (!zone_is_known(zone))
        return false;
    snprintf(value, sizeof value, ":%s", zone);
    if (setenv("TZ", value, 1) != 0)
        return false;
    tzset();
    text_copy(entered, sizeof entered, zone);
    return true;
}

/* Of all moments those whose year has four digits, and a year at either end of
 * which no date is made. */
static time_t
within_years(int64_t at)
{
    int64_t first = calendar_days(0, 1, 1) * DAY;
    int64_t last = calendar_days(YEAR_MOST + 2, 1, 1) * DAY - 1;

    if (at < first)
        return (time_t)first;
    return (time_t)(at > last ? last : at);
}

static void
zone_time(int64_t at, const char *zone, struct tm *shown)
{
    time_t time = within_years(at);
    bool is_utc = zone == NULL || text_equals(zone, "UTC");

    if (!is_utc && zone_enter(zone) && localtime_r(&time, shown) != NULL)
        return;
    *shown = (struct tm){.tm_year = 70, .tm_mday = 1, .tm_wday = 4};
    gmtime_r(&time, shown);
}

void
clock_civil(int64_t at, const char *zone, struct civil *civil)
{
    struct tm shown;

    zone_time(at, zone, &shown);
    *civil = (struct civil){
        .year = shown.tm_year + 1900,
        .month = shown.tm_mon + 1,
        .day = shown.tm_mday,
        .hour = shown.tm_hour,
        .minute = shown.tm_min,
        .second = shown.tm_sec,
        .weekday = shown.tm_wday,
    };
}

/* Seconds that the zone is ahead of UTC at that moment; an unknown zone is
 * UTC. */
static int64_t
zone_offset(int64_t at, const char *zone)
{
    struct tm shown;

    zone_time(at, zone, &shown);
    return (int64_t)shown.tm_gmtoff;
}

/* The first moment after `from`, until `to`, at which the zone's offset is no
 * longer that of `from`; `to` when it stays. */
static int64_t
offset_end(int64_t from, int64_t to, const char *zone)
{
    int64_t offset = zone_offset(from, zone);

    if (zone_offset(to, zone) == offset)
        return to;
    while (to - from > 1) {
        int64_t middle = from + (to - from) / 2;

        if (zone_offset(middle, zone) == offset)
            from = middle;
        else
            to = middle;
    }
    return to;
}

enum status
clock_instant(const char *date, int minute, const char *zone, int64_t *at)
{
    int64_t days = 0;
    enum status status = days_of(date, &days);

    if (status != STATUS_OK)
        return status;
    if (minute < 0 || minute >= DAY / MINUTE)
        return refuse(STATUS_INVALID, "%d is no minute of a day", minute);

    /* From one change of the offset to the next, an hour at most at a time:
     * the wall clock passes the wanted time in the first stretch that ends
     * after it. */
    int64_t wanted = days * DAY + (int64_t)minute * MINUTE;
    int64_t from = wanted - SEARCH_SECONDS;
    for (;;) {
        int64_t to = offset_end(from, from + HOUR, zone);
        int64_t moment = wanted - zone_offset(from, zone);

        if (moment < to) {
            *at = moment > from ? moment : from;
            return STATUS_OK;
        }
        from = to;
    }
}

void
date_begun(int64_t at, const char *zone, char date[11])
{
    char next[11] = "";
    int64_t begins;

    at = within_years(at);
    date_of(at, zone, date);
    /* Only clocks that were set back lately can show a day once more. */
    if (zone_offset(at - SEARCH_SECONDS, zone) <= zone_offset(at, zone))
        return;
    if (date_add(date, 1, next) == STATUS_OK &&
        clock_instant(next, 0, zone, &begins) == STATUS_OK && begins <= at)
        text_copy(date, 11, next);
}
