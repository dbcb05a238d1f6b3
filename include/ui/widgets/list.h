#ifndef UI_WIDGETS_LIST_H
#define UI_WIDGETS_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"
#include "ui/request.h"

/* Rows one of which is selected, scrolled so that it shows. */
struct list {
    size_t count;
    size_t selected; /* below count, 0 when empty */
    size_t top;      /* first row shown */
};

/* Draws row `index` at `spot` of the canvas. */
typedef void list_row_draw(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot);

/* Moves on NEXT, PREVIOUS, PAGE_*, FIRST, LAST; true when it was one. */
bool list_act(struct list *list, enum request request, int page_rows);
/* Past the end selects the last. */
void list_select(struct list *list, size_t index);
/* Draws the rows that fit into the area, the selected one always among them;
 * scrolls no further than that takes, and keeps it. */
void list_draw(struct list *list, struct canvas *canvas,
    const struct area *area, list_row_draw *draw, const void *rows);

#endif
