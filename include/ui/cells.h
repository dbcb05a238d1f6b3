#ifndef UI_CELLS_H
#define UI_CELLS_H

#include <stdint.h>

#include "ui/canvas.h"

/* Rows of columns: each cell is cut at whole characters with "..", so that
 * none ever shifts the one beside it. */

/* One row that cells are put into. */
struct row {
    struct canvas *canvas;
    struct spot spot; /* its width is never negative */
};

/* Where in a row, from its start; `width` 0: to the end of the row. */
struct cell {
    int column;
    int width;
    enum style style;
};

/* The area's row `at`, counted on the canvas. */
struct row area_row(struct canvas *canvas, const struct area *area, int at);

/* Returns the columns used. */
int row_put(const struct row *row, struct cell cell, const char *text);
/* The same, so that it ends where the cell ends. */
void row_put_right(const struct row *row, struct cell cell, const char *text);

/* "Ada" of "Ada Obi". */
void first_name(const char *name, char *out, size_t size);
/* A moment of a list's column: "12 Oct", "Oct 2024", " 2m". Size at least 12.
 */
void moment_cell(int64_t at, int64_t now, const char *zone, char *out,
    int size);
/* The width of a whole string. */
int cell_width(const char *text);
/* The greater of the two. */
int cell_widest(int width, const char *text);
/* "5", "999+", "" for none. */
void count_cell(int count, char *out, size_t size);

#endif
