/* Sheets: rows whose columns line up. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "commands/print.h"

enum {
    SHEET_COLUMNS = 12,
    GAP = 2,
    NUMBER_BYTES = 24
};

void
sheet_add(struct sheet *sheet, const char *cell)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, cell, strlen(cell), NULL);
    sheet->cells = grow(sheet->cells, sheet->cell_count + 1,
        sizeof *sheet->cells);
    sheet->cells[sheet->cell_count++] = text_take(&clean);
}

void
sheet_add_number(struct sheet *sheet, int64_t number)
{
    char cell[NUMBER_BYTES];

    snprintf(cell, sizeof cell, "%lld", (long long)number);
    sheet_add(sheet, number == 0 ? "" : cell);
}

static int
cell_width(const char *cell)
{
    return text_width(cell, strlen(cell));
}

/* The width of a column over all rows, 0 where every cell is empty: such a
 * column is not printed. */
static int
column_width(const struct sheet *sheet, size_t column)
{
    const struct sheet_column *shape = &sheet->columns[column];
    int width = 0;

    for (size_t i = column; i < sheet->cell_count; i += sheet->column_count) {
        int here = cell_width(sheet->cells[i]);

        if (here > width)
            width = here;
    }
    if (width == 0)
        return 0;
    if (cell_width(shape->title) > width)
        width = cell_width(shape->title);
    if (shape->most_columns > 0 && width > shape->most_columns)
        width = shape->most_columns;
    return width;
}

static void
print_row(const struct sheet *sheet, const int *widths,
    const char *const *cells, struct text *out)
{
    size_t begin = out->length;
    int used = 0;

    for (size_t i = 0; i < sheet->column_count; i++) {
        bool is_last = i + 1 == sheet->column_count;
        int room = is_last ? PRINT_COLUMNS - used : widths[i];

        if (widths[i] == 0 || room <= 0)
            continue;
        int columns = cell_width(cells[i]);
        if (sheet->columns[i].is_right && columns < widths[i]) {
            print_spaces(out, widths[i] - columns);
            room = columns;
            used += widths[i] - columns;
        }
        columns = print_cut(out, cells[i], room);
        used += columns;
        if (is_last)
            break;
        print_spaces(out, room - columns + GAP);
        used += room - columns + GAP;
    }
    while (out->length > begin && out->bytes[out->length - 1] == ' ')
        text_truncate(out, out->length - 1);
    text_add(out, "\n");
}

static void
sheet_clear(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->cell_count; i++)
        memory_release(sheet->cells[i]);
    memory_release(sheet->cells);
    sheet->cells = NULL;
    sheet->cell_count = 0;
}

void
sheet_print(struct sheet *sheet, struct text *out)
{
    int widths[SHEET_COLUMNS] = {0};
    const char *titles[SHEET_COLUMNS] = {NULL};

    for (size_t i = 0; i < sheet->column_count; i++) {
        widths[i] = column_width(sheet, i);
        titles[i] = sheet->columns[i].title;
    }
    print_row(sheet, widths, titles, out);
    for (size_t i = 0; i + sheet->column_count <= sheet->cell_count;
         i += sheet->column_count)
        print_row(sheet, widths, (const char *const *)(sheet->cells + i), out);
    sheet_clear(sheet);
}
