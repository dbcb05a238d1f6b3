/* Moving about in a thread: the keys of every list. */

#include "ui/views/thread_moves.h"

static enum status
do_next(struct thread_page *page, struct viewer *viewer)
{
    return thread_page_step(page, viewer, 1);
}

static enum status
do_previous(struct thread_page *page, struct viewer *viewer)
{
    return thread_page_step(page, viewer, -1);
}

static enum status
do_page_next(struct thread_page *page, struct viewer *viewer)
{
    return thread_page_scroll(page, viewer,
        page->rows > 1 ? page->rows - 1 : 1);
}

static enum status
do_page_previous(struct thread_page *page, struct viewer *viewer)
{
    return thread_page_scroll(page, viewer,
        page->rows > 1 ? 1 - page->rows : -1);
}

static enum status
do_first(struct thread_page *page, struct viewer *viewer)
{
    return thread_page_go(page, viewer, 1);
}

static enum status
do_last(struct thread_page *page, struct viewer *viewer)
{
    const struct order *order = &page->order;
    int last = order->count > 0 ? order->rows[order->count - 1].number : 1;
    enum status status = thread_page_go(page, viewer, last);

    /* The last post may be longer than the window. */
    if (status == STATUS_OK)
        status = thread_page_scroll(page, viewer, (int)page->line_count);
    return status;
}

static const struct {
    enum request request;
    enum status (*run)(struct thread_page *page, struct viewer *viewer);
} moves[] = {
    {REQUEST_NEXT, do_next},
    {REQUEST_PREVIOUS, do_previous},
    {REQUEST_PAGE_NEXT, do_page_next},
    {REQUEST_PAGE_PREVIOUS, do_page_previous},
    {REQUEST_FIRST, do_first},
    {REQUEST_LAST, do_last},
};

bool
thread_moves(struct app *app, struct thread_page *page, enum request request)
{
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (moves[i].request != request)
            continue;
        enum status status = moves[i].run(page, app_viewer(app));

        if (status != STATUS_OK)
            app_refuse(app, status);
        return true;
    }
    return false;
}
