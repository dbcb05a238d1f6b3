#ifndef BOARD_HOUSE_H
#define BOARD_HOUSE_H

#include <stdint.h>

#include "base/status.h"

struct store;

/* Who says what nobody in particular says: "homeroom", a person who cannot log
 * in, named after the site; made where there is none. Inside the caller's
 * transaction. */
MUST_USE enum status house_person(struct store *store, int64_t now,
    int64_t *person_id);

#endif
