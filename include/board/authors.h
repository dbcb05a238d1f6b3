#ifndef BOARD_AUTHORS_H
#define BOARD_AUTHORS_H

#include "board/lookup.h"
#include "store/store.h"

/* Who wrote imported mail: people by email, else by name, made as needed as
 * people who cannot log in. Inside the caller's transaction. */
struct authors {
    struct lookup known;    /* person ids, by address or name */
    struct lookup suffixes; /* the number tried last, by start of a handle */
};

MUST_USE enum status authors_find(struct authors *authors, struct store *store,
    const char *name, const char *email, int64_t *person_id);
void authors_clear(struct authors *authors);

#endif
