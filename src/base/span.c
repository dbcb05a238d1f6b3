/* Spans of time: a number and the letter of its unit. */

#include "base/span.h"

#include <string.h>

#include "base/text.h"

enum {
    DIGITS_BYTES = 16
};

static const struct {
    char letter;
    int64_t seconds;
} units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', INT64_C(24) * 3600}};

bool
span_read(const char *words, int64_t most, int64_t *seconds)
{
    char digits[DIGITS_BYTES];
    size_t length = strlen(words);
    int64_t number;

    if (length < 2 || length > sizeof digits || words[0] == '-')
        return false;
    memcpy(digits, words, length - 1);
    digits[length - 1] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (words[length - 1] != units[i].letter ||
            !text_number(digits, 0, most / units[i].seconds, &number))
            continue;
        *seconds = number * units[i].seconds;
        return true;
    }
    return false;
}
