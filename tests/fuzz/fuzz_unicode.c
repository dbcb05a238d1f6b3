/* Whatever bytes come as text: what is cleaned is UTF-8, stays as it is when
 * cleaned again, and is walked the same both ways. */

#include "input.h"

#include "base/unicode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_walks(const char *text, size_t length)
{
    size_t at = 0;
    int width = 0;

    while (at < length) {
        size_t count = grapheme_next(text, length, at);
        int columns = grapheme_width(text + at, count);

        require(count > 0 && columns >= 0 && columns <= 2);
        require(grapheme_previous(text, length, at + count) == count);
        at += count;
        width += columns;
    }
    require(at == length);
    require(width == text_width(text, length));
    require(text_fit(text, length, width) == length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text clean = {0};
    struct text again = {0};
    size_t removed = 1;

    if (size == 0)
        return 0;
    enum text_kind kind = (enum text_kind)(data[0] % 3);
    text_clean(&clean, kind, (const char *)data + 1, size - 1, NULL);
    text_clean(&again, kind, text_bytes(&clean), clean.length, &removed);
    require(removed == 0);
    require(strlen(text_bytes(&clean)) == clean.length);
    require(text_equals(text_bytes(&clean), text_bytes(&again)));
    require(text_is_utf8(text_bytes(&clean), clean.length, NULL));
    check_walks(text_bytes(&clean), clean.length);
    text_clear(&clean);
    text_clear(&again);
    return 0;
}
