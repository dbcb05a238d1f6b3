#ifndef STORE_CODES_H
#define STORE_CODES_H

#include "base/status.h"
#include "model/invitation.h"

struct store;

/* All in secrets.db. `invitation` without its id; `digest` of the code. */
MUST_USE enum status codes_add(struct store *secrets,
    const struct invitation *invitation, const char *digest, int64_t *id);
MUST_USE enum status codes_by_digest(struct store *secrets, const char *digest,
    struct invitation *invitation);
/* One use less. CONFLICT: none is left, it is revoked, or past at `now`. */
MUST_USE enum status codes_use(struct store *secrets, int64_t id, int64_t now);
/* Those of a cohort (0: all, also those that let people back in), the newest
 * first, from before `before_id` (0: the newest) on. */
MUST_USE enum status codes_list(struct store *secrets, int64_t cohort_id,
    int64_t before_id, int limit, struct invitation_list *list);
/* NOT_FOUND: no such code. One that was revoked stays as it is. */
MUST_USE enum status codes_revoke(struct store *secrets, int64_t id,
    int64_t now);
/* Whoever made codes under one handle goes by another. */
MUST_USE enum status codes_rename_maker(struct store *secrets, const char *from,
    const char *to);
/* Every one that lets this person back in. */
MUST_USE enum status codes_revoke_of_person(struct store *secrets,
    int64_t person_id, int64_t now);

#endif
