/* A thread as it is read: where the reader is, and what was shown. */

#include "ui/views/thread_page.h"

#include "board/asking.h"
#include "board/pinning.h"
#include "board/reading.h"
#include "board/wrapping.h"

enum {
    EXTENSIONS_MOST = 20, /* reads for one move of the window */
    SEARCH_POSTS = 200,
    SEARCHES_MOST = 50
};

/* What the viewer can give the question; nothing, where it is theirs. */
static const char *
answer_key(struct viewer *viewer, const struct thread *thread)
{
    struct panel panel;

    if (thread->kind != THREAD_QUESTION ||
        asking_panel_by_thread(viewer, thread->id, &panel) != STATUS_OK ||
        !panel.is_open || panel.is_asker || panel.is_held)
        return "";
    return panel.is_answered ? "a add to it  " : "a answer  ";
}

static enum status
read_row(struct thread_page *page, struct viewer *viewer, int64_t thread_id)
{
    enum status status = reading_thread(viewer, thread_id, &page->row);

    if (status == STATUS_OK)
        status = reading_board_by_id(viewer, page->row.thread.board_id,
            &page->board);
    if (status == STATUS_OK)
        page->may_pin = pinning_may(viewer, page->board.id);
    if (status == STATUS_OK)
        status = wrapping_waits(viewer, &page->row.thread, &page->has_wrap_up);
    page->answer_key = status == STATUS_OK
                           ? answer_key(viewer, &page->row.thread)
                           : "";
    return status;
}

/* The first one to be read that is new. */
static void
note_new(struct thread_page *page)
{
    size_t first = order_first_new(&page->order);

    if (page->new_from == 0 && first < page->order.count)
        page->new_from = page->order.rows[first].number;
}

enum status
thread_page_open(struct thread_page *page, struct viewer *viewer,
    int64_t thread_id)
{
    int last_read = 0;
    int first_new = 0;
    enum status status = read_row(page, viewer, thread_id);

    if (status == STATUS_OK)
        status = reading_progress(viewer, thread_id, &last_read, &first_new);
    if (status == STATUS_OK)
        status = ordering_of(viewer, thread_id, &page->order);
    if (status != STATUS_OK)
        return status;
    page->new_from = first_new;
    page->read = (size_t)last_read;
    if (page->order.is_by_regions) {
        page->new_from = 0;
        page->read = order_first_new(&page->order);
        note_new(page);
    }
    return STATUS_OK;
}

int
thread_page_start(const struct thread_page *page)
{
    if (page->new_from > 0)
        return page->new_from;
    return page->order.is_by_regions || page->read == 0 ? 1 : (int)page->read;
}

enum status
thread_page_refresh(struct thread_page *page, struct viewer *viewer)
{
    int last = page->row.thread.last_number;
    enum status status = read_row(page, viewer, page->row.thread.id);

    if (status == STATUS_OK)
        status = thread_window_reread(page, viewer);
    if (status != STATUS_OK || page->row.thread.last_number == last)
        return status;
    status = ordering_extend(viewer, &page->order);
    if (status == STATUS_OK)
        note_new(page);
    if (status == STATUS_OK && page->has_end)
        status = thread_window_extend(page, viewer, true);
    return status;
}

static size_t
last_top(const struct thread_page *page)
{
    size_t rows = (size_t)page->rows;

    return page->line_count > rows ? page->line_count - rows : 0;
}

static bool
is_at_start(const struct thread_page *page)
{
    return page->posts.count == 0 ||
           order_place(&page->order, page->posts.rows[0].number) == 0;
}

/* Reads on until the window, `lines` further down, is full, or all is read. */
static enum status
fill_below(struct thread_page *page, struct viewer *viewer, size_t lines)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < EXTENSIONS_MOST && status == STATUS_OK; i++) {
        if (page->has_end || page->top + lines <= last_top(page))
            break;
        status = thread_window_extend(page, viewer, true);
    }
    return status;
}

static enum status
fill_above(struct thread_page *page, struct viewer *viewer, size_t lines)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < EXTENSIONS_MOST && status == STATUS_OK; i++) {
        if (is_at_start(page) || page->top >= lines)
            break;
        status = thread_window_extend(page, viewer, false);
    }
    return status;
}

/* No row stays empty below the thread's end while there is text above. */
static enum status
settle_top(struct thread_page *page, struct viewer *viewer)
{
    enum status status = fill_below(page, viewer, 0);

    if (status != STATUS_OK || page->top <= last_top(page))
        return status;
    size_t empty = page->top + (size_t)page->rows - page->line_count;

    status = fill_above(page, viewer, empty);
    if (page->top > last_top(page))
        page->top = last_top(page);
    return status;
}

static bool
is_loaded(const struct thread_page *page, int number)
{
    const struct post_list *posts = &page->posts;
    size_t place = order_place(&page->order, number);

    if (posts->count == 0)
        return false;
    return place >= order_place(&page->order, posts->rows[0].number) &&
           place <=
               order_place(&page->order, posts->rows[posts->count - 1].number);
}

enum status
thread_page_go(struct thread_page *page, struct viewer *viewer, int number)
{
    const struct post_list *posts = &page->posts;
    enum status status = STATUS_OK;

    if (!is_loaded(page, number))
        status = thread_window_load(page, viewer, number);
    if (status != STATUS_OK || posts->count == 0)
        return status;
    size_t index = thread_window_index(page, number);

    page->selected = posts->rows[index].number;
    page->top = thread_window_line(page, index);
    return settle_top(page, viewer);
}

/* The first and the last line of the window that hold text. */
static size_t
bottom_line(const struct thread_page *page)
{
    size_t end = page->top + (size_t)page->rows;

    return end < page->line_count ? end : page->line_count;
}

/* Selects the first post that begins in the window, else the one that fills
 * it, unless the selected one shows. */
static void
select_shown(struct thread_page *page)
{
    size_t end = bottom_line(page);
    int first = 0;

    for (size_t i = page->top; i < end; i++) {
        int number = page->posts.rows[page->lines[i].post].number;

        if (number == page->selected)
            return;
        if (first == 0 && page->lines[i].kind == LINE_HEADER)
            first = number;
    }
    if (first == 0 && page->top < page->line_count)
        first = thread_page_top(page);
    page->selected = first;
}

enum status
thread_page_scroll(struct thread_page *page, struct viewer *viewer, int lines)
{
    size_t count = (size_t)(lines < 0 ? -lines : lines);
    enum status status = lines < 0 ? fill_above(page, viewer, count)
                                   : fill_below(page, viewer, count);

    if (lines < 0)
        page->top = page->top > count ? page->top - count : 0;
    else
        page->top += count;
    if (page->top > last_top(page))
        page->top = last_top(page);
    select_shown(page);
    return status;
}

/* Scrolls as far as the post needs to show, and no further than to its
 * header. */
static enum status
show_post(struct thread_page *page, struct viewer *viewer, size_t post)
{
    size_t first = thread_window_line(page, post);
    size_t end = thread_window_line(page, post + 1);
    size_t rows = (size_t)page->rows;
    size_t top = page->top;

    if (end > top + rows)
        top = end - rows;
    if (first < top)
        top = first;
    if (first >= page->top + rows && top < first && end - first > rows)
        top = first;
    page->top = top;
    page->selected = page->posts.rows[post].number;
    return settle_top(page, viewer);
}

enum status
thread_page_step(struct thread_page *page, struct viewer *viewer, int direction)
{
    enum status status = direction > 0 ? fill_below(page, viewer, 1)
                                       : fill_above(page, viewer, 1);

    if (status != STATUS_OK || page->posts.count == 0)
        return status;
    size_t post = thread_window_index(page, page->selected);
    size_t first = thread_window_line(page, post);
    size_t end = thread_window_line(page, post + 1);

    if (direction > 0) {
        if (end > page->top + (size_t)page->rows)
            return thread_page_scroll(page, viewer, 1);
        return post + 1 < page->posts.count ? show_post(page, viewer, post + 1)
                                            : STATUS_OK;
    }
    if (first < page->top)
        return thread_page_scroll(page, viewer, -1);
    if (post == 0)
        return STATUS_OK;
    size_t above = thread_window_line(page, post - 1);

    /* A post longer than the window is read upwards from its end. */
    if (first - above > (size_t)page->rows) {
        page->selected = page->posts.rows[post - 1].number;
        return thread_page_scroll(page, viewer, -1);
    }
    return show_post(page, viewer, post - 1);
}

bool
thread_page_is_at_end(const struct thread_page *page)
{
    return page->has_end && page->top >= last_top(page);
}

/* How many rows there are up to and with a loaded post. */
static size_t
rows_to(const struct thread_page *page, size_t post)
{
    return order_place(&page->order, page->posts.rows[post].number) + 1;
}

/* How many rows of the order were shown, the last of them to its end. */
static size_t
thread_page_shown(const struct thread_page *page)
{
    size_t end = bottom_line(page);

    if (end == 0)
        return 0;
    size_t post = page->lines[end - 1].post;

    if (end == page->line_count || page->lines[end].post != post)
        return rows_to(page, post);
    return post > 0 ? rows_to(page, post - 1) : 0;
}

bool
thread_page_is_in_new(const struct thread_page *page)
{
    size_t end = bottom_line(page);

    if (end == 0)
        return false;
    size_t post = page->lines[end - 1].post;
    size_t rows = rows_to(page, post);

    return rows > thread_page_shown(page) && rows > page->read &&
           thread_page_is_new(page, page->posts.rows[post].number);
}

enum status
thread_page_mark(struct thread_page *page, struct viewer *viewer)
{
    size_t shown = thread_page_shown(page);
    struct thread_row row;

    if (shown <= page->read)
        return STATUS_OK;
    enum status status = ordering_mark(viewer, &page->order, page->read, shown);

    if (status == STATUS_OK)
        status = reading_thread(viewer, page->row.thread.id, &row);
    if (status != STATUS_OK)
        return status;
    page->read = shown;
    page->row.unread = row.unread;
    return STATUS_OK;
}

const struct post *
thread_page_selected(const struct thread_page *page)
{
    if (page->posts.count == 0)
        return NULL;
    return &page->posts.rows[thread_window_index(page, page->selected)];
}

int
thread_page_top(const struct thread_page *page)
{
    if (page->top >= page->line_count)
        return 0;
    return page->posts.rows[page->lines[page->top].post].number;
}

enum status
thread_page_reply(const struct thread_page *page, struct viewer *viewer,
    int number, int *found)
{
    int from = number + 1;
    bool is_last = false;

    *found = 0;
    for (int i = 0; i < SEARCHES_MOST && !is_last && *found == 0; i++) {
        struct post_list posts = {0};
        enum status status = reading_posts(viewer, page->row.thread.id, from,
            SEARCH_POSTS, &posts);

        if (status != STATUS_OK)
            return status;
        for (size_t j = posts.count; j > 0; j--)
            if (posts.rows[j - 1].reply_to == number)
                *found = posts.rows[j - 1].number;
        is_last = posts.count < SEARCH_POSTS;
        from += SEARCH_POSTS;
        post_list_clear(&posts);
    }
    return STATUS_OK;
}
