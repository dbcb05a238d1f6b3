#ifndef TESTS_PLAIN_H
#define TESTS_PLAIN_H

#include <stdint.h>

/* Civil time by the C library's own clock, looked at minute by minute: what the
 * board's is measured against. Both leave TZ as they like; plain_end() takes it
 * away. */

/* The first minute at which a clock on the wall shows the date and the minute
 * of the day, or later. */
int64_t plain_opening(const char *date, int minute, const char *zone);
/* Year, month, day and weekday (0 is Sunday) of the day so many after a date;
 * writes the date as "2026-11-23". */
int plain_day(const char *date, int days, char out[11]);
void plain_end(void);

#endif
