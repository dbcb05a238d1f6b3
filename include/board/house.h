#ifndef BOARD_HOUSE_H
#define BOARD_HOUSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "model/cohort.h"

struct post;
struct store;

/* Who says what nobody in particular says: "homeroom", a person who cannot log
 * in, named after the site; made where there is none. Inside the caller's
 * transaction. */
MUST_USE enum status house_person(struct store *store, int64_t now,
    int64_t *person_id);
/* Whether that post is the house's. */
bool house_wrote(const struct post *post);

/* A thread of the house's, on a board, that waits for nobody's reply; with its
 * event, inside the caller's transaction. */
struct house_word {
    int64_t board_id;
    const char *subject; /* both cleaned */
    const char *body;
    int64_t at; /* UTC seconds */
};
MUST_USE enum status house_say(struct store *store,
    const struct house_word *word, int64_t *thread_id);
/* The same on a cohort's board, cleaned here. FAILED: the cohort has none. */
MUST_USE enum status house_tell(struct store *store,
    const struct cohort *cohort, const struct text *subject,
    const struct text *body, int64_t at);

#endif
