/* List: rows one of which is selected. */

#include "ui/widgets/list.h"

/* The first row shown, nearest to list->top, with which the selected one is
 * among `rows` and no row is left empty that could be filled. */
static size_t
list_top(const struct list *list, size_t rows)
{
    size_t top = list->top;

    if (rows == 0)
        return list->selected;
    if (list->count <= rows)
        return 0;
    if (top > list->count - rows)
        top = list->count - rows;
    if (top > list->selected)
        top = list->selected;
    if (top + rows <= list->selected)
        top = list->selected - rows + 1;
    return top;
}

void
list_select(struct list *list, size_t index)
{
    if (list->count == 0)
        index = 0;
    else if (index >= list->count)
        index = list->count - 1;
    list->selected = index;
}

/* The row a request goes to; list->count and more count as the last. */
static bool
list_target(const struct list *list, enum request request, size_t page,
    size_t *target)
{
    size_t selected = list->selected;

    switch (request) {
    case REQUEST_NEXT:
        *target = selected + 1;
        return true;
    case REQUEST_PREVIOUS:
        *target = selected > 0 ? selected - 1 : 0;
        return true;
    case REQUEST_PAGE_NEXT:
        *target = selected + page;
        return true;
    case REQUEST_PAGE_PREVIOUS:
        *target = selected > page ? selected - page : 0;
        return true;
    case REQUEST_FIRST:
        *target = 0;
        return true;
    case REQUEST_LAST:
        *target = list->count;
        return true;
    default:
        return false;
    }
}

bool
list_act(struct list *list, enum request request, int page_rows)
{
    size_t page = page_rows > 0 ? (size_t)page_rows : 1;
    size_t target;

    if (!list_target(list, request, page, &target))
        return false;
    list_select(list, target);
    list->top = list_top(list, page);
    return true;
}

void
list_draw(struct list *list, struct canvas *canvas, const struct area *area,
    list_row_draw *draw, const void *rows)
{
    int height = area->bottom - area->top;
    size_t shown = height > 0 ? (size_t)height : 0;
    size_t first = list_top(list, shown);

    if (shown > 0)
        list->top = first;
    for (size_t i = first; i < list->count && i < first + shown; i++) {
        struct spot spot = {
            .row = area->top + (int)(i - first),
            .column = area->column,
            .width = area->width,
        };

        draw(rows, i, i == list->selected, canvas, spot);
    }
}
