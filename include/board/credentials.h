#ifndef BOARD_CREDENTIALS_H
#define BOARD_CREDENTIALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "store/keys.h"

struct store;

/* Passwords and keys, in secrets.db. Only the keeper and the operator's
 * program call these. A password is 8 to 1,024 bytes, hashed with argon2id
 * (64 MiB, t=3, p=1: promises.md). */

enum {
    PASSWORD_HASH_BYTES = 128,
    PASSWORD_BYTES = 1025,
    KEYS_A_PERSON = 20,
    /* Wrong old passwords of who is in and wants another, and how long they
     * count. */
    PASSWORD_MISSES = 10,
    PASSWORD_MISS_SECONDS = 900
};

/* What takes its time with passwords, for whoever does it apart. */
struct password_work {
    bool verifies; /* `password` against `hash` */
    bool hashes;   /* `fresh`, where the password was right or none is asked */
    char hash[PASSWORD_HASH_BYTES]; /* "": nobody's, and so wrong */
    char password[PASSWORD_BYTES];
    char fresh[PASSWORD_BYTES];
};
struct password_done {
    bool is_right;                        /* true where nothing was to verify */
    char fresh_hash[PASSWORD_HASH_BYTES]; /* "": none was made */
};
void credentials_work(const struct password_work *work,
    struct password_done *done);

/* INVALID with a reason: too short or too long. */
MUST_USE enum status credentials_check_length(size_t count);
/* INVALID with a reason. Takes about 70 ms: workers call it, not the keeper. */
MUST_USE enum status credentials_hash(const char *password, size_t count,
    char hash[PASSWORD_HASH_BYTES]);
/* OK or FORBIDDEN; an empty hash costs the same time and is FORBIDDEN. */
MUST_USE enum status credentials_verify(const char *password, size_t count,
    const char *hash);
MUST_USE enum status credentials_set_password(struct store *secrets,
    int64_t person_id, const char *hash);
/* FORBIDDEN with a reason: too many wrong old ones, whatever comes now. */
MUST_USE enum status credentials_may_try(struct store *secrets,
    int64_t person_id);
/* Counts a wrong old one: FORBIDDEN with a reason, or what went wrong. */
MUST_USE enum status credentials_missed(struct store *secrets,
    int64_t person_id);
/* "" where the person has none. */
MUST_USE enum status credentials_password(struct store *secrets,
    int64_t person_id, char hash[PASSWORD_HASH_BYTES]);

/* One line as in an id_x.pub file. INVALID with a reason: options before the
 * key, a certificate, a type we do not take (ssh-ed25519,
 * sk-ssh-ed25519@openssh.com, ecdsa-sha2-nistp256, -384, -521,
 * sk-ecdsa-sha2-nistp256@openssh.com, ssh-rsa of 3,072 to 8,192 bits), a blob
 * that does not decode or whose inner type differs. CONFLICT: somebody has it.
 * FULL: they have KEYS_A_PERSON. */
MUST_USE enum status credentials_add_key(struct store *secrets,
    int64_t person_id, const char *line);
/* Whose key this is, by type and base64 blob. NOT_FOUND: nobody's. */
MUST_USE enum status credentials_find_key(struct store *secrets,
    const char *blob, int64_t *person_id);
/* The person's keys, the oldest first. */
MUST_USE enum status credentials_keys(struct store *secrets, int64_t person_id,
    struct listed_key rows[KEYS_A_PERSON], int *count);
/* By fingerprint. NOT_FOUND: they have no such key. CONFLICT: it is their last
 * way in. Each with a reason. */
MUST_USE enum status credentials_remove_key(struct store *secrets,
    int64_t person_id, const char *fingerprint);
/* Whether anything lets this person in, as the site's settings have it. */
MUST_USE enum status credentials_has_any(struct store *secrets,
    int64_t person_id, bool *has_any);
/* Takes all away that lets this person in. */
MUST_USE enum status credentials_remove_all(struct store *secrets,
    int64_t person_id);

#endif
