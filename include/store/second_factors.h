#ifndef STORE_SECOND_FACTORS_H
#define STORE_SECOND_FACTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/totp.h"

struct store;

/* Second factors: a secret a person, and recovery codes, in secrets.db. */

struct second_factor {
    char secret[TOTP_SECRET_TEXT_BYTES];
    bool is_confirmed;
    int64_t confirmed_at; /* 0: it is not */
    int64_t last_step;    /* of the last code that served */
    int misses;           /* up to the one at `missed_at` */
    int64_t missed_at;
    char next_secret[TOTP_SECRET_TEXT_BYTES]; /* of another app, which waits
                                               * for its first code; "" */
    int64_t next_begun_at;
};

/* NOT_FOUND: they have none. */
MUST_USE enum status second_factors_find(struct store *secrets,
    int64_t person_id, struct second_factor *factor);
/* A secret that asks for nothing yet, in place of another such. CONFLICT: one
 * is confirmed. */
MUST_USE enum status second_factors_begin(struct store *secrets,
    int64_t person_id, const char *secret, int64_t now);
/* Confirms it. CONFLICT: there is none that waits for it. */
MUST_USE enum status second_factors_confirm(struct store *secrets,
    int64_t person_id, int64_t now);
/* Another secret beside the confirmed one, which counts. CONFLICT: there is
 * none confirmed. */
MUST_USE enum status second_factors_begin_next(struct store *secrets,
    int64_t person_id, const char *secret, int64_t now);
/* The other takes its place, the code of a step having served. CONFLICT: none
 * waits. */
MUST_USE enum status second_factors_take_next(struct store *secrets,
    int64_t person_id, int64_t step, int64_t now);
/* The code of a step serves. CONFLICT: that of this or a later one has. */
MUST_USE enum status second_factors_use(struct store *secrets,
    int64_t person_id, int64_t step);
/* The same; where the clock was set back, what was missed later than now counts
 * as missed now from here on. */
MUST_USE enum status second_factors_find_at(struct store *secrets,
    int64_t person_id, int64_t now, struct second_factor *factor);
/* One more wrong code; those before `since` are forgotten. */
MUST_USE enum status second_factors_miss(struct store *secrets,
    int64_t person_id, int64_t since, int64_t now);
/* Takes it away with its recovery codes. NOT_FOUND: they have none. */
MUST_USE enum status second_factors_remove(struct store *secrets,
    int64_t person_id);

MUST_USE enum status second_factors_add_code(struct store *secrets,
    int64_t person_id, const char *digest, int64_t now);
MUST_USE enum status second_factors_drop_codes(struct store *secrets,
    int64_t person_id);
/* The code serves, and is gone. NOT_FOUND: it is none of theirs. */
MUST_USE enum status second_factors_use_code(struct store *secrets,
    int64_t person_id, const char *digest);
/* Notes the code that let them in; use_let_in() has it do once more where that
 * was between the two. NOT_FOUND: it is not that one. */
MUST_USE enum status second_factors_let_in(struct store *secrets,
    int64_t person_id, const char *digest, int64_t now);
MUST_USE enum status second_factors_use_let_in(struct store *secrets,
    int64_t person_id, const char *digest, int64_t since, int64_t until);
MUST_USE enum status second_factors_count_codes(struct store *secrets,
    int64_t person_id, int *count);

#endif
