/* Whatever is typed for an enrolment code: it is refused with a reason, or is
 * 17 digits that are taken again as they are shown, and not with one of them
 * changed or two that changed places. */

#include "input.h"

#include "base/code.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
check_refused(const char *digits)
{
    char again[CODE_DIGITS + 1];

    require(code_read(digits, again) == STATUS_INVALID);
}

/* A slip that the check digit is there for, at each place. */
static void
check_slips(const char digits[CODE_DIGITS + 1], uint8_t choice)
{
    char slip[CODE_DIGITS + 1];

    for (int i = 0; i < CODE_DIGITS; i++) {
        int other = (i + 1 + choice % (CODE_DIGITS - 1)) % CODE_DIGITS;

        memcpy(slip, digits, sizeof slip);
        slip[i] = alphabet[choice % 32];
        if (slip[i] != digits[i])
            check_refused(slip);
        memcpy(slip, digits, sizeof slip);
        slip[i] = digits[other];
        slip[other] = digits[i];
        if (digits[i] != digits[other])
            check_refused(slip);
    }
}

static void
check_read(const char *typed, uint8_t choice)
{
    char digits[CODE_DIGITS + 1];
    char again[CODE_DIGITS + 1];
    char shown[CODE_TEXT_BYTES];

    reason_clear();
    if (code_read(typed, digits) != STATUS_OK) {
        require(reason()[0] != '\0' && strchr(reason(), '\n') == NULL);
        return;
    }
    require(strspn(digits, alphabet) == CODE_DIGITS);
    code_group(digits, shown);
    require(strlen(shown) < sizeof shown);
    require(code_read(shown, again) == STATUS_OK);
    require(strcmp(digits, again) == 0);
    check_slips(digits, choice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *typed = input_words(data, size);
    uint8_t choice = size > 0 ? data[size - 1] : 0;
    char shown[CODE_TEXT_BYTES];

    check_read(typed, choice);
    if (size >= CODE_RANDOM_BYTES) {
        char digits[CODE_DIGITS + 1];

        code_write(data, shown);
        require(code_read(shown, digits) == STATUS_OK);
        check_read(shown, choice);
    }
    free(typed);
    return 0;
}
