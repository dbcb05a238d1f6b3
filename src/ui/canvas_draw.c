/* Drawing on the canvas: pieces of rows, rules, the cursor. */

#include <stdarg.h>
#include <string.h>

#include "base/grapheme.h"
#include "base/unicode.h"
#include "ui/canvas_parts.h"

enum {
    FORMAT_BYTES = 2048, /* more than a row of 500 columns holds */
    LABEL_COLUMN = 2
};

static const struct {
    attr_t attributes;
    short pair;
    attr_t without; /* added where there are no colours */
} styles[STYLE_COUNT] = {
    [STYLE_PLAIN] = {WA_NORMAL, PAIR_NONE, WA_NORMAL},
    [STYLE_BOLD] = {WA_BOLD, PAIR_NONE, WA_NORMAL},
    [STYLE_DIM] = {WA_DIM, PAIR_NONE, WA_NORMAL},
    [STYLE_ACCENT] = {WA_BOLD, PAIR_ACCENT, WA_NORMAL},
    [STYLE_SELECTED] = {WA_BOLD, PAIR_NONE, WA_NORMAL},
    [STYLE_EMPHASIS] = {WA_UNDERLINE, PAIR_NONE, WA_NORMAL},
    [STYLE_CODE] = {WA_BOLD, PAIR_NONE, WA_NORMAL},
    [STYLE_QUOTE] = {WA_DIM, PAIR_NONE, WA_NORMAL},
    [STYLE_NOTICE] = {WA_BOLD, PAIR_NONE, WA_NORMAL},
    [STYLE_PAPER] = {WA_NORMAL, PAIR_PAPER, WA_REVERSE},
};

/* A step of Fowler, Noll and Vo's hash, version 1a. */
static void
row_mix(struct canvas_row *row, unsigned number)
{
    row->drawn = (row->drawn ^ number) * UINT64_C(0x100000001B3);
}

static cchar_t
cell_of(const struct canvas *canvas, enum style style, const wchar_t *points)
{
    attr_t attributes = styles[style].attributes;
    short pair = PAIR_NONE;
    cchar_t cell;

    if (canvas->has_colour)
        pair = styles[style].pair;
    else
        attributes |= styles[style].without;
    setcchar(&cell, points, attributes, pair, NULL);
    return cell;
}

/* Adds a glyph to the `count` cells gathered so far; returns how many then. */
static int
gather(struct canvas *canvas, int y, enum style style,
    const struct glyph *glyph, int count)
{
    for (int i = 0; i < glyph->cells; i++)
        canvas->cells[count++] = cell_of(canvas, style, glyph->points[i]);
    if (glyph->points[0][0] >= 0x80)
        canvas->row[y].is_wide = true;
    return count;
}

/* One character, repeated over a rectangle that is within the canvas. */
static void
put_line(struct canvas *canvas, const struct area *area, wchar_t point)
{
    const wchar_t points[] = {point, L'\0'};
    cchar_t cell = cell_of(canvas, STYLE_DIM, points);

    for (int y = area->top; y < area->bottom; y++) {
        row_mix(&canvas->row[y], (unsigned)area->column);
        row_mix(&canvas->row[y], (unsigned)area->width);
        row_mix(&canvas->row[y], (unsigned)point);
        canvas->row[y].is_wide |= point >= 0x80;
        for (int i = 0; i < area->width; i++)
            mvwadd_wchnstr(newscr, y, area->column + i, &cell, 1);
    }
}

static bool
is_plain(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] < 0x20 || bytes[i] == 0x7F)
            return false;
    }
    return true;
}

/* The bytes as they may be drawn: in `canvas->clean` where they must change. */
static const char *
cleaned(struct canvas *canvas, const char *bytes, size_t *count)
{
    if (is_plain(bytes, *count))
        return bytes;
    text_truncate(&canvas->clean, 0);
    text_clean(&canvas->clean, TEXT_PIECE, bytes, *count, NULL);
    *count = canvas->clean.length;
    return text_bytes(&canvas->clean);
}

/* The bytes of a cluster; ASCII is told without asking for its properties. */
static size_t
cluster_at(const char *text, size_t count, size_t at)
{
    bool is_alone = (unsigned char)text[at] < 0x80 &&
                    (at + 1 == count || (unsigned char)text[at + 1] < 0x80);

    return is_alone ? 1 : grapheme_next(text, count, at);
}

/* The column past the last of a spot. */
static int
spot_end(const struct canvas *canvas, struct spot spot)
{
    if (spot.width < 0 || spot.width > canvas->columns - spot.column)
        return canvas->columns;
    return spot.column + spot.width;
}

static bool
is_row(const struct canvas *canvas, int row)
{
    return row >= 0 && row < canvas->rows;
}

void
canvas_erase(struct canvas *canvas)
{
    werase(newscr);
    for (int y = 0; y < canvas->rows; y++) {
        canvas->row[y].drawn = 0;
        canvas->row[y].is_wide = false;
    }
    canvas->has_cursor = false;
}

int
canvas_bytes(struct canvas *canvas, struct spot spot, enum style style,
    const char *bytes, size_t count)
{
    if (!is_row(canvas, spot.row) || spot.column < -canvas->columns ||
        spot.column >= canvas->columns)
        return 0;

    int end = spot_end(canvas, spot);
    int x = spot.column;
    const char *text = cleaned(canvas, bytes, &count);
    size_t at = 0;
    int first = 0;
    int gathered = 0;
    while (at < count) {
        struct glyph glyph;
        size_t length = cluster_at(text, count, at);

        glyph_of(&glyph, text + at, length, canvas->is_unicode);
        if (x + glyph.columns > end)
            break;
        if (gathered == 0)
            first = x;
        if (x >= 0)
            gathered = gather(canvas, spot.row, style, &glyph, gathered);
        x += glyph.columns;
        at += length;
    }
    if (gathered > 0)
        mvwadd_wchnstr(newscr, spot.row, first, canvas->cells, gathered);

    struct canvas_row *row = &canvas->row[spot.row];
    row_mix(row, (unsigned)spot.column);
    row_mix(row, (unsigned)style);
    for (size_t i = 0; i < at; i++)
        row_mix(row, (unsigned char)text[i]);
    return x - spot.column;
}

int
canvas_text(struct canvas *canvas, struct spot spot, enum style style,
    const char *text)
{
    return canvas_bytes(canvas, spot, style, text, strlen(text));
}

int
canvas_format(struct canvas *canvas, struct spot spot, enum style style,
    const char *format, ...)
{
    char text[FORMAT_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_text(canvas, spot, style, text);
}

int
canvas_right(struct canvas *canvas, int row, int end, enum style style,
    const char *text)
{
    size_t count = strlen(text);
    const char *clean = cleaned(canvas, text, &count);
    int width = text_width(clean, count);
    struct spot spot = {.row = row, .column = end - width, .width = width};

    if (spot.column < 0)
        spot = (struct spot){.row = row, .column = 0, .width = end};
    return spot.width > 0 ? canvas_text(canvas, spot, style, text) : 0;
}

void
canvas_rule(struct canvas *canvas, int row, int column, int width_columns,
    const char *label)
{
    struct spot spot = {.row = row, .column = column, .width = width_columns};

    if (!is_row(canvas, row) || column < 0 || column >= canvas->columns)
        return;
    const struct area area = {
        .top = row,
        .bottom = row + 1,
        .column = column,
        .width = spot_end(canvas, spot) - column,
    };
    put_line(canvas, &area, canvas->is_unicode ? 0x2500 : '-');
    if (label == NULL)
        return;
    spot.column += LABEL_COLUMN;
    spot.width = area.width - LABEL_COLUMN;
    if (spot.width > 0)
        canvas_format(canvas, spot, STYLE_PLAIN, " %s ", label);
}

void
canvas_column_rule(struct canvas *canvas, int row, int column, int rows)
{
    struct area area = {
        .top = row > 0 ? row : 0,
        .bottom = rows < canvas->rows - row ? row + rows : canvas->rows,
        .column = column,
        .width = 1,
    };

    if (column >= 0 && column < canvas->columns)
        put_line(canvas, &area, canvas->is_unicode ? 0x2502 : '|');
}

bool
canvas_is_unicode(const struct canvas *canvas)
{
    return canvas->is_unicode;
}

void
canvas_cursor(struct canvas *canvas, int row, int column)
{
    if (!is_row(canvas, row) || column < 0 || column >= canvas->columns)
        return;
    canvas->has_cursor = true;
    canvas->cursor_row = row;
    canvas->cursor_column = column;
}
