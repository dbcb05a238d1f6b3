/* Credentials: passwords and keys, in secrets.db. */

#include "board/credentials.h"

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/publickey.h"
#include "store/keys.h"
#include "store/passwords.h"

enum {
    PASSWORD_LEAST_BYTES = 8,
    PASSWORD_MOST_BYTES = 1024,
    HASH_PASSES = 3,
    HASH_MEMORY_BYTES = 64 << 20
};

_Static_assert(PASSWORD_HASH_BYTES >= crypto_pwhash_STRBYTES,
    "a hash fits where it is kept");

/* Of a password that nobody knows: who has none costs the same time. */
static const char nobodys_hash[PASSWORD_HASH_BYTES] =
    "$argon2id$v=19$m=65536,t=3,p=1$YdDlIV+55tyu65"
    "lp8GXQiQ$2kT7hmX8ge1epNS3qsK7MY+AEGmTV374ZifddhyGJt0";

static enum status
start_sodium(void)
{
    if (sodium_init() >= 0)
        return STATUS_OK;
    log_error("credentials.failed", "cause=\"libsodium does not start\"");
    return refuse(STATUS_FAILED, "passwords cannot be checked now");
}

enum status
credentials_hash(const char *password, size_t count,
    char hash[PASSWORD_HASH_BYTES])
{
    if (count < PASSWORD_LEAST_BYTES || count > PASSWORD_MOST_BYTES)
        return refuse(STATUS_INVALID, "password: %d to %d bytes",
            PASSWORD_LEAST_BYTES, PASSWORD_MOST_BYTES);
    if (start_sodium() != STATUS_OK)
        return STATUS_FAILED;
    if (crypto_pwhash_str(hash, password, count, HASH_PASSES,
            HASH_MEMORY_BYTES) != 0) {
        log_error("credentials.failed", "cause=\"no memory for a hash\"");
        return refuse(STATUS_FAILED, "the password cannot be hashed now");
    }
    return STATUS_OK;
}

enum status
credentials_verify(const char *password, size_t count, const char *hash)
{
    bool is_real = hash[0] != '\0' && count <= PASSWORD_MOST_BYTES;

    if (start_sodium() != STATUS_OK)
        return STATUS_FAILED;
    if (count > PASSWORD_MOST_BYTES)
        count = PASSWORD_MOST_BYTES;
    bool fits = crypto_pwhash_str_verify(is_real ? hash : nobodys_hash,
                    password, count) == 0;
    return is_real && fits ? STATUS_OK
                           : refuse(STATUS_FORBIDDEN, "wrong password");
}

enum status
credentials_set_password(struct store *secrets, int64_t person_id,
    const char *hash)
{
    return passwords_set(secrets, person_id, hash, clock_now());
}

enum status
credentials_password(struct store *secrets, int64_t person_id,
    char hash[PASSWORD_HASH_BYTES])
{
    enum status status = passwords_find(secrets, person_id, hash,
        PASSWORD_HASH_BYTES);

    if (status != STATUS_NOT_FOUND)
        return status;
    hash[0] = '\0';
    return STATUS_OK;
}

enum status
credentials_add_key(struct store *secrets, int64_t person_id, const char *line)
{
    struct publickey key;
    enum status status = publickey_read(line, &key);

    if (status != STATUS_OK)
        return status;
    const struct stored_key stored = {
        .type = key.type,
        .blob = key.blob,
        .fingerprint = key.fingerprint,
        .comment = key.comment,
    };
    status = keys_add(secrets, person_id, &stored, clock_now());
    if (status == STATUS_CONFLICT)
        return refuse(status, "key: %s logs somebody in already",
            key.fingerprint);
    return status;
}

enum status
credentials_find_key(struct store *secrets, const char *blob,
    int64_t *person_id)
{
    enum status status = keys_find(secrets, blob, person_id);

    return status == STATUS_NOT_FOUND ? refuse(status, "nobody has this key")
                                      : status;
}
