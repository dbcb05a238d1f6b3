/* Answered: what the keeper said, kept so that only who asked can read it. */

#include "board/answered.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/keeping_wire.h"
#include "store/answers_given.h"

enum {
    DIGEST_BYTES = 65,
    SEALED_BYTES = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES +
                   WIRE_BYTES
};

static void
derive(const char *id, const char *use, uint8_t out[32])
{
    crypto_generichash(out, 32, (const unsigned char *)id, strlen(id),
        (const unsigned char *)use, strlen(use));
}

static void
digest_of(const char *id, char digest[DIGEST_BYTES])
{
    uint8_t bytes[32];

    derive(id, "homeroom answer digest", bytes);
    sodium_bin2hex(digest, DIGEST_BYTES, bytes, sizeof bytes);
}

void
answered_draw(char id[KEEPING_ID_BYTES])
{
    uint8_t bytes[(KEEPING_ID_BYTES - 1) / 2];

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(id, KEEPING_ID_BYTES, bytes, sizeof bytes);
}

/* Nonce and box, in base 64; owned. */
static char *
seal(const char *id, const struct wire *wire)
{
    static uint8_t box[SEALED_BYTES];
    uint8_t key[crypto_secretbox_KEYBYTES];
    size_t count = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES +
                   wire->length;
    size_t size = sodium_base64_ENCODED_LEN(count,
        sodium_base64_VARIANT_ORIGINAL);
    char *text = memory_new(size);

    derive(id, "homeroom answer key", key);
    randombytes_buf(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, wire->bytes,
        wire->length, box, key);
    sodium_bin2base64(text, size, box, count, sodium_base64_VARIANT_ORIGINAL);
    sodium_memzero(key, sizeof key);
    return text;
}

/* False: that is not sealed with this number. */
static bool
unseal(const char *id, const char *sealed, struct wire *wire)
{
    static uint8_t box[SEALED_BYTES];
    uint8_t key[crypto_secretbox_KEYBYTES];
    size_t count = 0;
    const size_t most = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;

    derive(id, "homeroom answer key", key);
    bool is_right = sodium_base642bin(box, sizeof box, sealed, strlen(sealed),
                        NULL, &count, NULL,
                        sodium_base64_VARIANT_ORIGINAL) == 0 &&
                    count > most &&
                    crypto_secretbox_open_easy(wire->bytes,
                        box + crypto_secretbox_NONCEBYTES,
                        count - crypto_secretbox_NONCEBYTES, box, key) == 0;
    sodium_memzero(key, sizeof key);
    if (is_right)
        wire->length = count - most;
    return is_right;
}

enum status
answered_find(struct store *secrets, const char *id,
    struct keeping_answer *answer)
{
    static struct wire wire;
    char digest[DIGEST_BYTES];
    char *sealed = NULL;

    digest_of(id, digest);
    enum status status = answers_given_find(secrets, digest, &sealed);
    if (status != STATUS_OK)
        return status;
    wire_begin(&wire, 0);
    if (!unseal(id, sealed, &wire) || !keeping_answer_get(&wire, answer))
        status = refuse(STATUS_FAILED, "the answer that was kept is damaged");
    sodium_memzero(wire.bytes, sizeof wire.bytes);
    memory_release(sealed);
    return status;
}

enum status
answered_keep(struct store *secrets, const char *id,
    const struct keeping_answer *answer)
{
    static struct wire wire;
    char digest[DIGEST_BYTES];
    int64_t now = clock_now();
    enum status status = answers_given_forget(secrets, now - ANSWERED_SECONDS,
        now + ANSWERED_SECONDS, ANSWERED_MOST - 1);

    if (status != STATUS_OK)
        return status;
    digest_of(id, digest);
    wire_begin(&wire, 0);
    keeping_answer_put(&wire, answer);
    char *sealed = seal(id, &wire);
    sodium_memzero(wire.bytes, wire.length);
    status = answers_given_add(secrets, digest, sealed, now);
    memory_release(sealed);
    return status;
}
