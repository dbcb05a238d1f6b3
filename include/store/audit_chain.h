#ifndef STORE_AUDIT_CHAIN_H
#define STORE_AUDIT_CHAIN_H

#include "base/status.h"
#include "model/act.h"

struct store;

/* The links between acts; store_0002_audit.sql tells what each is made of. */

/* The link of an act whose predecessor has the link `before`. */
void audit_chain_link(const char *before, const struct act *act,
    char link[ACT_HASH_BYTES]);
/* last_id and head as the store tells them, unproved; `count` is not set. */
MUST_USE enum status audit_chain_head(struct store *store,
    struct act_chain *chain);
/* Computes every link and compares. `head` (NULL: none) are the first digits
 * of a link that must be in the chain: where the end was cut off, or all was
 * written anew, it is not. INVALID with a reason that names the first act that
 * does not fit (chain->broken_id), or the head (0); `chain` is then filled up
 * to there. */
MUST_USE enum status audit_chain_verify(struct store *store, const char *head,
    struct act_chain *chain);

#endif
