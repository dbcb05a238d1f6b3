#ifndef BASE_SCRIPT_TABLES_H
#define BASE_SCRIPT_TABLES_H

#include <stddef.h>
#include <stdint.h>

#include "base/script.h"

/* What script.c alone reads. script_tables.c is made by script_tables.py,
 * which stands beside it. */

/* Letters and marks of one script; what is common to all lies between. */
struct script_range {
    int32_t first;
    int32_t last;
    enum script script;
};
extern const struct script_range script_ranges[]; /* in order */
extern const size_t script_range_count;

/* Lower case letters that read as letters of a to z (UTS 39). */
struct script_look {
    const char *seen;
    const char *letters;
};
extern const struct script_look script_looks[];
extern const size_t script_look_count;

#endif
