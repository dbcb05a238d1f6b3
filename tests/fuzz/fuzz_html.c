/* Whatever a mail in HTML, or in a character set, says: what is kept is UTF-8,
 * and no more than a bounded growth of what came. The first byte chooses. */

#include "input.h"

#include "base/unicode.h"
#include "mail/charset.h"
#include "mail/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const charsets[] = {NULL, "utf-8", "iso-8859-1",
    "windows-1252", "iso-2022-jp", "gb2312", "utf-16", "utf-7", "no-such-set"};

enum {
    CHARSETS = sizeof charsets / sizeof *charsets,
    GROWTH = 16 /* times as many bytes, at most */
};

static void
check(const struct text *text, size_t size)
{
    require(text_is_utf8(text_bytes(text), text->length, NULL));
    require(text->length <= GROWTH * (size + 1));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text decoded = {0};
    struct text stripped = {0};

    if (size == 0)
        return 0;
    charset_decode(charsets[data[0] % CHARSETS], (const char *)data + 1,
        size - 1, &decoded);
    check(&decoded, size);
    html_strip(text_bytes(&decoded), &stripped);
    check(&stripped, decoded.length);
    text_clear(&decoded);
    text_clear(&stripped);
    return 0;
}
