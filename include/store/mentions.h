#ifndef STORE_MENTIONS_H
#define STORE_MENTIONS_H

#include "model/mention.h"
#include "store/store.h"

/* What others wrote of somebody, or took over from them. */

struct mentioned {
    int64_t person_id;
    const char *handle; /* counts as "@handle" */
    const char *name;   /* counts as it is, in any case of its letters */
};

/* Whether a text has their handle or name, as a word. */
bool mentions_name(const struct mentioned *mentioned, const char *text);
/* In posts and subjects by others; looks at every one of them. */
MUST_USE enum status mentions_of(struct store *store,
    const struct mentioned *mentioned, struct mention_list *list);
/* Posts of others that quote a line of theirs, in the same thread. */
MUST_USE enum status mentions_quoting(struct store *store, int64_t person_id,
    struct mention_list *list);
/* Acts on record whose own words name them: those from before people stood in
 * it by number, and reasons that were given. */
MUST_USE enum status mentions_on_record(struct store *store,
    const struct mentioned *mentioned, int *count);

#endif
