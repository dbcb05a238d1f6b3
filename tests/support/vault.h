#ifndef TESTS_VAULT_H
#define TESTS_VAULT_H

#include "support/talk.h"

/* The site of world.h where nobody is held back by how often they post, with
 * secrets beside the store, as the operator's program finds them. Every call
 * fails the running test when something goes wrong. */
void vault_open(struct world *world);
void vault_close(struct world *world);
/* Another connection to the secrets; store_close() it. */
struct store *vault_connect(void);
/* The one number that a statement on the secrets gives; a string literal. */
int64_t vault_number(const char *sql);
/* A key and a password for somebody. */
void vault_fill(struct world *world, const char *handle);

/* The key that vault_fill() gives. */
#define VAULT_FINGERPRINT "SHA256:aI6Pdkos15KuLH0zGTCmLahMbLFuySQ28nf90UTAOg8"
#define VAULT_HASH        "$argon2id$no-real-hash"

#endif
