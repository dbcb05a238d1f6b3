#ifndef BASE_SCRIPT_JOINS_H
#define BASE_SCRIPT_JOINS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether this is a letter or a mark of a script in which ZWJ and ZWNJ tell
 * forms apart: one that is written joined, or whose viramas ask for it (UAX 31,
 * A1 and A2). */
bool script_joins(int32_t point);

#endif
