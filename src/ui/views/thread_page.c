/* A thread as it is read: where the reader is, and what was shown. */

#include "ui/views/thread_page.h"

#include "board/reading.h"

enum {
    EXTENSIONS_MOST = 20, /* reads for one move of the window */
    SEARCH_POSTS = 200,
    SEARCHES_MOST = 50
};

static enum status
read_row(struct thread_page *page, struct viewer *viewer, int64_t thread_id)
{
    enum status status = reading_thread(viewer, thread_id, &page->row);

    if (status == STATUS_OK)
        status = reading_board_by_id(viewer, page->row.thread.board_id,
            &page->board);
    return status;
}

enum status
thread_page_open(struct thread_page *page, struct viewer *viewer,
    int64_t thread_id)
{
    int last_read = 0;
    enum status status = read_row(page, viewer, thread_id);

    if (status == STATUS_OK)
        status = reading_progress(viewer, thread_id, &last_read,
            &page->new_from);
    page->marked = last_read;
    return status;
}

/* Those at the end of the loaded posts that came since `last`; the first of
 * somebody else is new. */
static void
note_new(struct thread_page *page, const struct viewer *viewer, int last)
{
    for (size_t i = 0; page->new_from == 0 && i < page->posts.count; i++) {
        const struct post *post = &page->posts.rows[i];

        if (post->number > last && post->author_id != viewer->person.id)
            page->new_from = post->number;
    }
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
    if (page->has_end) {
        status = thread_window_extend(page, viewer, true);
        note_new(page, viewer, last);
    }
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
    return page->posts.count == 0 || page->posts.rows[0].number <= 1;
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

enum status
thread_page_go(struct thread_page *page, struct viewer *viewer, int number)
{
    const struct post_list *posts = &page->posts;
    enum status status = STATUS_OK;

    if (posts->count == 0 || number < posts->rows[0].number ||
        number > posts->rows[posts->count - 1].number)
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

int
thread_page_shown(const struct thread_page *page)
{
    size_t end = bottom_line(page);

    if (end == 0)
        return 0;
    size_t post = page->lines[end - 1].post;

    if (end == page->line_count || page->lines[end].post != post)
        return page->posts.rows[post].number;
    return post > 0 ? page->posts.rows[post - 1].number : 0;
}

bool
thread_page_is_in_new(const struct thread_page *page)
{
    size_t end = bottom_line(page);

    if (end == 0 || page->new_from == 0)
        return false;
    int number = page->posts.rows[page->lines[end - 1].post].number;

    return number > thread_page_shown(page) && number > page->marked &&
           number >= page->new_from;
}

enum status
thread_page_mark(struct thread_page *page, struct viewer *viewer)
{
    int shown = thread_page_shown(page);
    struct thread_row row;

    if (shown <= page->marked)
        return STATUS_OK;
    enum status status = reading_mark(viewer, page->row.thread.id, shown);

    if (status == STATUS_OK)
        status = reading_thread(viewer, page->row.thread.id, &row);
    if (status != STATUS_OK)
        return status;
    page->marked = shown;
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
