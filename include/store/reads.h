#ifndef STORE_READS_H
#define STORE_READS_H

#include "store/store.h"

/* How far people have read in threads. */

/* 0: nothing yet. */
MUST_USE enum status reads_number(struct store *store, int64_t person_id,
    int64_t thread_id, int *number);
/* Never goes back; nothing of one who may not log in. */
MUST_USE enum status reads_raise(struct store *store, int64_t person_id,
    int64_t thread_id, int number);

/* What was read beyond that number, in no row with it. */
struct read_list {
    int *numbers; /* owned, the lowest first */
    size_t count;
};
MUST_USE enum status reads_ahead(struct store *store, int64_t person_id,
    int64_t thread_id, struct read_list *list);
void read_list_clear(struct read_list *list);
/* OK too where it is there; nothing of one who may not log in. */
MUST_USE enum status reads_add_ahead(struct store *store, int64_t person_id,
    int64_t thread_id, int number);
/* Those up to a number. */
MUST_USE enum status reads_drop_ahead(struct store *store, int64_t person_id,
    int64_t thread_id, int number);

#endif
