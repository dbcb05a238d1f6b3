#ifndef STORE_HOLIDAYS_H
#define STORE_HOLIDAYS_H

#include "base/text.h"
#include "model/program.h"
#include "store/store.h"

/* Days on which people of a region are not asked. */

struct holiday {
    int64_t region_id;
    const char *rests_on;
    const char *name;
};
/* Takes all away. */
MUST_USE enum status holidays_clear(struct store *store);
/* OK and nothing changed where the day is one already. */
MUST_USE enum status holidays_add(struct store *store,
    const struct holiday *holiday);
MUST_USE enum status holidays_has(struct store *store, int64_t region_id,
    const char *date, bool *has);
/* Its name as well, "" where it has none. */
MUST_USE enum status holidays_name(struct store *store, int64_t region_id,
    const char *date, bool *has, char name[TITLE_BYTES]);
/* All of them as lines "region_id date name", by region and date. */
MUST_USE enum status holidays_lines(struct store *store, struct text *lines);
/* Forgets the hours of questions without a thread that have not come yet, for
 * whoever finds them anew. */
MUST_USE enum status holidays_forget_hours(struct store *store, int64_t now);

#endif
