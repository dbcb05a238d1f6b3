#ifndef STORE_USES_H
#define STORE_USES_H

#include "model/use.h"
#include "store/store.h"

/* Who used which post, and what happened: at most once a person and post. */

/* What is stored of it: post_id, person_id, line and used_at. A second one of
 * the same person has the new line; its author is told again where that is
 * another. */
MUST_USE enum status uses_put(struct store *store, const struct use *use,
    int64_t author_id);
/* NOT_FOUND: there is none. */
MUST_USE enum status uses_drop(struct store *store, int64_t post_id,
    int64_t person_id);
MUST_USE enum status uses_find(struct store *store, int64_t post_id,
    int64_t person_id, char line[USE_BYTES]);
/* Of what somebody wrote, endorsements among them, the newest first; those
 * alone they have not read where `is_untold`. */
MUST_USE enum status uses_of_author(struct store *store, int64_t author_id,
    bool is_untold, int limit, struct use_list *list);
/* Its author has read it. */
MUST_USE enum status uses_tell(struct store *store, const struct use *use,
    int64_t at);
/* Program by program, by title. */
MUST_USE enum status uses_by_program(struct store *store,
    struct use_count_list *list);

#endif
