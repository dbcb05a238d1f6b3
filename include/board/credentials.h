#ifndef BOARD_CREDENTIALS_H
#define BOARD_CREDENTIALS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct store;

/* Passwords and keys, in secrets.db. Only the keeper and the operator's
 * program call these. A password is 8 to 1,024 bytes, hashed with argon2id
 * (64 MiB, t=3, p=1: promises.md). */

enum {
    PASSWORD_HASH_BYTES = 128
};

/* INVALID with a reason. Takes about 70 ms: workers call it, not the keeper. */
MUST_USE enum status credentials_hash(const char *password, size_t count,
    char hash[PASSWORD_HASH_BYTES]);
/* OK or FORBIDDEN; an empty hash costs the same time and is FORBIDDEN. */
MUST_USE enum status credentials_verify(const char *password, size_t count,
    const char *hash);
MUST_USE enum status credentials_set_password(struct store *secrets,
    int64_t person_id, const char *hash);
/* "" where the person has none. */
MUST_USE enum status credentials_password(struct store *secrets,
    int64_t person_id, char hash[PASSWORD_HASH_BYTES]);

/* One line as in an id_x.pub file. INVALID with a reason: options before the
 * key, a certificate, a type we do not take (ssh-ed25519,
 * sk-ssh-ed25519@openssh.com, ecdsa-sha2-nistp256, -384, -521,
 * sk-ecdsa-sha2-nistp256@openssh.com, ssh-rsa of 3,072 to 8,192 bits), a blob
 * that does not decode or whose inner type differs. CONFLICT: somebody has it.
 */
MUST_USE enum status credentials_add_key(struct store *secrets,
    int64_t person_id, const char *line);
/* Whose key this is, by type and base64 blob. NOT_FOUND: nobody's. */
MUST_USE enum status credentials_find_key(struct store *secrets,
    const char *blob, int64_t *person_id);

#endif
