#ifndef STORE_LOOKS_H
#define STORE_LOOKS_H

#include "model/earlier.h"
#include "store/store.h"

/* One person's own answers by time, and which of them they met again. */

/* When they answered, the newest first. */
struct look_times {
    int64_t *at; /* borrowed, filled with `count` of at most `most` */
    int most;
    int count;
};
MUST_USE enum status looks_times(struct store *store, int64_t person_id,
    int64_t since, struct look_times *times);
struct look_days {
    const char *from; /* civil dates, both included */
    const char *to;
    bool by_people; /* what came of the bank does not count */
};
/* Whether the board asked a question in these days. */
MUST_USE enum status looks_asked(struct store *store, int64_t board_id,
    const struct look_days *days, bool *was_asked);

/* Their answers from one moment to before another that they have not met so
 * many weeks later, the newest first; without the bodies. */
struct look_range {
    int64_t person_id;
    int64_t from_at;
    int64_t to_at;
    int weeks;
};
MUST_USE enum status looks_find(struct store *store,
    const struct look_range *range, int most, struct earlier *found,
    int *count);
/* When they met one last; 0: never. */
MUST_USE enum status looks_last(struct store *store, int64_t person_id,
    int64_t *at);
MUST_USE enum status looks_add(struct store *store, int64_t person_id,
    const struct earlier *earlier, int64_t at);

#endif
