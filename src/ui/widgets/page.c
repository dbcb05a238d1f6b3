/* Page: a text that is scrolled by rows. */

#include "ui/widgets/page.h"

static void
set_rows(struct page *page, int rows)
{
    size_t count = page->markup.row_count;
    size_t shown = rows > 0 ? (size_t)rows : 1;

    page->rows = rows;
    page->scroll.count = count > shown ? count - shown + 1 : 1;
    list_select(&page->scroll, page->scroll.selected);
}

void
page_lay(struct page *page, int columns)
{
    markup_clear(&page->markup);
    markup_lay(&page->markup, text_bytes(&page->words), page->words.length,
        columns > 2 ? columns - 2 : 1);
}

void
page_draw(struct page *page, struct canvas *canvas, int top, int bottom)
{
    set_rows(page, bottom - top);
    size_t line = page->scroll.selected;

    for (int at = top; at < bottom && line < page->markup.row_count; at++)
        markup_draw_row(&page->markup, text_bytes(&page->words), line++, canvas,
            (struct spot){at, 1, -1});
}

bool
page_act(struct page *page, enum request request, int rows)
{
    set_rows(page, rows);
    if (request == REQUEST_SCROLL)
        request = REQUEST_PAGE_NEXT;
    return list_act(&page->scroll, request, page->rows - 1);
}

bool
page_is_at_end(struct page *page, int rows)
{
    set_rows(page, rows);
    return page->scroll.selected + 1 >= page->scroll.count;
}

void
page_clear(struct page *page)
{
    text_clear(&page->words);
    markup_clear(&page->markup);
    *page = (struct page){0};
}
