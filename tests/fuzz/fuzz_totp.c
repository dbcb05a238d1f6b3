/* Whatever is typed for a code of an authenticator app, or kept as its secret:
 * a code is six digits and no more, a secret is taken by its one writing. */

#include "input.h"

#include "base/totp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_code(const char *typed)
{
    char digits[16];
    int code = -1;
    int again = -1;
    size_t count = 0;

    for (const char *at = typed; *at != '\0'; at++)
        count += *at >= '0' && *at <= '9';
    if (!totp_read(typed, &code)) {
        require(count != TOTP_DIGITS ||
                strspn(typed, "0123456789 -") != strlen(typed));
        return;
    }
    require(count == TOTP_DIGITS);
    require(strspn(typed, "0123456789 -") == strlen(typed));
    snprintf(digits, sizeof digits, "%06d", code);
    require(strlen(digits) == TOTP_DIGITS);
    require(totp_read(digits, &again) && again == code);
}

static void
check_secret(const char *text)
{
    uint8_t secret[TOTP_SECRET_BYTES];
    char again[TOTP_SECRET_TEXT_BYTES];

    if (!totp_secret_read(text, secret))
        return;
    totp_secret_write(secret, again);
    require(strcmp(again, text) == 0);
}

/* A code is found at its own step alone, and only once. */
static void
check_found(const uint8_t secret[TOTP_SECRET_BYTES])
{
    int64_t at = INT64_C(1795435200) + secret[0];
    int64_t step = totp_step(at);
    int code = totp_code(secret, TOTP_SECRET_BYTES, step);
    char text[TOTP_SECRET_TEXT_BYTES];
    uint8_t again[TOTP_SECRET_BYTES];

    int64_t found = totp_find(secret, code, at, 0);
    require(found >= step - TOTP_DRIFT && found <= step);
    require(totp_code(secret, TOTP_SECRET_BYTES, found) == code);
    require(totp_find(secret, code, at, found) != found);
    totp_secret_write(secret, text);
    require(totp_secret_read(text, again));
    require(memcmp(secret, again, sizeof again) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *words = input_words(data, size);

    check_code(words);
    check_secret(words);
    if (size >= TOTP_SECRET_BYTES)
        check_found(data);
    free(words);
    return 0;
}
