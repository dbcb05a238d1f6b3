#ifndef UI_MARKUP_H
#define UI_MARKUP_H

#include <stddef.h>

#include "ui/canvas.h"

/* Our marks: *bold*, _emphasis_, `code`, fenced code, lists, > quotes, bare
 * links, @handle; nothing else. What is typed is what is stored, a line break
 * typed is a line break shown. Pure; fuzzed. */

/* A stretch of one screen row in one style; borrowed from the source text. */
struct markup_span {
    enum style style;
    size_t offset;
    size_t count; /* bytes */
    int column;   /* from the row's start, its indent included */
};

struct markup_row {
    size_t first_span;
    size_t span_count;
    size_t offset; /* of its first byte in the source */
};

struct markup {
    struct markup_row *rows; /* owned */
    size_t row_count;
    struct markup_span *spans; /* owned */
    size_t span_count;
};

/* Lays cleaned text out into rows of at most `width_columns` (8 and more, less
 * counts as 8), wrapped at spaces and between wide characters, long words cut
 * at characters. Marks are not drawn, nor are the lines that fence code; a
 * quote's ">" stands before each of its rows, a list item's rows hang. A mark
 * opens at the line's start or after a space or punctuation, and closes on the
 * same line before one or at its end; marks do not nest. A last line break
 * adds no row. Spans of a row stand in order of column. */
void markup_lay(struct markup *markup, const char *text, size_t count,
    int width_columns);
/* Draws one row with its first column at the spot; the row was laid out to its
 * width, so that of the spot does not count. */
void markup_draw_row(const struct markup *markup, const char *text, size_t row,
    struct canvas *canvas, struct spot spot);
void markup_clear(struct markup *markup);

#endif
