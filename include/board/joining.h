#ifndef BOARD_JOINING_H
#define BOARD_JOINING_H

#include "board/keeping.h"
#include "model/invitation.h"

/* Joining: from a code to a person who is here. Each step stands for itself
 * and brings the code, so that whoever asks keeps nothing here; the last one
 * looks at everything again and does all of it, or nothing. */

struct joining {
    struct store *store;
    struct store *secrets;
    int64_t person_id; /* who is logged in; 0: nobody, they join */
    const char *key;   /* blob that the client proved; "": none */
    const char *hash;  /* of the password they chose; "": none */
};

/* A step's status is with a reason, and answer->field says what is wrong.
 * Whatever the step, for the code: INVALID: mistyped. NOT_FOUND, and is_miss:
 * there is none such. CONFLICT: used up, past, taken back. */

/* Fills role, cohort, program, is_back with handle and name of who comes back,
 * has_roster, number of the policy; the key's fingerprint and owner. */
MUST_USE enum status joining_code(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* By ask->login, an address or a login id: handle and name of who that is on
 * the cohort's roster. NOT_FOUND: nobody. CONFLICT: somebody has joined as that
 * already. FORBIDDEN: they have a role that this code does not give. */
MUST_USE enum status joining_person(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* The name as it is kept, and a handle made of it that is free. INVALID: it
 * may be nobody's name. */
MUST_USE enum status joining_name(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* INVALID: it may be nobody's handle. CONFLICT: somebody has it, or one that
 * looks like it. */
MUST_USE enum status joining_handle(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* answer->text: the policy from byte ask->number on, as much as fits; number:
 * its version. */
MUST_USE enum status joining_policy(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);

/* Redeems the code: by is_owner for the owner of the key; by login for one of
 * the roster; else for somebody new; or lets back in whom the code names,
 * whose keys and password all go first. They get name and handle of the ask
 * (not who comes back, nor an owner), the key where takes_key, the password
 * where there is a hash, the code's role, and have accepted the policy's
 * version `number`. person_id, handle: who they are. Audited. CONFLICT with
 * the field: somebody was faster, at the code's last use or the handle; or a
 * newer policy was published. */
MUST_USE enum status joining_redeem(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);
/* The same for joining->person_id, who is logged in. CONFLICT too where they
 * have the role already. */
MUST_USE enum status joining_enrol(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer);

/* ---- What joining.c and redeeming.c share -------------------------------- */

/* Keeps what is wrong, and gives the status on. */
enum status joining_wrong(struct keeping_answer *answer,
    enum keeping_field field, enum status status);
MUST_USE enum status joining_find_code(const struct joining *joining,
    const struct keeping_ask *ask, struct keeping_answer *answer,
    struct invitation *invitation);
/* Who of the roster is meant, and may be claimed with this code. */
MUST_USE enum status joining_find_person(const struct joining *joining,
    const struct invitation *invitation, const char *login,
    struct person *person);
/* Whether `own_id` (0: somebody new) may have the handle. */
MUST_USE enum status joining_check_handle(const struct joining *joining,
    const char *handle, int64_t own_id);

#endif
