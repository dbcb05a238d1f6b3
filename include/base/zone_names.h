#ifndef BASE_ZONE_NAMES_H
#define BASE_ZONE_NAMES_H

#include <stddef.h>

#include "base/status.h"

/* The names of IANA time zones, as people look for them. */
enum {
    ZONE_NAME_BYTES = 64
};

struct zone_names {
    char (*rows)[ZONE_NAME_BYTES]; /* owned; by name */
    size_t count;
};

/* Those in which `typed` begins the name or what follows a "/" in it, without
 * regard to case, "_" and spaces the same: "new y" finds America/New_York.
 * Where one is just so called ("europe/london", "London") it is the only one;
 * "" finds all. FAILED: this machine has no list of zones. */
MUST_USE enum status zone_names_find(const char *typed,
    struct zone_names *names);
void zone_names_clear(struct zone_names *names);

#endif
