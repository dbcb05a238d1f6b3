#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/status.h"
#include "model/act.h"

struct store;

/* The record of acts; store_0002_audit.sql tells how its rows are chained, and
 * board/act_names.h how people stand in it. */

/* Appends the act, linked to the last one, in the open transaction or in one
 * of its own. `id` and `link` are given here, whatever the act says. */
MUST_USE enum status audit_add(struct store *store, const struct act *act);
/* The digest of a text under the store's key, which is made at its first use:
 * call it where writing is meant. */
MUST_USE enum status audit_digest(struct store *store, const char *text,
    char digest[ACT_HASH_BYTES]);
/* The newest first, at most `limit`. */
MUST_USE enum status audit_list(struct store *store,
    const struct act_filter *filter, int limit, struct act_list *list);
/* The `limit` acts after this one, in their order. */
MUST_USE enum status audit_after(struct store *store, int64_t id, int limit,
    struct act_list *list);
/* The newest's; NOT_FOUND where there is none. */
MUST_USE enum status audit_last(struct store *store, int64_t *id,
    char link[ACT_HASH_BYTES]);

#endif
