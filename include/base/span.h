#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* Spans of time, as people write them. */

/* "90s", "10m", "2h", "7d": seconds, `most` of them at most. False: no such
 * span, and `seconds` is as it was. */
bool span_read(const char *words, int64_t most, int64_t *seconds);

#endif
