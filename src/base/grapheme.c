/* Graphemes: the characters people see, and their columns in a terminal. */

#include "base/grapheme.h"

#include <stdint.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum {
    ZWJ = 0x200D,
    VARIATION_EMOJI = 0xFE0F,
    KEYCAP = 0x20E3,
    WIDTH_MOST = 2
};

static int
boundary_class(int32_t point)
{
    return utf8proc_get_property(point)->boundclass;
}

size_t
grapheme_next(const char *text, size_t length, size_t at)
{
    int32_t before;
    int32_t state = 0;

    if (at >= length)
        return 0;
    size_t end = at + utf8_decode(text + at, length - at, &before);
    while (end < length) {
        int32_t after;
        size_t count = utf8_decode(text + end, length - end, &after);

        if (before < 0 || after < 0 ||
            utf8proc_grapheme_break_stateful(before, after, &state))
            break;
        before = after;
        end += count;
    }
    return end - at;
}

/* Where the code point that ends at `at` starts. */
static size_t
point_before(const char *text, size_t at)
{
    size_t start = at - 1;

    while (start > 0 && at - start < 4 &&
           ((unsigned char)text[start] & 0xC0) == 0x80)
        start--;
    return start;
}

/* True where two code points part whatever stands before them: flags come in
 * pairs and joined pictographs in chains, so these two cannot tell. */
static bool
is_sure_break(int32_t before, int32_t after)
{
    if (before < 0 || after < 0)
        return true;
    int class = boundary_class(after);
    if (class == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR &&
        boundary_class(before) == class)
        return false;
    if (class == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC && before == ZWJ)
        return false;
    return utf8proc_grapheme_break(before, after);
}

size_t
grapheme_previous(const char *text, size_t length, size_t at)
{
    size_t start = at < length ? at : length;

    if (start == 0)
        return 0;
    at = start;
    int32_t after = 0;
    start = point_before(text, start);
    utf8_decode(text + start, at - start, &after);
    while (start > 0) {
        int32_t before;
        size_t earlier = point_before(text, start);

        utf8_decode(text + earlier, start - earlier, &before);
        if (is_sure_break(before, after))
            break;
        after = before;
        start = earlier;
    }

    size_t count = grapheme_next(text, at, start);
    while (start + count < at) {
        start += count;
        count = grapheme_next(text, at, start);
    }
    return count;
}

static int
point_width(int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
        return 0;
    case UTF8PROC_CATEGORY_MC:
        return 1;
    default:
        return utf8proc_charwidth(point);
    }
}

/* True for the vowels and finals of Hangul, which stand inside the syllable
 * that a leading consonant opened. */
static bool
is_inside_syllable(int32_t point)
{
    int class = boundary_class(point);

    return class == UTF8PROC_BOUNDCLASS_V || class == UTF8PROC_BOUNDCLASS_T;
}

int
grapheme_width(const char *cluster, size_t count)
{
    int width = 0;
    int32_t first = -1;

    for (size_t at = 0; at < count;) {
        int32_t point;

        at += utf8_decode(cluster + at, count - at, &point);
        if (point < 0)
            point = 0xFFFD;
        bool is_first = first < 0;
        if (is_first)
            first = point;
        /* An emoji presentation sequence; a keycap's digit is wide as well. */
        if (!is_first && (point == VARIATION_EMOJI || point == KEYCAP))
            return boundary_class(first) ==
                               UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
                           first < 0x80
                       ? WIDTH_MOST
                       : width;
        if (is_first || !is_inside_syllable(point))
            width += point_width(point);
    }
    return width < WIDTH_MOST ? width : WIDTH_MOST;
}

int
text_width(const char *text, size_t count)
{
    int width = 0;
    size_t length;

    for (size_t at = 0; at < count; at += length) {
        length = grapheme_next(text, count, at);
        width += grapheme_width(text + at, length);
    }
    return width;
}

size_t
text_fit(const char *text, size_t count, int width_columns)
{
    int width = 0;
    size_t at = 0;

    while (at < count) {
        size_t length = grapheme_next(text, count, at);

        width += grapheme_width(text + at, length);
        if (width > width_columns)
            break;
        at += length;
    }
    return at;
}
