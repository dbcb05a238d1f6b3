#ifndef STORE_OUTLINES_H
#define STORE_OUTLINES_H

#include "store/store.h"

/* A thread without its texts: what is needed to order its posts. */

struct outline {
    int number;
    int64_t post_id;
    int64_t author_id;
    int reply_to; /* 0: none */
    bool is_imported;
    bool is_elsewhere; /* of another region, as all may know it */
};
struct outline_list {
    struct outline *rows; /* owned */
    size_t count;
};

/* Posts by number, above one. `region`: title of the reader's; "" of none:
 * nothing is elsewhere. */
MUST_USE enum status outlines_of(struct store *store, int64_t thread_id,
    int above_number, const char *region, struct outline_list *list);
void outline_list_clear(struct outline_list *list);

#endif
