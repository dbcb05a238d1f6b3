#ifndef BOARD_PROVING_H
#define BOARD_PROVING_H

#include "board/keeping.h"

/* The second factor: codes of an app, or recovery codes, after a key or
 * password. It holds from the first right code on. Only the keeper and the
 * operator's program call these, with secrets.db. */

/* What is asked at login after a key or password that was right. */
#define PROVING_PROMPT "Code from your app, or a recovery code: "

enum {
    PROVING_RECOVERY_CODES = 10,
    /* Wrong codes of a person, from wherever, after which no code of the app
     * is taken for a while: recovery codes are, being too many to try. */
    PROVING_MISSES = 10,
    PROVING_MISS_SECONDS = 900,
    /* For another app to show its first code, and for the recovery code that
     * let somebody in to do once more for one. */
    PROVING_REPLACE_SECONDS = 3600
};

struct proving {
    bool is_on;
    bool is_begun;    /* a secret waits for its first code */
    bool has_next;    /* it is on, and another app's secret waits for that */
    bool is_demanded; /* by a role: the setting second_factor_roles */
    int codes_left;
    int64_t since; /* it is on; 0: it is not */
};
MUST_USE enum status proving_look(const struct viewer *viewer,
    struct store *secrets, struct proving *proving);

/* At a login: OK where `typed` is a code of theirs, which never serves again.
 * FORBIDDEN with a reason: it is not, or has served, or there were too many
 * wrong ones. Asked again under the same id (answered.h; NULL: none) it says
 * the same, and nothing counts twice. */
MUST_USE enum status proving_check(struct store *secrets, int64_t person_id,
    const char *typed, const char *id);

/* What people ask of the keeper; `ask->code` is what they typed. */
/* How it stands: answer->text for proving_read(). */
MUST_USE enum status proving_tell(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* A new secret: answer->text. CONFLICT: it is on already. */
MUST_USE enum status proving_begin(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* Another secret, for another app: answer->text. Takes a code of the one that
 * counts, which does so until the other is confirmed, or a recovery code: that
 * which let them in does once more. */
MUST_USE enum status proving_replace(struct viewer *viewer,
    struct store *secrets, const struct keeping_ask *ask,
    struct keeping_answer *answer);
/* With a code of the new secret it is on, or takes the place of the old one;
 * answer->text: new recovery codes, a line each; answer->number: 1 where there
 * was an old one. On record of who has a role. */
MUST_USE enum status proving_confirm(struct viewer *viewer,
    struct store *secrets, const struct keeping_ask *ask,
    struct keeping_answer *answer);
/* New recovery codes, for a code. */
MUST_USE enum status proving_renew(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* Off, for a code; one that was never confirmed without. FORBIDDEN with a
 * reason: a role of theirs demands it. */
MUST_USE enum status proving_end(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* The operator takes that of `ask->handle` away, on record. */
MUST_USE enum status proving_take(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer);

/* What proving_tell() told. False: that is none. */
bool proving_read(const char *told, struct proving *proving);

#endif
