#ifndef BOARD_PROVING_CODES_H
#define BOARD_PROVING_CODES_H

#include "base/status.h"
#include "base/text.h"

struct store;

/* What the files proving*.c share, and nobody else includes. */

/* What a code is typed for. */
enum proving_use {
    PROVING_LOGIN,
    PROVING_FIRST, /* of a secret that is not confirmed yet: of the app alone */
    PROVING_NEXT,  /* of the one that is to take its place, which it does then:
                    * of the app alone */
    PROVING_CHANGE, /* something of the second factor */
    PROVING_REPLACE /* another app: the recovery code that let them in does once
                     * more */
};

/* Whether that is a code of theirs, in one transaction; one that serves does so
 * once, a wrong one is counted. FORBIDDEN, with a reason: it is wrong.
 * CONFLICT: there is nothing that it could be for. */
MUST_USE enum status proving_try(struct store *secrets, int64_t person_id,
    enum proving_use use, const char *typed);
/* Ten recovery codes in place of those there were, a line each. */
MUST_USE enum status proving_add_codes(struct store *secrets, int64_t person_id,
    struct text *codes);

#endif
