#ifndef BASE_CODE_H
#define BASE_CODE_H

#include <stdint.h>

#include "base/status.h"

/* Codes that people type from paper: 80 random bits and a check digit, in
 * Crockford's base 32 (no I, L, O, U), in groups: "7K3D-9QTX-M2RW-5HVNA".
 *
 * The check digit makes the sum of all digits, each times its own power of x,
 * zero in GF(32) with x^5 + x^2 + 1: one digit that is wrong is always caught,
 * and so are two digits that changed places, wherever they stand. */
enum {
    CODE_RANDOM_BYTES = 10,
    CODE_DIGITS = 17, /* the check digit stands last */
    CODE_TEXT_BYTES = 21
};

void code_write(const uint8_t random[CODE_RANDOM_BYTES],
    char text[CODE_TEXT_BYTES]);
/* The 17 digits alone, as the code is compared. Takes small letters, blanks
 * and dashes anywhere, O for 0, I and L for 1. INVALID with a reason: a
 * character that none has, too few or too many digits, the check digit. */
MUST_USE enum status code_read(const char *typed, char digits[CODE_DIGITS + 1]);
/* Such digits in groups, as code_write() has them. */
void code_group(const char digits[CODE_DIGITS + 1], char text[CODE_TEXT_BYTES]);

#endif
