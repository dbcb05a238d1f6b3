/* What the board's screen reads: a page of threads, and the boards beside. */

#include "ui/views/board_page.h"

#include "base/memory.h"
#include "board/lettering.h"
#include "board/pinning.h"
#include "board/reading.h"
#include "board/staffing.h"

enum {
    PAGE = 100,
    WIDE_COLUMNS = 120
};

static enum status
load_threads(struct app *app, int64_t board_id, size_t least,
    struct board_page *page)
{
    struct thread_list threads = {0};
    int limit = least > PAGE ? (int)least : PAGE;
    enum status status = reading_threads(app_viewer(app), board_id, NULL, limit,
        &threads);

    if (status != STATUS_OK)
        return status;
    thread_list_clear(&page->rows.threads);
    page->rows.threads = threads;
    page->has_more = threads.count == (size_t)limit;
    page->list.count = threads.count;
    list_select(&page->list, page->list.selected);
    return STATUS_OK;
}

static enum status
load_boards(struct app *app, struct board_page *page)
{
    struct board_list boards = {0};
    enum status status = reading_boards(app_viewer(app), &boards);

    if (status != STATUS_OK)
        return status;
    board_list_clear(&page->rows.boards);
    page->rows.boards = boards;
    page->left.count = boards.count;
    list_select(&page->left, page->left.selected);
    return STATUS_OK;
}

/* "SMEs: Sam Reyes, Noor Haddad" */
static enum status
load_smes(struct app *app, struct board_page *page)
{
    struct person_list people = {0};

    text_truncate(&page->smes, 0);
    if (page->board.kind != BOARD_COURSE)
        return STATUS_OK;
    enum status status = staffing_smes(app_viewer(app), page->board.id,
        &people);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < people.count; i++)
        text_add_format(&page->smes, "%s %s",
            i > 0               ? ","
            : people.count == 1 ? "SME:"
                                : "SMEs:",
            people.rows[i].name);
    person_list_clear(&people);
    return STATUS_OK;
}

static enum status
load_letters(struct app *app, struct board_page *page)
{
    letter_list_clear(&page->letters);
    return lettering_of_board(app_viewer(app), &page->board, &page->letters);
}

enum status
board_page_load(struct app *app, struct board_page *page, int64_t board_id,
    size_t least)
{
    enum status status = reading_board_by_id(app_viewer(app), board_id,
        &page->board);

    if (status == STATUS_OK)
        status = load_threads(app, board_id, least, page);
    if (status == STATUS_OK)
        status = load_boards(app, page);
    if (status == STATUS_OK)
        status = load_smes(app, page);
    if (status == STATUS_OK)
        status = load_letters(app, page);
    page->may_pin = pinning_may(app_viewer(app), board_id);
    page->is_wide = app_columns(app) >= WIDE_COLUMNS;
    if (!page->is_wide)
        page->is_left = false;
    thread_rows_measure(&page->rows, app);
    return status;
}

int64_t
board_page_thread(const struct board_page *page, size_t index)
{
    return index < page->rows.threads.count
               ? page->rows.threads.rows[index].thread.id
               : 0;
}

size_t
board_page_row(const struct board_page *page, int64_t thread_id,
    size_t otherwise)
{
    for (size_t i = 0; i < page->rows.threads.count; i++)
        if (board_page_thread(page, i) == thread_id)
            return i;
    return otherwise;
}

enum status
board_page_reload(struct app *app, struct board_page *page)
{
    int64_t selected = board_page_thread(page, page->list.selected);
    int64_t first = board_page_thread(page, page->list.top);
    bool is_at_top = page->list.top == 0;
    enum status status = board_page_load(app, page, page->board.id,
        page->rows.threads.count);

    if (status != STATUS_OK)
        return status;
    list_select(&page->list,
        board_page_row(page, selected, page->list.selected));
    page->list.top = is_at_top ? 0
                               : board_page_row(page, first, page->list.top);
    return STATUS_OK;
}

void
board_page_more(struct app *app, struct board_page *page)
{
    struct thread_list *threads = &page->rows.threads;
    struct thread_list more = {0};

    if (!page->has_more || threads->count == 0)
        return;
    const struct thread *last = &threads->rows[threads->count - 1].thread;
    struct thread_key after = thread_key_of(last);

    if (reading_threads(app_viewer(app), page->board.id, &after, PAGE, &more) !=
        STATUS_OK)
        return;
    for (size_t i = 0; i < more.count; i++) {
        threads->rows = grow(threads->rows, threads->count + 1,
            sizeof *threads->rows);
        threads->rows[threads->count++] = more.rows[i];
    }
    page->has_more = more.count == PAGE;
    page->list.count = threads->count;
    thread_list_clear(&more);
    thread_rows_measure(&page->rows, app);
}

int
board_page_unread(const struct board_page *page)
{
    for (size_t i = 0; i < page->rows.boards.count; i++)
        if (page->rows.boards.rows[i].board.id == page->board.id)
            return page->rows.boards.rows[i].unread;
    return 0;
}
