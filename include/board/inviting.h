#ifndef BOARD_INVITING_H
#define BOARD_INVITING_H

#include "base/code.h"
#include "board/viewer.h"
#include "model/invitation.h"
#include "model/program.h"

/* Codes that let somebody in: made, found, listed, revoked. What is told once
 * to whoever asks for a code is kept nowhere. Where they take `secrets`, it
 * is secrets.db, open for writing; the others open it themselves, as the
 * operator's program may. */

enum {
    INVITE_USES_MOST = 10000,
    INVITE_DAYS_MOST = 366,
    INVITING_DIGEST_BYTES = 65 /* 64 hex digits and the end */
};

/* A code nobody has, and the digest that is kept of it. */
MUST_USE enum status inviting_draw(char code[CODE_TEXT_BYTES],
    char digest[INVITING_DIGEST_BYTES]);
/* Of what code_read() gives. */
void inviting_digest(const char *digits, char digest[INVITING_DIGEST_BYTES]);

struct invite_terms {
    const char *cohort; /* slug */
    const char *role;   /* NULL: learner */
    int uses;           /* 0: 100 for learners, 1 for those with another role */
    int days;           /* 0: 60 */
};
/* For the operator's program; audited. NOT_FOUND: no such cohort. INVALID: no
 * such role, uses or days out of bounds; each with a reason. */
MUST_USE enum status inviting_add(struct viewer *viewer,
    const struct invite_terms *terms, char code[CODE_TEXT_BYTES],
    struct invitation *invitation);
/* One use, 24 h, for somebody who lost key and password, or never had any;
 * revokes the one that they may have. For the operator's program and the
 * site's moderators; audited. Over SSH nobody gets a code for one with a role
 * on the whole site, whose place they could take: FORBIDDEN. NOT_FOUND: nobody
 * called so; FORBIDDEN too for one who may not log in. */
MUST_USE enum status inviting_back(struct viewer *viewer, struct store *secrets,
    const char *handle, char code[CODE_TEXT_BYTES]);
/* What a code is good for now. INVALID: mistyped (code.h). NOT_FOUND: there is
 * none such. CONFLICT: used up, past or revoked. Each with a reason. */
MUST_USE enum status inviting_find(struct store *secrets, const char *typed,
    struct invitation *invitation);
/* Takes one use of a code that was found. CONFLICT: somebody took the last. */
MUST_USE enum status inviting_use(struct store *secrets,
    const struct invitation *invitation);

/* For the operator's program: whether a code is one that the learners of this
 * cohort may share now. As inviting_find() says; CONFLICT too for one of
 * another cohort or role. */
MUST_USE enum status inviting_check(struct viewer *viewer, const char *typed,
    const char *cohort);

/* A code with its cohort's slug and its person's handle, "" for none. */
struct invited {
    struct invitation invitation;
    char cohort[SLUG_BYTES];
    char handle[HANDLE_BYTES];
};
struct invited_list {
    struct invited *rows; /* owned */
    size_t count;
};
/* For the operator's program: the newest first, of a cohort (NULL: all); at
 * most 500. */
MUST_USE enum status inviting_list(struct viewer *viewer, const char *cohort,
    struct invited_list *list);
void invited_list_clear(struct invited_list *list);
/* For the operator's program; audited. NOT_FOUND: no such code. */
MUST_USE enum status inviting_revoke(struct viewer *viewer, int64_t id);

#endif
