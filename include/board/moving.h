#ifndef BOARD_MOVING_H
#define BOARD_MOVING_H

#include "base/text.h"
#include "board/viewer.h"

/* Members who leave a cohort, or change to another. What they wrote stays
 * where it is; their rights follow at their next key. For the operator's
 * program; audited. */

struct moving {
    const char *handle;
    const char *cohort; /* slugs: where they are, */
    const char *to;     /* and where they go */
    const char *role;   /* NULL: each that they have there */
    const char *why;    /* NULL: nothing is said */
};

/* Takes the role away, and appends which ("learner, mentor"). NOT_FOUND, with
 * a reason: no such person or cohort, or they do not have it. */
MUST_USE enum status moving_remove(struct viewer *viewer,
    const struct moving *asked, struct text *roles);
/* Every role they have becomes one of the other cohort, and a first day of
 * their own stays theirs where both programs are eLearning; who comes to one
 * from elsewhere begins on that day. Their region
 * follows, where it was that of the cohort. Appends the roles. CONFLICT: they
 * have one of them there. */
MUST_USE enum status moving_move(struct viewer *viewer,
    const struct moving *asked, struct text *roles);

#endif
