#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include <stdint.h>

#include "base/status.h"

struct store;

/* One row of the record: `actor` is a handle or "operator", `act` the verb
 * ("person add"), `subject` what it was done to, by name. */
MUST_USE enum status audit_add(struct store *store, const char *actor,
    const char *act, const char *subject, int64_t now);

#endif
