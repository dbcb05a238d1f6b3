/* Cells: rows of columns that never shift one another. */

#include "ui/cells.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/unicode.h"

enum {
    CUT_BYTES = 1024, /* more than any cell of a row holds */
    MOMENT_COLUMNS = 3,
    COUNT_MOST = 999
};

struct row
area_row(struct canvas *canvas, const struct area *area, int at)
{
    return (struct row){canvas, {at, area->column, area->width}};
}

int
cell_width(const char *text)
{
    return text_width(text, strlen(text));
}

int
cell_widest(int width, const char *text)
{
    int other = cell_width(text);

    return other > width ? other : width;
}

/* The cell's width within its row; 0 and less: nothing shows. */
static int
width_within(const struct row *row, struct cell cell)
{
    int room = row->spot.width - cell.column;

    return cell.width > 0 && cell.width < room ? cell.width : room;
}

/* The text as it fits, with ".." where some of it does not. */
static void
cut(const char *text, int width, char out[CUT_BYTES])
{
    if (cell_width(text) <= width) {
        text_copy(out, CUT_BYTES, text);
        return;
    }
    const char *dots = width > 2 ? ".." : "";
    int room = width > 2 ? width - 2 : width;
    size_t count = text_fit(text, strlen(text), room);

    snprintf(out, CUT_BYTES, "%.*s%s",
        (int)(count < CUT_BYTES - 3 ? count : CUT_BYTES - 3), text, dots);
}

int
row_put(const struct row *row, struct cell cell, const char *text)
{
    int width = width_within(row, cell);
    char shown[CUT_BYTES];

    if (width <= 0)
        return 0;
    cut(text, width, shown);
    struct spot spot = {row->spot.row, row->spot.column + cell.column, width};

    return canvas_text(row->canvas, spot, cell.style, shown);
}

void
row_put_right(const struct row *row, struct cell cell, const char *text)
{
    int width = width_within(row, cell);
    char shown[CUT_BYTES];

    if (width <= 0)
        return;
    cut(text, width, shown);
    canvas_right(row->canvas, row->spot.row,
        row->spot.column + cell.column + width, cell.style, shown);
}

void
first_name(const char *name, char *out, size_t size)
{
    text_copy(out, size, name);
    char *space = strchr(out, ' ');

    if (space != NULL && space != out)
        *space = '\0';
}

void
moment_cell(int64_t at, int64_t now, const char *zone, char *out, int size)
{
    char moment[24];

    moment_short(at, now, zone, moment, (int)sizeof moment);
    const char *shown = moment;
    const char *space = strchr(moment, ' ');

    /* A date of another year says its month and year: the day is one key
     * away, and the columns beside it stay. */
    if (space != NULL && strchr(space + 1, ' ') != NULL)
        shown = space + 1;
    snprintf(out, (size_t)size, "%*s", MOMENT_COLUMNS, shown);
}

void
count_cell(int count, char *out, size_t size)
{
    if (count <= 0)
        text_copy(out, size, "");
    else if (count > COUNT_MOST)
        snprintf(out, size, "%d+", COUNT_MOST);
    else
        snprintf(out, size, "%d", count);
}
