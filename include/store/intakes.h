#ifndef STORE_INTAKES_H
#define STORE_INTAKES_H

#include <stdint.h>

#include "base/status.h"

struct store;

/* CONFLICT: the program has an intake of this title. */
MUST_USE enum status intakes_add(struct store *store, int64_t program_id,
    const char *title, int64_t now, int64_t *id);
MUST_USE enum status intakes_find(struct store *store, int64_t program_id,
    const char *title, int64_t *id);

#endif
