#ifndef UI_WIDGETS_PAGE_H
#define UI_WIDGETS_PAGE_H

#include <stdbool.h>

#include "base/text.h"
#include "ui/markup.h"
#include "ui/widgets/list.h"

/* A text with marks that is longer than the window, scrolled by rows. */
struct page {
    struct text words; /* owned; filled before page_lay() */
    struct markup markup;
    struct list scroll; /* of first rows: the one selected is at the top */
    int rows;           /* shown */
};

/* Lays the words for a terminal so wide, a column free on either side. */
void page_lay(struct page *page, int columns);
void page_draw(struct page *page, struct canvas *canvas, int top, int bottom);
/* Scrolls, on what list_act() takes and on SCROLL; true when it was one. */
bool page_act(struct page *page, enum request request, int rows);
/* The last row is in a window of so many. */
bool page_is_at_end(struct page *page, int rows);
void page_clear(struct page *page);

#endif
