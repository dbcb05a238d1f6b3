/* Codes: random bits as digits that people type, with one that checks them. */

#include "base/code.h"

#include <string.h>

enum {
    DIGIT_BITS = 5,
    DIGIT_VALUES = 32,
    FIELD_OVERFLOW = 0x20,
    FIELD_POLYNOMIAL = 0x25, /* x^5 + x^2 + 1 */
    GROUP_DIGITS = 4,
    GROUPS = 4
};

static const char
    alphabet[DIGIT_VALUES + 1] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Times x in GF(32). */
static unsigned
shifted(unsigned value)
{
    value <<= 1;
    return (value & FIELD_OVERFLOW) != 0 ? value ^ FIELD_POLYNOMIAL : value;
}

/* Of all digits, by Horner's rule, so that the last has the power 0: zero for
 * a code. With 0 for the last digit it is what the last one has to be. */
static unsigned
check_sum(const unsigned values[CODE_DIGITS])
{
    unsigned sum = 0;

    for (int i = 0; i < CODE_DIGITS; i++)
        sum = shifted(sum) ^ values[i];
    return sum;
}

/* The five bits from bit `5 * index` on, the highest first. */
static unsigned
digit_of(const uint8_t random[CODE_RANDOM_BYTES], int index)
{
    unsigned value = 0;

    for (int bit = index * DIGIT_BITS; bit < (index + 1) * DIGIT_BITS; bit++)
        value = value << 1 | ((unsigned)random[bit / 8] >> (7 - bit % 8) & 1U);
    return value;
}

void
code_group(const char digits[CODE_DIGITS + 1], char text[CODE_TEXT_BYTES])
{
    for (int i = 0; i < CODE_DIGITS; i++) {
        if (i > 0 && i % GROUP_DIGITS == 0 && i < GROUPS * GROUP_DIGITS)
            *text++ = '-';
        *text++ = digits[i];
    }
    *text = '\0';
}

void
code_write(const uint8_t random[CODE_RANDOM_BYTES], char text[CODE_TEXT_BYTES])
{
    unsigned values[CODE_DIGITS] = {0};
    char digits[CODE_DIGITS + 1] = "";

    for (int i = 0; i < CODE_DIGITS - 1; i++)
        values[i] = digit_of(random, i);
    values[CODE_DIGITS - 1] = check_sum(values);
    for (int i = 0; i < CODE_DIGITS; i++)
        digits[i] = alphabet[values[i]];
    code_group(digits, text);
}

/* What a typed character stands for; '\0': nothing. */
static char
meant(char typed)
{
    if (typed >= 'a' && typed <= 'z')
        typed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[typed - 'a'];
    if (typed == 'O')
        return '0';
    if (typed == 'I' || typed == 'L')
        return '1';
    if (strchr(alphabet, typed) == NULL)
        return '\0';
    return typed;
}

enum status
code_read(const char *typed, char digits[CODE_DIGITS + 1])
{
    unsigned values[CODE_DIGITS] = {0};
    int count = 0;

    for (; *typed != '\0'; typed++) {
        if (strchr(" -\t", *typed) != NULL)
            continue;
        char digit = meant(*typed);
        if (digit == '\0')
            return refuse(STATUS_INVALID,
                "a code has letters and digits alone, and no U");
        if (count < CODE_DIGITS) {
            digits[count] = digit;
            values[count] = (unsigned)(strchr(alphabet, digit) - alphabet);
        }
        count++;
    }
    if (count != CODE_DIGITS)
        return refuse(STATUS_INVALID,
            "a code has %d letters and digits, here are %d", CODE_DIGITS,
            count);
    digits[CODE_DIGITS] = '\0';
    if (check_sum(values) != 0)
        return refuse(STATUS_INVALID,
            "something is mistyped: look at the code once more");
    return STATUS_OK;
}
