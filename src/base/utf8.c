/* UTF-8: code points from bytes and back. */

#include "base/utf8.h"

#include <utf8proc.h>

/* What the lead bytes `from` to `to` open: how many bytes follow, and the
 * range of the first of them; the others are 80 to BF. */
struct lead {
    uint8_t from, to;
    uint8_t following;
    uint8_t second_least, second_most;
    uint8_t bits; /* of the lead byte that are the code point's */
};

static const struct lead leads[] = {
    {0x00, 0x7F, 0, 0, 0, 0x7F},
    {0xC2, 0xDF, 1, 0x80, 0xBF, 0x1F},
    {0xE0, 0xE0, 2, 0xA0, 0xBF, 0x0F},
    {0xE1, 0xEC, 2, 0x80, 0xBF, 0x0F},
    {0xED, 0xED, 2, 0x80, 0x9F, 0x0F},
    {0xEE, 0xEF, 2, 0x80, 0xBF, 0x0F},
    {0xF0, 0xF0, 3, 0x90, 0xBF, 0x07},
    {0xF1, 0xF3, 3, 0x80, 0xBF, 0x07},
    {0xF4, 0xF4, 3, 0x80, 0x8F, 0x07},
};

static const struct lead *
lead_of(uint8_t byte)
{
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (byte >= leads[i].from && byte <= leads[i].to)
            return &leads[i];
    }
    return NULL;
}

size_t
utf8_decode(const char *bytes, size_t count, int32_t *point)
{
    const struct lead *lead = lead_of((uint8_t)bytes[0]);

    *point = -1;
    if (lead == NULL)
        return 1;

    int32_t value = (uint8_t)bytes[0] & lead->bits;
    for (size_t i = 1; i <= lead->following; i++) {
        uint8_t least = i == 1 ? lead->second_least : 0x80;
        uint8_t most = i == 1 ? lead->second_most : 0xBF;

        if (i >= count || (uint8_t)bytes[i] < least || (uint8_t)bytes[i] > most)
            return i;
        value = value << 6 | ((uint8_t)bytes[i] & 0x3F);
    }
    *point = value;
    return (size_t)lead->following + 1;
}

size_t
utf8_encode(int32_t point, char bytes[4])
{
    utf8proc_uint8_t encoded[4];
    utf8proc_ssize_t count = utf8proc_encode_char(point, encoded);

    for (utf8proc_ssize_t i = 0; i < count; i++)
        bytes[i] = (char)encoded[i];
    return (size_t)count;
}

bool
utf8_is_printable(int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

bool
utf8_is_word(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}
