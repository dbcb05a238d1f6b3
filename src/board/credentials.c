/* Credentials: passwords and keys, in secrets.db. */

#include "board/credentials.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/publickey.h"
#include "config/config.h"
#include "store/keys.h"
#include "store/passwords.h"
#include "store/store.h"

enum {
    PASSWORD_LEAST_BYTES = 8,
    PASSWORD_MOST_BYTES = 1024,
    UTF8_MOST_BYTES = 4, /* of a character */
    MIB = 1 << 20,
    KIB_OF_MIB = 1024
};

_Static_assert(PASSWORD_HASH_BYTES >= crypto_pwhash_STRBYTES,
    "a hash fits where it is kept");

/* Of a password that nobody knows: who has none costs the time of a hash that
 * is made now. */
static void
nobodys_hash(char hash[PASSWORD_HASH_BYTES])
{
    snprintf(hash, PASSWORD_HASH_BYTES,
        "$argon2id$v=19$m=%d,t=%d,p=1$YdDlIV+55tyu65lp8GXQiQ"
        "$2kT7hmX8ge1epNS3qsK7MY+AEGmTV374ZifddhyGJt0",
        (int)config_current()->password_memory_mib * KIB_OF_MIB,
        (int)config_current()->password_passes);
}

static enum status
start_sodium(void)
{
    if (sodium_init() >= 0)
        return STATUS_OK;
    log_error("credentials.failed", "cause=\"libsodium does not start\"");
    return refuse(STATUS_FAILED, "passwords cannot be checked now");
}

enum status
credentials_check_length(size_t count)
{
    if (count >= PASSWORD_LEAST_BYTES && count <= PASSWORD_MOST_BYTES)
        return STATUS_OK;
    if (count < PASSWORD_LEAST_BYTES)
        return refuse(STATUS_INVALID, "password: at least %d characters",
            PASSWORD_LEAST_BYTES);
    return refuse(STATUS_INVALID,
        "password: that is too long; up to %d characters always fit",
        PASSWORD_MOST_BYTES / UTF8_MOST_BYTES);
}

enum status
credentials_hash(const char *password, size_t count,
    char hash[PASSWORD_HASH_BYTES])
{
    enum status status = credentials_check_length(count);

    if (status != STATUS_OK)
        return status;
    if (start_sodium() != STATUS_OK)
        return STATUS_FAILED;
    if (crypto_pwhash_str(hash, password, count,
            (unsigned long long)config_current()->password_passes,
            (size_t)config_current()->password_memory_mib * MIB) != 0) {
        log_error("credentials.failed", "cause=\"no memory for a hash\"");
        return refuse(STATUS_FAILED, "the password cannot be hashed now");
    }
    return STATUS_OK;
}

enum status
credentials_verify(const char *password, size_t count, const char *hash)
{
    bool is_real = hash[0] != '\0' && count <= PASSWORD_MOST_BYTES;
    char nobodys[PASSWORD_HASH_BYTES];

    if (start_sodium() != STATUS_OK)
        return STATUS_FAILED;
    if (count > PASSWORD_MOST_BYTES)
        count = PASSWORD_MOST_BYTES;
    nobodys_hash(nobodys);
    bool fits = crypto_pwhash_str_verify(is_real ? hash : nobodys, password,
                    count) == 0;
    return is_real && fits ? STATUS_OK
                           : refuse(STATUS_FORBIDDEN, "wrong password");
}

void
credentials_work(const struct password_work *work, struct password_done *done)
{
    *done = (struct password_done){.is_right = true};
    if (work->verifies)
        done->is_right = credentials_verify(work->password,
                             strlen(work->password), work->hash) == STATUS_OK;
    if (work->hashes && done->is_right &&
        credentials_hash(work->fresh, strlen(work->fresh), done->fresh_hash) !=
            STATUS_OK)
        done->fresh_hash[0] = '\0';
}

enum status
credentials_set_password(struct store *secrets, int64_t person_id,
    const char *hash)
{
    return passwords_set(secrets, person_id, hash, clock_now());
}

enum status
credentials_may_try(struct store *secrets, int64_t person_id)
{
    int misses = 0;
    int64_t now = clock_now();
    enum status status = passwords_set_back(secrets, person_id, now);

    if (status == STATUS_OK)
        status = passwords_misses(secrets, person_id,
            now - PASSWORD_MISS_SECONDS, &misses);
    if (status == STATUS_OK && misses >= PASSWORD_MISSES)
        return refuse(STATUS_FORBIDDEN,
            "too many wrong passwords: try again in a quarter of an hour");
    return status;
}

enum status
credentials_missed(struct store *secrets, int64_t person_id)
{
    int64_t now = clock_now();
    enum status status = passwords_miss(secrets, person_id,
        now - PASSWORD_MISS_SECONDS, now);

    return status == STATUS_OK
               ? refuse(STATUS_FORBIDDEN, "the old password is wrong")
               : status;
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
    struct listed_key rows[KEYS_A_PERSON];
    int count = 0;
    status = keys_by_person(secrets, person_id, rows, KEYS_A_PERSON, &count);
    if (status == STATUS_OK && count == KEYS_A_PERSON)
        return refuse(STATUS_FULL, "key: you have %d, remove one first",
            KEYS_A_PERSON);
    if (status == STATUS_OK)
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

enum status
credentials_keys(struct store *secrets, int64_t person_id,
    struct listed_key rows[KEYS_A_PERSON], int *count)
{
    return keys_by_person(secrets, person_id, rows, KEYS_A_PERSON, count);
}

enum status
credentials_has_any(struct store *secrets, int64_t person_id, bool *has_any)
{
    char hash[PASSWORD_HASH_BYTES] = "";
    struct listed_key row;
    int count = 0;
    enum status status = credentials_password(secrets, person_id, hash);

    if (status == STATUS_OK)
        status = keys_by_person(secrets, person_id, &row, 1, &count);
    if (status == STATUS_OK)
        *has_any = (hash[0] != '\0' && config_current()->login_password) ||
                   (count > 0 && config_current()->login_key);
    return status;
}

enum status
credentials_remove_key(struct store *secrets, int64_t person_id,
    const char *fingerprint)
{
    bool has_any = false;
    enum status status = store_begin(secrets);

    if (status != STATUS_OK)
        return status;
    status = keys_remove(secrets, person_id, fingerprint);
    if (status == STATUS_NOT_FOUND)
        status = refuse(status, "key: you have none called %.80s", fingerprint);
    if (status == STATUS_OK)
        status = credentials_has_any(secrets, person_id, &has_any);
    if (status == STATUS_OK && !has_any)
        status = refuse(STATUS_CONFLICT,
            "key: it is your last way in; add another or set a password first");
    if (status == STATUS_OK)
        return store_commit(secrets);
    store_rollback(secrets);
    return status;
}

enum status
credentials_remove_all(struct store *secrets, int64_t person_id)
{
    enum status status = keys_remove_all(secrets, person_id);

    return status == STATUS_OK ? passwords_remove(secrets, person_id) : status;
}
