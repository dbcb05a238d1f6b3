#ifndef BOARD_AUDITING_H
#define BOARD_AUDITING_H

#include "board/viewer.h"
#include "model/act.h"

/* The record of what anyone with a role and the operator did: who, what, on
 * what, when, why. It only grows, and is a hash chain. Of texts it holds keyed
 * digests, so that expunged stays expunged. */

/* One act by this viewer. Call it in the transaction of the act itself, as the
 * last before its commit. `subject` begins with the handle of whom it is about,
 * if with anybody's: the record keeps their number, see act_names.h. `why`
 * NULL: no reason was given; `text` NULL: none is concerned, else its digest is
 * kept. */
MUST_USE enum status auditing_record(struct viewer *viewer, const char *act,
    const char *subject, const char *why, const char *text);

/* The acts that the filter lets pass, the newest first, at most `limit`; go on
 * by before_id. FORBIDDEN but for the operator's program and for those with a
 * role on the whole site. */
MUST_USE enum status auditing_list(struct viewer *viewer,
    const struct act_filter *filter, int limit, struct act_list *list);

/* Proves the chain, for the operator's program alone. `head`: NULL, or what was
 * noted of it before (the first 32 hex digits at least), which must be in it.
 * INVALID with "broken at ID: why" and chain->broken_id, or with why the head
 * is none or is not in the chain. */
MUST_USE enum status auditing_verify(struct viewer *viewer, const char *head,
    struct act_chain *chain);

/* The last act's id and link, for whoever notes them elsewhere. */
MUST_USE enum status auditing_head(struct viewer *viewer,
    struct act_chain *chain);

#endif
