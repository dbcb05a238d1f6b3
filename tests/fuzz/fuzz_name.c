/* Whatever bytes are given for a name: what is kept is clean, kept again it is
 * the same, what one may take for oneself the operator may give, and case makes
 * no other name of it. */

#include "input.h"

#include "base/memory.h"
#include "base/name.h"
#include "base/unicode.h"
#include "board/naming.h"
#include "model/person.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_normal(const char *given, size_t count)
{
    struct text normal = {0};
    struct text again = {0};
    struct text clean = {0};

    name_normalise(given, count, &normal);
    name_normalise(text_bytes(&normal), normal.length, &again);
    text_clean(&clean, TEXT_LINE, text_bytes(&normal), normal.length, NULL);
    require(text_equals(text_bytes(&normal), text_bytes(&again)));
    require(text_equals(text_bytes(&normal), text_bytes(&clean)));
    text_clear(&normal);
    text_clear(&again);
    text_clear(&clean);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *given = memory_new(size + 1);
    char name[NAME_BYTES] = "";
    char again[NAME_BYTES] = "";

    memcpy(given, data, size);
    check_normal(given, size);
    if (naming_check_name(given, NAMED_BY_ONESELF, name, sizeof name) ==
        STATUS_OK) {
        require(naming_check_name(name, NAMED_BY_ONESELF, again,
                    sizeof again) == STATUS_OK);
        require(text_equals(name, again));
        require(naming_check_name(name, NAMED_BY_OPERATOR, again,
                    sizeof again) == STATUS_OK);
        require(text_equals(name, again));
        require(name_looks_like(name, again));
        require(strchr(name, ',') == NULL);
    }
    memory_release(given);
    return 0;
}
