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

#endif
