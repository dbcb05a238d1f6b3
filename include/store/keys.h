#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct store;

/* A public key, as secrets.db has it. */
struct stored_key {
    const char *type;        /* "ssh-ed25519" */
    const char *blob;        /* base64, padded */
    const char *fingerprint; /* "SHA256:..." */
    const char *comment;     /* cleaned */
};

/* CONFLICT: somebody has this key. */
MUST_USE enum status keys_add(struct store *secrets, int64_t person_id,
    const struct stored_key *key, int64_t now);
/* Whose it is. NOT_FOUND: nobody's. */
MUST_USE enum status keys_find(struct store *secrets, const char *blob,
    int64_t *person_id);

/* A key of somebody, as it is listed. */
struct listed_key {
    char type[48];
    char fingerprint[64];
    char comment[121];
    int64_t added_at;
};
/* Their keys, the oldest first, at most `most`; how many there are in `count`.
 */
MUST_USE enum status keys_by_person(struct store *secrets, int64_t person_id,
    struct listed_key *rows, int most, int *count);
/* NOT_FOUND: they have no such key. */
MUST_USE enum status keys_remove(struct store *secrets, int64_t person_id,
    const char *fingerprint);
MUST_USE enum status keys_remove_all(struct store *secrets, int64_t person_id);

#endif
