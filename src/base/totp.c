/* TOTP: six digits from a secret and the time. */

#include "base/totp.h"

#include <nettle/hmac.h>
#include <stdio.h>
#include <string.h>

enum {
    COUNTER_BYTES = 8,
    LETTER_BITS = 5,
    GROUP_LETTERS = 4,
    MODULUS = 1000000
};

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int64_t
totp_step(int64_t at)
{
    return at / TOTP_STEP_SECONDS;
}

/* RFC 4226, section 5.3: the last four bits say which four bytes count. */
int
totp_code(const uint8_t *secret, size_t count, int64_t step)
{
    struct hmac_sha1_ctx context;
    uint8_t counter[COUNTER_BYTES];
    uint8_t digest[SHA1_DIGEST_SIZE];

    for (int i = 0; i < COUNTER_BYTES; i++)
        counter[i] = (uint8_t)((uint64_t)step >> (8 * (7 - i)));
    hmac_sha1_set_key(&context, count, secret);
    hmac_sha1_update(&context, sizeof counter, counter);
    hmac_sha1_digest(&context, sizeof digest, digest);
    const uint8_t *at = digest + (digest[SHA1_DIGEST_SIZE - 1] & 15U);
    uint32_t number = ((uint32_t)at[0] & 127U) << 24 | (uint32_t)at[1] << 16 |
                      (uint32_t)at[2] << 8 | (uint32_t)at[3];
    explicit_bzero(&context, sizeof context);
    explicit_bzero(digest, sizeof digest);
    return (int)(number % MODULUS);
}

int64_t
totp_find(const uint8_t secret[TOTP_SECRET_BYTES], int code, int64_t at,
    int64_t last)
{
    int64_t now = totp_step(at);
    int64_t found = 0;

    for (int64_t step = now + TOTP_DRIFT; step >= now - TOTP_DRIFT; step--) {
        bool fits = totp_code(secret, TOTP_SECRET_BYTES, step) == code;

        if (fits && step > last)
            found = step;
    }
    return found;
}

bool
totp_read(const char *typed, int *code)
{
    int count = 0;
    int number = 0;

    for (; *typed != '\0'; typed++) {
        if (*typed == ' ' || *typed == '-')
            continue;
        if (*typed < '0' || *typed > '9' || count == TOTP_DIGITS)
            return false;
        number = number * 10 + (*typed - '0');
        count++;
    }
    if (count == TOTP_DIGITS)
        *code = number;
    return count == TOTP_DIGITS;
}

void
totp_secret_write(const uint8_t secret[TOTP_SECRET_BYTES],
    char text[TOTP_SECRET_TEXT_BYTES])
{
    for (int i = 0; i < TOTP_SECRET_TEXT_BYTES - 1; i++) {
        unsigned value = 0;

        for (int bit = i * LETTER_BITS; bit < (i + 1) * LETTER_BITS; bit++)
            value = value << 1 |
                    ((unsigned)secret[bit / 8] >> (7 - bit % 8) & 1U);
        text[i] = letters[value];
    }
    text[TOTP_SECRET_TEXT_BYTES - 1] = '\0';
}

bool
totp_secret_read(const char *text, uint8_t secret[TOTP_SECRET_BYTES])
{
    if (strlen(text) != TOTP_SECRET_TEXT_BYTES - 1)
        return false;
    memset(secret, 0, TOTP_SECRET_BYTES);
    for (int i = 0; text[i] != '\0'; i++) {
        const char *letter = strchr(letters, text[i]);

        if (letter == NULL)
            return false;
        unsigned value = (unsigned)(letter - letters);
        for (int bit = 0; bit < LETTER_BITS; bit++) {
            int at = i * LETTER_BITS + bit;

            if ((value >> (LETTER_BITS - 1 - bit) & 1U) != 0)
                secret[at / 8] |= (uint8_t)(1U << (7 - at % 8));
        }
    }
    return true;
}

void
totp_secret_group(const char *secret, char grouped[TOTP_GROUPED_BYTES])
{
    size_t at = 0;

    for (size_t i = 0; secret[i] != '\0' && at + 2 < TOTP_GROUPED_BYTES; i++) {
        if (i > 0 && i % GROUP_LETTERS == 0)
            grouped[at++] = ' ';
        grouped[at++] = secret[i];
    }
    grouped[at] = '\0';
}

/* ---- Addresses ----------------------------------------------------------- */

struct address {
    char *bytes;
    size_t length;
    bool is_full;
};

static void
address_add(struct address *address, const char *words)
{
    size_t count = strlen(words);

    if (address->is_full || address->length + count >= TOTP_ADDRESS_BYTES) {
        address->is_full = true;
        return;
    }
    memcpy(address->bytes + address->length, words, count + 1);
    address->length += count;
}

/* What is no letter, digit or -._~ as %XX (RFC 3986, section 2). */
static void
address_escape(struct address *address, const char *words)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    char escaped[4];

    for (; *words != '\0'; words++) {
        unsigned char byte = (unsigned char)*words;

        snprintf(escaped, sizeof escaped,
            strchr(plain, byte) != NULL ? "%c" : "%%%02X", byte);
        address_add(address, escaped);
    }
}

bool
totp_address(const char *site, const char *handle, const char *secret,
    bool with_issuer, char address[TOTP_ADDRESS_BYTES])
{
    struct address made = {.bytes = address};

    address[0] = '\0';
    address_add(&made, "otpauth://totp/");
    address_escape(&made, site);
    address_add(&made, ":");
    address_escape(&made, handle);
    address_add(&made, "?secret=");
    address_add(&made, secret);
    if (with_issuer) {
        address_add(&made, "&issuer=");
        address_escape(&made, site);
    }
    if (made.is_full)
        explicit_bzero(address, TOTP_ADDRESS_BYTES);
    return !made.is_full;
}
