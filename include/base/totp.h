#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Codes of an authenticator app: RFC 6238 over RFC 4226, with SHA-1, steps of
 * 30 seconds and 6 digits, as every such app has them. */
enum {
    TOTP_STEP_SECONDS = 30,
    TOTP_DIGITS = 6,
    TOTP_SECRET_BYTES = 20,      /* as long as SHA-1's output: RFC 4226, 4 */
    TOTP_SECRET_TEXT_BYTES = 33, /* 32 letters and the end */
    TOTP_DRIFT = 1,              /* steps that a clock may be off */
    TOTP_ADDRESS_BYTES = 1024,
    TOTP_GROUPED_BYTES = 42 /* a secret in groups of four */
};

/* The step a moment falls into. */
int64_t totp_step(int64_t at);
/* The code of a step: 0 to 999999. */
int totp_code(const uint8_t *secret, size_t count, int64_t step);
/* The step around `at` whose code this is, after `last`: the earliest of those
 * that fit; 0: none. Takes the same time for each code. */
int64_t totp_find(const uint8_t secret[TOTP_SECRET_BYTES], int code, int64_t at,
    int64_t last);
/* Six digits, blanks and dashes between them left out. False: no such code. */
bool totp_read(const char *typed, int *code);
/* Base 32 (RFC 4648, section 6), as apps take a secret. */
void totp_secret_write(const uint8_t secret[TOTP_SECRET_BYTES],
    char text[TOTP_SECRET_TEXT_BYTES]);
/* "ABCD EFGH ..": as people read it off. */
void totp_secret_group(const char *secret, char grouped[TOTP_GROUPED_BYTES]);
/* The address that apps take a secret by, "otpauth://totp/SITE:HANDLE?secret=";
 * `with_issuer`: naming the site once more, as some apps want it. False: it
 * does not fit, and is empty. */
bool totp_address(const char *site, const char *handle, const char *secret,
    bool with_issuer, char address[TOTP_ADDRESS_BYTES]);
/* False: that is none. */
bool totp_secret_read(const char *text, uint8_t secret[TOTP_SECRET_BYTES]);

#endif
