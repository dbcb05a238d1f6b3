/* Board: its threads, what is new in each; wide screens keep the boards left.
 */

#include <inttypes.h>
#include <stdio.h>

#include "board/asking.h"
#include "board/reading.h"
#include "ui/cells.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/board_page.h"
#include "ui/views/pin.h"

enum {
    MORE_BEFORE_END = 20, /* rows below the selected one */
    LEFT_COLUMNS = 34,
    LEFT_UNREAD = 5
};

static void
select_left(struct board_page *state)
{
    for (size_t i = 0; i < state->rows.boards.count; i++)
        if (state->rows.boards.rows[i].board.id == state->board.id)
            list_select(&state->left, i);
}

static enum status
board_open(struct app *app, void *state_, const char *place)
{
    struct board_page *state = state_;
    int64_t board_id = 0;
    int64_t thread_id = 0;

    if (!place_number(place, &board_id))
        return STATUS_NOT_FOUND;
    enum status status = board_page_load(app, state, board_id, 0);

    if (status != STATUS_OK)
        return status;
    select_left(state);
    if (place_find(place, "thread", &thread_id))
        list_select(&state->list, board_page_row(state, thread_id, 0));
    return STATUS_OK;
}

static enum status
board_reload(struct app *app, void *state)
{
    return board_page_reload(app, state);
}

static void
board_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct board_page *state = state_;
    int unread = board_page_unread(state);
    (void)app;

    text_add(left, state->board.title);
    text_add_format(right, "%d thread%s", state->board.thread_count,
        state->board.thread_count == 1 ? "" : "s");
    if (unread > 999)
        text_add(right, ", 999+ unread");
    else if (unread > 0)
        text_add_format(right, ", %d unread", unread);
}

static void
draw_left_row(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct row whole = {canvas, spot};
    const struct row *row = &whole;
    const struct board_page *state = rows;
    const struct board_row *board = &state->rows.boards.rows[index];
    enum style style = board->unread > 0 ? STYLE_BOLD : STYLE_PLAIN;
    char count[8];

    if (is_selected)
        row_put(row,
            (struct cell){1, 1, state->is_left ? STYLE_ACCENT : STYLE_DIM},
            ">");
    row_put(row,
        (struct cell){3, LEFT_COLUMNS - LEFT_UNREAD - 4,
            is_selected && state->is_left ? STYLE_SELECTED : style},
        board->board.title);
    count_cell(board->unread, count, sizeof count);
    row_put_right(row,
        (struct cell){LEFT_COLUMNS - LEFT_UNREAD - 1, LEFT_UNREAD, style},
        count);
}

static void
board_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct board_page *state = state_;
    struct area area = {top, bottom, 0, app_columns(app)};

    state->rows.now = app_now(app);
    if (state->is_wide) {
        struct area left = {top, bottom, 0, LEFT_COLUMNS};

        list_draw(&state->left, canvas, &left, draw_left_row, state);
        canvas_column_rule(canvas, top, LEFT_COLUMNS, bottom - top);
        area.column = LEFT_COLUMNS + 1;
        area.width -= LEFT_COLUMNS + 1;
    }
    state->letter_rows = board_draw_letters(state, canvas, &area);
    area.top += state->letter_rows;
    if (state->list.count == 0) {
        struct row row = area_row(canvas, &area, area.top);

        row_put(&row, (struct cell){3, 0, STYLE_DIM},
            "No thread yet: p begins the first.");
    }
    list_draw(&state->list, canvas, &area, thread_rows_draw, &state->rows);
}

static void
board_keys(struct app *app, const void *state_, struct text *line)
{
    const struct board_page *state = state_;
    (void)app;

    if (state->list.count > 0 || state->is_left)
        text_add(line, "Enter open  ");
    text_add(line, "p post  n next unread  ");
    if (state->letter_rows > 0)
        text_add(line, "L letters  ");
    if (state->is_wide)
        text_add(line, "Tab boards  ");
    if (board_page_unread(state) > 0)
        text_add(line, "C all read  ");
    if (state->may_pin && state->list.count > 0 && !state->is_left)
        text_add(line,
            state->rows.threads.rows[state->list.selected].thread.is_pinned
                ? "S unpin  "
                : "S pin  ");
    text_add(line, "b back  ? help");
}

static void
board_foot(struct app *app, const void *state_, struct text *line)
{
    const struct board_page *state = state_;
    (void)app;

    text_add(line, text_bytes(&state->smes));
}

static void
mark_read(struct app *app, void *state_)
{
    struct board_page *state = state_;
    enum status status = reading_catch_up(app_viewer(app), state->board.id);

    if (status == STATUS_OK)
        status = board_page_reload(app, state);
    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
open_thread(struct app *app, struct board_page *state)
{
    char place[24];

    if (state->list.count == 0)
        return;
    snprintf(place, sizeof place, "%" PRId64,
        board_page_thread(state, state->list.selected));
    app_push(app, &thread_view, place);
}

static void
open_left(struct app *app, struct board_page *state)
{
    if (state->left.count == 0)
        return;
    int64_t board_id = state->rows.boards.rows[state->left.selected].board.id;

    state->is_left = false;
    state->list = (struct list){0};
    enum status status = board_page_load(app, state, board_id, 0);

    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
do_open(struct app *app, struct board_page *state)
{
    if (state->is_left)
        open_left(app, state);
    else
        open_thread(app, state);
}

static void
do_post(struct app *app, struct board_page *state)
{
    char place[32];

    snprintf(place, sizeof place, "board %" PRId64, state->board.id);
    app_push(app, &compose_view, place);
}

static void
do_answer(struct app *app, struct board_page *state)
{
    struct panel panel;
    char place[40];
    int64_t thread_id = board_page_thread(state, state->list.selected);

    if (asking_panel_by_thread(app_viewer(app), thread_id, &panel) !=
        STATUS_OK) {
        app_say(app, "That thread is no question.");
        return;
    }
    snprintf(place, sizeof place, "question %" PRId64, panel.question.id);
    app_push(app, &compose_view, place);
}

static void
do_other_pane(struct app *app, struct board_page *state)
{
    (void)app;
    state->is_left = state->is_wide && !state->is_left;
}

static void
do_next_unread(struct app *app, struct board_page *state)
{
    app_next_unread(app, state->board.id, 0);
}

static void
do_catch_up(struct app *app, struct board_page *state)
{
    (void)state;
    app_ask(app, "Mark everything on this board as read?", mark_read);
}

static void
do_pin(struct app *app, struct board_page *state)
{
    if (state->list.count > 0 && !state->is_left)
        pin_ask(app, &state->rows.threads.rows[state->list.selected].thread);
}

/* A page down; at the end on to what is unread. */
static void
do_scroll(struct app *app, struct board_page *state)
{
    if (state->list.selected + 1 < state->list.count)
        list_act(&state->list, REQUEST_PAGE_NEXT, app_body_rows(app));
    else
        app_next_unread(app, state->board.id, 0);
}

static const struct {
    enum request request;
    void (*run)(struct app *app, struct board_page *state);
} acts[] = {
    {REQUEST_OPEN, do_open},
    {REQUEST_POST, do_post},
    {REQUEST_ANSWER, do_answer},
    {REQUEST_OTHER_PANE, do_other_pane},
    {REQUEST_NEXT_UNREAD, do_next_unread},
    {REQUEST_CATCH_UP, do_catch_up},
    {REQUEST_SCROLL, do_scroll},
    {REQUEST_PIN, do_pin},
};

static enum request
board_act(struct app *app, void *state_, enum request request)
{
    struct board_page *state = state_;
    struct list *list = state->is_left ? &state->left : &state->list;

    int shown = app_body_rows(app) - (state->is_left ? 0 : state->letter_rows);

    if (list_act(list, request, shown)) {
        if (state->list.selected + MORE_BEFORE_END > state->list.count)
            board_page_more(app, state);
        return REQUEST_NONE;
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (acts[i].request == request) {
            acts[i].run(app, state);
            return REQUEST_NONE;
        }
    }
    return request;
}

static void
board_jump(struct app *app, void *state_, int number)
{
    struct board_page *state = state_;

    while (state->has_more && state->list.count < (size_t)number) {
        size_t count = state->list.count;

        board_page_more(app, state);
        if (state->list.count == count)
            break;
    }
    list_select(&state->list, (size_t)number - 1);
}

static bool
board_concerns(const void *state_, const struct event *event)
{
    const struct board_page *state = state_;

    if (event == NULL)
        return false;
    return event->board_id == state->board.id || state->is_wide;
}

static void
board_save(const void *state_, struct text *place)
{
    const struct board_page *state = state_;

    text_add_format(place, "%" PRId64, state->board.id);
    if (state->list.count > 0)
        text_add_format(place, " thread %" PRId64,
            board_page_thread(state, state->list.selected));
}

static void
board_close(void *state_)
{
    struct board_page *state = state_;

    thread_rows_clear(&state->rows);
    text_clear(&state->smes);
    letter_list_clear(&state->letters);
}

const struct view board_view = {
    .name = "board",
    .state_size = sizeof(struct board_page),
    .open = board_open,
    .title = board_title,
    .draw = board_draw,
    .keys = board_keys,
    .foot = board_foot,
    .act = board_act,
    .jump = board_jump,
    .concerns = board_concerns,
    .reload = board_reload,
    .save = board_save,
    .close = board_close,
};
