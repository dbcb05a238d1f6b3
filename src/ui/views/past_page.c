/* Past questions as they are read, and their rows. */

#include "ui/views/past_page.h"

#include <string.h>

#include "base/memory.h"
#include "ui/cells.h"
#include "ui/markup.h"

enum {
    PAGE = 50,
    TIME_COLUMN = 3,
    TIME_WIDTH = 8,
    COUNT_COLUMN = 12,
    COUNT_WIDTH = 4,
    WORDS_COLUMN = 18,
    MARK_WIDTH = 8,
    BOARD_WIDTH = 20,
    COLUMNS_WHOLE = 72, /* narrower rows leave the board out */
    BELOW_ROWS = 4,     /* the rule, and the question in full */
    ROWS_FULL = 10
};

int64_t
past_page_thread(const struct past_page *page, size_t index)
{
    return index < page->list.count ? page->list.rows[index].question.thread_id
                                    : 0;
}

/* ---- Reading ------------------------------------------------------------- */

static enum status
read_rows(struct app *app, const struct past_page *page, int64_t before,
    int limit, struct past_list *rows)
{
    if (page->shelves.count == 0) {
        *rows = (struct past_list){0};
        return STATUS_OK;
    }
    return browsing_page(app_viewer(app),
        &(struct browse){
            .has_program = true,
            .program_id = page->shelves.rows[page->shelf].program_id,
            .words = page->words,
            .before = before,
            .limit = limit,
        },
        rows);
}

static void
settle(struct past_page *page)
{
    const struct past_list *list = &page->list;

    page->has_boards = false;
    for (size_t i = 1; i < list->count; i++)
        if (list->rows[i].question.board_id != list->rows[0].question.board_id)
            page->has_boards = true;
    page->rows.count = list->count;
    list_select(&page->rows, page->rows.selected);
}

/* As many rows as were there, at least a page. */
enum status
past_page_read(struct app *app, struct past_page *page)
{
    size_t least = page->list.count > PAGE ? page->list.count : PAGE;
    struct past_list list = {0};
    enum status status = read_rows(app, page, 0, (int)least, &list);

    if (status != STATUS_OK)
        return status;
    past_list_clear(&page->list);
    page->list = list;
    settle(page);
    return STATUS_OK;
}

void
past_page_more(struct app *app, struct past_page *page)
{
    struct past_list *list = &page->list;
    struct past_list more = {0};

    if (list->next == 0 ||
        read_rows(app, page, list->next, PAGE, &more) != STATUS_OK)
        return;
    for (size_t i = 0; i < more.count; i++) {
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = more.rows[i];
    }
    list->next = more.next;
    past_list_clear(&more);
    settle(page);
}

void
past_page_select(struct past_page *page, int64_t thread_id)
{
    for (size_t i = 0; i < page->list.count; i++)
        if (past_page_thread(page, i) == thread_id)
            list_select(&page->rows, i);
}

enum status
past_page_load(struct app *app, struct past_page *page)
{
    int64_t selected = past_page_thread(page, page->rows.selected);
    struct shelf_list shelves = {0};
    enum status status = browsing_shelves(app_viewer(app), &shelves);

    if (status != STATUS_OK)
        return status;
    shelf_list_clear(&page->shelves);
    page->shelves = shelves;
    if (page->shelf >= shelves.count)
        page->shelf = 0;
    status = past_page_read(app, page);
    past_page_select(page, selected);
    return status;
}

/* ---- Drawing ------------------------------------------------------------- */

static void
draw_past(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct past_page *page = rows;
    const struct past *past = &page->list.rows[index];
    const struct row row = {canvas, spot};
    bool with_board = page->has_boards && spot.width >= COLUMNS_WHOLE;
    int end = spot.width - MARK_WIDTH - 1;
    int words_end = with_board ? end - BOARD_WIDTH - 4 : end - 2;
    char moment[24];
    char count[8];

    moment_cell(past->asked_at, page->now, page->zone, moment, 24);
    count_cell(past->answered, count, sizeof count);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row, (struct cell){TIME_COLUMN, TIME_WIDTH, STYLE_PLAIN}, moment);
    row_put_right(&row, (struct cell){COUNT_COLUMN, COUNT_WIDTH, STYLE_PLAIN},
        count);
    if (words_end > WORDS_COLUMN)
        row_put(&row,
            (struct cell){WORDS_COLUMN, words_end - WORDS_COLUMN,
                is_selected ? STYLE_SELECTED : STYLE_PLAIN},
            past->question.body);
    if (with_board)
        row_put(&row,
            (struct cell){end - BOARD_WIDTH - 2, BOARD_WIDTH, STYLE_DIM},
            past->board_title);
    row_put(&row, (struct cell){end, MARK_WIDTH, STYLE_DIM},
        past->is_covered    ? "covered"
        : past->is_endorsed ? "endorsed"
                            : "");
}

/* The one selected in full, below the list. */
static void
draw_below(const struct past_page *page, struct canvas *canvas,
    const struct area *area)
{
    const struct past *past = &page->list.rows[page->rows.selected];
    const char *body = past->question.body;
    struct markup markup = {0};
    int room = area->bottom - area->top - 1;

    canvas_rule(canvas, area->top, 0, area->width, NULL);
    markup_lay(&markup, body, strlen(body), area->width - 2);
    for (int i = 0; i < room && i < (int)markup.row_count; i++)
        markup_draw_row(&markup, body, (size_t)i, canvas,
            (struct spot){area->top + 1 + i, 1, -1});
    markup_clear(&markup);
}

static void
draw_none(const struct past_page *page, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);

    row_put(&row, (struct cell){TIME_COLUMN, 0, STYLE_DIM},
        page->words[0] != '\0' ? "Nothing found."
                               : "No question has been asked before today.");
}

void
past_page_draw(struct past_page *page, struct app *app, struct canvas *canvas,
    struct area area)
{
    struct area below = area;

    page->now = app_now(app);
    page->zone = app_zone(app);
    if (page->rows.count == 0) {
        draw_none(page, canvas, &area);
        return;
    }
    if (area.bottom - area.top >= ROWS_FULL)
        area.bottom = below.top = below.bottom - BELOW_ROWS;
    list_draw(&page->rows, canvas, &area, draw_past, page);
    if (below.top > area.top)
        draw_below(page, canvas, &below);
}

void
past_page_clear(struct past_page *page)
{
    prompt_close(&page->prompt);
    past_list_clear(&page->list);
    shelf_list_clear(&page->shelves);
}
