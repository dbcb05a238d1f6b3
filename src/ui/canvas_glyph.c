/* Glyphs: what people see as one character, as the cells of a terminal. */

#include <string.h>
#include <utf8proc.h>

#include "base/grapheme.h"
#include "base/utf8.h"
#include "ui/canvas_parts.h"

enum {
    REPLACEMENT = 0xFFFD,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    DECOMPOSED_MOST = 32
};

/* What stands in for characters without an ASCII letter at their root. */
static const struct {
    int32_t from, to;
    char stand_in;
} stand_ins[] = {
    {0x00AB, 0x00AB, '"'},  /* guillemets */
    {0x00B7, 0x00B7, '.'},  /* middle dot */
    {0x00BB, 0x00BB, '"'},  /* guillemets */
    {0x00C6, 0x00C6, 'A'},  /* ash */
    {0x00D7, 0x00D7, 'x'},  /* times */
    {0x00D8, 0x00D8, 'O'},  /* O with stroke */
    {0x00DF, 0x00DF, 's'},  /* sharp s */
    {0x00E6, 0x00E6, 'a'},  /* ash */
    {0x00F7, 0x00F7, '/'},  /* divided by */
    {0x00F8, 0x00F8, 'o'},  /* o with stroke */
    {0x0110, 0x0110, 'D'},  /* D with stroke */
    {0x0111, 0x0111, 'd'},  /* d with stroke */
    {0x0131, 0x0131, 'i'},  /* dotless i */
    {0x0141, 0x0141, 'L'},  /* L with stroke */
    {0x0142, 0x0142, 'l'},  /* l with stroke */
    {0x0152, 0x0152, 'O'},  /* ethel */
    {0x0153, 0x0153, 'o'},  /* ethel */
    {0x2010, 0x2015, '-'},  /* dashes */
    {0x2018, 0x201B, '\''}, /* single quotation marks */
    {0x201C, 0x201F, '"'},  /* double quotation marks */
    {0x2022, 0x2022, '*'},  /* bullet */
    {0x2032, 0x2032, '\''}, /* prime */
    {0x2039, 0x2039, '<'},  /* single guillemets */
    {0x203A, 0x203A, '>'},
    {0x2190, 0x2190, '<'}, /* arrows */
    {0x2192, 0x2192, '>'},
    {0x2212, 0x2212, '-'}, /* minus */
    {0x2500, 0x2501, '-'}, /* lines */
    {0x2502, 0x2503, '|'},
};

static bool
is_ascii(int32_t point)
{
    return point >= 0x20 && point < 0x7F;
}

/* The nearest ASCII character: of the table, else the first one of its
 * decomposition, else a question mark. */
static char
ascii_of(int32_t point)
{
    utf8proc_int32_t parts[DECOMPOSED_MOST];
    int boundary = 0;

    if (is_ascii(point))
        return (char)point;
    for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++) {
        if (point >= stand_ins[i].from && point <= stand_ins[i].to)
            return stand_ins[i].stand_in;
    }
    utf8proc_ssize_t count = utf8proc_decompose_char(point, parts,
        DECOMPOSED_MOST, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    if (count < 1 || !is_ascii(parts[0]))
        return '?';
    return (char)parts[0];
}

static void
add_cell(struct glyph *glyph, wchar_t point)
{
    glyph->points[glyph->cells][0] = point;
    glyph->points[glyph->cells][1] = L'\0';
    glyph->cells++;
}

/* Puts a mark on the last cell; one too many is left out. */
static void
add_mark(struct glyph *glyph, wchar_t point)
{
    wchar_t *points = glyph->points[glyph->cells - 1];
    size_t count = wcslen(points);

    if (count == GLYPH_POINTS)
        return;
    points[count] = point;
    points[count + 1] = L'\0';
}

static bool
is_selector(int32_t point)
{
    return (point >= 0xFE00 && point <= 0xFE0F) ||
           (point >= 0xE0100 && point <= 0xE01EF);
}

/* Adds one more character of the cluster to cells that cover `used` columns;
 * returns the columns then covered. The parts of a pictograph after its first
 * have no room, and so go unseen. */
static int
add_point(struct glyph *glyph, int32_t point, int used)
{
    int width = wcwidth((wchar_t)point);

    if (width < 0 || is_selector(point))
        return used;
    if (width == 0) {
        bool is_joiner = point == ZWJ || point == ZWNJ;

        if (!is_joiner || wcwidth(glyph->points[0][0]) == 1)
            add_mark(glyph, (wchar_t)point);
        return used;
    }
    if (used + width > glyph->columns || glyph->cells == GLYPH_CELLS)
        return used;
    add_cell(glyph, (wchar_t)point);
    return used + width;
}

static void
glyph_of_unicode(struct glyph *glyph, const char *cluster, size_t count)
{
    int32_t point;
    size_t at = utf8_decode(cluster, count, &point);
    int used = point < 0 ? 0 : wcwidth((wchar_t)point);

    if (used < 1 || used > glyph->columns) {
        point = REPLACEMENT;
        used = 1;
        at = count;
    }
    add_cell(glyph, (wchar_t)point);
    while (at < count) {
        at += utf8_decode(cluster + at, count - at, &point);
        used = add_point(glyph, point, used);
    }
    while (used < glyph->columns && glyph->cells < GLYPH_CELLS) {
        add_cell(glyph, L' ');
        used++;
    }
}

void
glyph_of(struct glyph *glyph, const char *cluster, size_t count,
    bool is_unicode)
{
    glyph->cells = 0;
    glyph->columns = 1;
    if (count == 1 && is_ascii((unsigned char)*cluster)) {
        add_cell(glyph, *cluster);
        return;
    }
    glyph->columns = grapheme_width(cluster, count);
    if (glyph->columns == 0)
        return;
    if (is_unicode) {
        glyph_of_unicode(glyph, cluster, count);
        return;
    }
    int32_t point;
    utf8_decode(cluster, count, &point);
    add_cell(glyph, point < 0 ? '?' : ascii_of(point));
    if (glyph->columns == 2)
        add_cell(glyph, L' ');
}
