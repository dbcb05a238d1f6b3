#ifndef STORE_PEOPLE_PAGES_H
#define STORE_PEOPLE_PAGES_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* Everybody by number, after `after_id`; at most `limit`. Handle, name, zone,
 * site role and whether they may log in alone. */
MUST_USE enum status people_page(struct store *store, int64_t after_id,
    int limit, struct person_list *list);

#endif
