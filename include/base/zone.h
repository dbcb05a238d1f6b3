#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdint.h>

/* The calendar under clock.h. */

/* Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
int64_t calendar_days(int year, int month, int day);
/* Seconds that the zone is ahead of UTC at that moment; an unknown zone is
 * UTC. */
int64_t zone_offset(int64_t at, const char *zone);

#endif
