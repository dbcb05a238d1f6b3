/* Charsets: old mail turned to UTF-8, also where it does not say what it is. */

#include "mail/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "base/unicode.h"

enum {
    CHUNK_BYTES = 4096,
    NAME_BYTES = 40
};

/* The name reaches iconv_open(), which takes paths and options as well. */
static bool
is_plain_name(const char *charset)
{
    size_t length = strlen(charset);

    return length > 0 && length <= NAME_BYTES &&
           strspn(charset,
               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
               "0123456789-_") == length;
}

static bool
convert_all(iconv_t conversion, char *input, size_t left, struct text *text)
{
    char chunk[CHUNK_BYTES];

    while (left > 0) {
        char *output = chunk;
        size_t room = sizeof chunk;
        size_t done = iconv(conversion, &input, &left, &output, &room);

        text_add_bytes(text, chunk, sizeof chunk - room);
        if (done == (size_t)-1 && errno != E2BIG)
            return false;
    }
    return true;
}

/* Appends what is converted; false, and nothing, where some bytes do not fit.
 */
static bool
convert(const char *charset, const char *bytes, size_t count, struct text *text)
{
    struct text input = {0}; /* iconv() takes no const */
    size_t before = text->length;
    iconv_t conversion = iconv_open("UTF-8", charset);

    if ((intptr_t)conversion == -1)
        return false;
    text_add_bytes(&input, bytes, count);
    bool fits = convert_all(conversion, input.bytes, input.length, text);
    if (!fits)
        text_truncate(text, before);
    iconv_close(conversion);
    text_clear(&input);
    return fits;
}

/* Windows-1252 leaves five bytes out; they become U+FFFD. */
static void
convert_any(const char *bytes, size_t count, struct text *text)
{
    for (size_t i = 0; i < count; i++) {
        if (!convert("WINDOWS-1252", bytes + i, 1, text))
            text_add(text, "\xEF\xBF\xBD");
    }
}

void
charset_decode(const char *charset, const char *bytes, size_t count,
    struct text *text)
{
    if (count == 0)
        return;
    if (charset != NULL && is_plain_name(charset) &&
        convert(charset, bytes, count, text))
        return;
    if (text_is_utf8(bytes, count, NULL))
        text_add_bytes(text, bytes, count);
    else if (!convert("WINDOWS-1252", bytes, count, text))
        convert_any(bytes, count, text);
}
