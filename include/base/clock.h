#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/* The one clock. In builds with HOMEROOM_TEST_CLOCK the environment's
 * HOMEROOM_CLOCK=<UTC seconds> sets the time at the first call; it runs on
 * from there. A release build ignores it. */
int64_t clock_now(void);   /* UTC seconds */
int64_t clock_ticks(void); /* milliseconds, monotonic, for time-outs */

/* A moment as a wall clock in a zone shows it. */
struct civil {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
    int hour;
    int minute;
    int second;
    int weekday; /* 0 is Sunday */
};

/* True for an IANA name that this machine's zoneinfo knows. */
bool zone_is_known(const char *zone);
/* An unknown zone counts as UTC. */
void clock_civil(int64_t at, const char *zone, struct civil *civil);
/* The first instant in `zone` that is not before the civil `date`
 * ("2026-11-23") at `minute` of the day (0 to 1439): a skipped minute gives
 * the next valid one, a repeated one its first. INVALID for no such date. */
MUST_USE enum status clock_instant(const char *date, int minute,
    const char *zone, int64_t *at);

/* "2026-11-23" */
bool date_is_valid(const char *date);
void date_of(int64_t at, const char *zone, char date[11]);
/* The last civil day that has begun in the zone. It is date_of(), but where
 * clocks are set back over midnight it stays what it was. */
void date_begun(int64_t at, const char *zone, char date[11]);
/* `date` moved by days; INVALID for no date. */
MUST_USE enum status date_add(const char *date, int days, char moved[11]);
/* Days from one date to another, both valid. */
int date_days(const char *from, const char *to);
int date_weekday(const char *date); /* 0 is Sunday */

/* Seconds since then, which may be any number: what a process that was taken
 * over has written is read by others. */
int64_t moment_age(int64_t at, int64_t now);
/* Seconds between two moments, whichever is first: what a clock that was wrong
 * has written may be in the future. */
int64_t moment_apart(int64_t one, int64_t other);
/* How screens show a moment: under a week relative ("2m", "3h", "4d"), then
 * "12 Oct", in another year "12 Oct 2024". Size at least 12. */
void moment_short(int64_t at, int64_t now, const char *zone, char *out,
    int size);
/* "Mon 11:20" under a week, else "12 Oct 11:20" or "12 Oct 2024 11:20". */
void moment_long(int64_t at, int64_t now, const char *zone, char *out,
    int size);
/* "12 Dec", in another year than `today` "12 Dec 2027"; both valid dates. Size
 * at least 12. */
void date_short(const char *date, const char *today, char *out, int size);
/* "Mon 23 Nov" of a civil date, "" of what is none. Size at least 12. */
void date_words(const char *date, char *out, int size);
/* "6 h", "25 min", "3 d": how long until or since. */
void duration_short(int64_t seconds, char *out, int size);

#endif
