/* Civil time in a plain way. */

#include "support/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    MINUTE = 60,
    EARLIEST = 14 * 3600, /* a zone's clock is at most so far ahead */
    DAY = 86400
};

static time_t
midnight(const char *date)
{
    struct tm tm = {0};

    sscanf(date, "%d-%d-%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    return timegm(&tm);
}

int64_t
plain_opening(const char *date, int minute, const char *zone)
{
    struct tm tm;
    time_t at = midnight(date) + minute * MINUTE - EARLIEST;
    char wanted[20];
    char shown[20] = "";

    snprintf(wanted, sizeof wanted, "%.10s %02d:%02d", date, minute / 60 % 24,
        minute % 60);
    setenv("TZ", zone, 1);
    tzset();
    for (;;) {
        localtime_r(&at, &tm);
        strftime(shown, sizeof shown, "%Y-%m-%d %H:%M", &tm);
        if (strcmp(shown, wanted) >= 0)
            return at;
        at += MINUTE;
    }
}

int
plain_day(const char *date, int days, char out[11])
{
    struct tm tm;
    time_t at = midnight(date) + (time_t)days * DAY;

    gmtime_r(&at, &tm);
    strftime(out, 11, "%Y-%m-%d", &tm);
    return tm.tm_wday;
}

void
plain_end(void)
{
    unsetenv("TZ");
    tzset();
}
