#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include "model/event.h"
#include "store/store.h"

/* What happened, for whoever shows it live: ids only. */

/* Sets event->id. */
MUST_USE enum status events_add(struct store *store, struct event *event,
    int64_t at);
/* After `event_id`, oldest first, at most `limit`. */
MUST_USE enum status events_after(struct store *store, int64_t event_id,
    int limit, struct event_list *list);
/* The newest one's id, 0: none. */
MUST_USE enum status events_last(struct store *store, int64_t *event_id);

#endif
