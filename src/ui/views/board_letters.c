/* The letters with which a cohort's board opens a week. */

#include "ui/cells.h"
#include "ui/views/board_page.h"

enum {
    ROWS_LEAST = 10, /* of a body, for letters to have room */
    KEY_COLUMN = 1,
    LABEL_COLUMN = 3,
    WORDS_COLUMN = 11,
    NAME_WIDTH = 16,
    GAP = 2
};

static void
draw_letter(const struct letter *letter, bool is_first, const struct row *row)
{
    int name_column = row->spot.width - NAME_WIDTH - 1;

    if (is_first)
        row_put(row, (struct cell){KEY_COLUMN, 1, STYLE_ACCENT}, "L");
    row_put(row, (struct cell){LABEL_COLUMN, 0, STYLE_DIM}, "letter");
    row_put(row,
        (struct cell){WORDS_COLUMN, name_column - GAP - WORDS_COLUMN,
            STYLE_PLAIN},
        letter->body);
    row_put(row, (struct cell){name_column, NAME_WIDTH, STYLE_DIM},
        letter->name);
}

int
board_draw_letters(const struct board_page *page, struct canvas *canvas,
    const struct area *area)
{
    int count = (int)page->letters.count;
    struct row row = area_row(canvas, area, area->top);

    if (count == 0 || area->bottom - area->top < ROWS_LEAST ||
        area->width < WORDS_COLUMN * 2 + NAME_WIDTH)
        return 0;
    for (int i = 0; i < count; i++) {
        draw_letter(&page->letters.rows[i], i == 0, &row);
        row.spot.row++;
    }
    canvas_rule(canvas, row.spot.row, area->column, area->width, NULL);
    return count + 1;
}
