#ifndef BOARD_ANSWERED_H
#define BOARD_ANSWERED_H

#include "board/keeping.h"

/* What the keeper has answered, for a while: a request that comes again, by the
 * number it bears, is not served again. Kept in the transaction of what it
 * did. */

enum {
    ANSWERED_SECONDS = 600, /* until it is forgotten */
    ANSWERED_MOST = 1000    /* of them, the newest */
};

/* Random, for a request that is to be sent. */
void answered_draw(char id[KEEPING_ID_BYTES]);
/* The answer that was given. NOT_FOUND: none was. Clear it in any case. */
MUST_USE enum status answered_find(struct store *secrets, const char *id,
    struct keeping_answer *answer);
MUST_USE enum status answered_keep(struct store *secrets, const char *id,
    const struct keeping_answer *answer);

#endif
