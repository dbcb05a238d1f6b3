/* The home screen's body: the question's panel, then the boards. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "ui/markup.h"
#include "ui/views/home.h"
#include "ui/views/moments.h"

enum {
    ROWS_FULL = 10,     /* a body with fewer shows the panel as one row */
    QUESTION_ROWS = 3,  /* the rest is in the question's own screen */
    COUNTS_COLUMN = 25, /* "7 of 14 answered" */
    TITLE_COLUMN = 3,
    NEW_END = 35, /* where the column NEW ends at 80 columns */
    TITLE_LEAST = 12,
    NEW_WIDTH = 4,
    COLUMNS_LATEST = 50, /* with fewer, no latest post */
    COLUMNS_STREAK = 72, /* with fewer, no streak */
    AUTHOR_MOST = 10,
    BOARD_LEAST = 12 /* with less room, no board beside the title */
};

/* The question's text in at most so many rows; returns the rows used. */
static int
draw_question(const struct panel *panel, struct row row)
{
    const char *body = panel->question.body;
    struct markup markup = {0};
    int top = row.spot.row;

    markup_lay(&markup, body, strlen(body), row.spot.width - 2);
    int shown = (int)(markup.row_count < QUESTION_ROWS ? markup.row_count
                                                       : QUESTION_ROWS);

    for (int i = 0; i < shown; i++)
        markup_draw_row(&markup, body, (size_t)i, row.canvas,
            (struct spot){top + i, row.spot.column + 1, -1});
    if (markup.row_count > QUESTION_ROWS) {
        row.spot.row = top + shown - 1;
        row_put_right(&row, (struct cell){0, 0, STYLE_PLAIN}, " ..");
    }
    markup_clear(&markup);
    return shown;
}

static void
words_on_best_week(const struct panel *panel, char *out, size_t size)
{
    int to_go = panel->best - panel->answered;

    out[0] = '\0';
    if (!panel->is_open)
        return;
    if (panel->best > 0 && to_go > 0)
        snprintf(out, size, ", %d to go for your best week", to_go);
    else if (panel->best > 0)
        snprintf(out, size, ", your best week so far");
}

static void
draw_counts(const struct panel *panel, const struct row *row)
{
    char asker[PERSON_BYTES];
    char best[48];
    char counts[120];

    person_words(panel->question.asker_name, panel->question.asker_role, "",
        asker);
    words_on_best_week(panel, best, sizeof best);
    snprintf(counts, sizeof counts, "%d of %d answered%s", panel->answered,
        panel->asked, best);
    row_put(row, (struct cell){1, COUNTS_COLUMN - 3, STYLE_PLAIN}, asker);
    row_put(row, (struct cell){COUNTS_COLUMN, 0, STYLE_PLAIN}, counts);
}

static const char *
words_on_answering(const struct panel *panel)
{
    if (panel->is_away)
        return "a  answer, if you like: you are on leave";
    if (panel->is_covered && panel->question.is_at_closing)
        return "a  answer; all answers open when it has closed";
    if (panel->is_covered || panel->question.thread_id == 0)
        return "a  answer, and see what the others wrote";
    return "a  answer    s  see what the others wrote";
}

static const char *
words_on_done(const struct panel *panel)
{
    if (panel->is_held)
        return "answered without your name";
    if (panel->is_answered)
        return "answered";
    return panel->is_skipped ? "skipped" : "closed";
}

static void
draw_what_to_do(const struct panel *panel, const struct row *row)
{
    const char *done = words_on_done(panel);
    char words[80];

    if (home_is_mine(panel)) {
        row_put(row,
            (struct cell){1, 0, panel->is_waiting ? STYLE_ACCENT : STYLE_PLAIN},
            words_on_answering(panel));
        return;
    }
    if (panel->is_asker)
        snprintf(words, sizeof words, "a  yours; read what they wrote");
    else if (panel->is_covered)
        snprintf(words, sizeof words,
            "a  %s; all answers open when it has closed", done);
    else
        snprintf(words, sizeof words, "a  %s; read what the others wrote",
            done);
    int used = row_put(row, (struct cell){1, 0, STYLE_PLAIN}, words);

    if (panel->unread > 0) {
        snprintf(words, sizeof words, ", %d new", panel->unread);
        row_put(row, (struct cell){1 + used, 0, STYLE_BOLD}, words);
    }
}

/* For nobody but the viewer. */
static void
draw_streak(const struct home_state *state, const struct row *row)
{
    char words[32];

    if (state->streak < 2 || row->spot.width < COLUMNS_STREAK)
        return;
    snprintf(words, sizeof words, "%d weeks in a row", state->streak);
    int width = cell_width(words);

    row_put_right(row,
        (struct cell){row->spot.width - 1 - width, width, STYLE_PLAIN}, words);
}

/* One row, for the smallest terminals. */
static int
draw_small_panel(const struct panel *panel, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);

    if (!panel->is_waiting)
        return 0;
    row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, "a");
    row_put(&row, (struct cell){4, 0, STYLE_ACCENT}, panel->question.body);
    return 1;
}

static int
draw_next_question(const struct panel *panel, struct app *app,
    struct canvas *canvas, const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);
    char hour[MOMENT_BYTES];
    char words[MOMENT_BYTES + 20];

    moment_hour(panel->opens_at, app_zone(app), hour);
    snprintf(words, sizeof words, "next question %s", hour);
    row_put(&row, (struct cell){1, 0, STYLE_PLAIN}, words);
    canvas_rule(canvas, area->top + 1, area->column, area->width, NULL);
    return 2;
}

/* With its board, where the panel has several. */
static void
draw_title(const struct home_state *state, const struct panel *panel,
    struct app *app, const struct row *row)
{
    char moment[MOMENT_BYTES * 2];
    char title[MOMENT_BYTES];

    panel_title(panel, row->spot.width, title);
    panel_moment(panel, app_now(app), app_zone(app), moment);
    int used = row_put(row,
        (struct cell){1, 0, panel->is_waiting ? STYLE_BOLD : STYLE_PLAIN},
        title);
    int column = used + 3;
    int room = row->spot.width - 3 - cell_width(moment) - column;

    row_put_right(row, (struct cell){column, 0, STYLE_PLAIN}, moment);
    if (state->panels.count > 1 && room >= BOARD_LEAST)
        row_put(row, (struct cell){column, room, STYLE_PLAIN},
            panel->board_title);
}

int
home_draw_panel(const struct home_state *state, struct app *app,
    struct canvas *canvas, const struct area *area)
{
    if (state->panels.count == 0)
        return 0;
    const struct panel *panel = &state->panels.rows[state->panel];
    struct row row = area_row(canvas, area, area->top);

    if (area->bottom - area->top < ROWS_FULL)
        return draw_small_panel(panel, canvas, area);
    if (!panel->is_open && !panel->is_pinned)
        return draw_next_question(panel, app, canvas, area);

    draw_title(state, panel, app, &row);
    row.spot.row++;
    row.spot.row += draw_question(panel, row);
    draw_counts(panel, &row);
    row.spot.row++;
    draw_what_to_do(panel, &row);
    draw_streak(state, &row);
    row.spot.row++;
    canvas_rule(canvas, row.spot.row, area->column, area->width, NULL);
    return row.spot.row + 1 - area->top;
}

int
home_draw_begun(const struct home_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);
    bool is_full = area->bottom - area->top >= ROWS_FULL;
    char more[32];

    if (state->begun_count == 0)
        return 0;
    row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, "o");
    int used = 4 +
               row_put(&row, (struct cell){4, 0, STYLE_ACCENT}, state->begun);
    if (state->begun_count > 1) {
        snprintf(more, sizeof more, "%zu more", state->begun_count - 1);
        row_put_right(&row, (struct cell){used + 2, 0, STYLE_PLAIN}, more);
    }
    if (is_full)
        canvas_rule(canvas, area->top + 1, area->column, area->width, NULL);
    return is_full ? 2 : 1;
}

void
home_measure(struct home_state *state, struct app *app)
{
    char cell[NAME_BYTES];

    state->time_width = 3;
    state->author_width = 0;
    for (size_t i = 0; i < state->boards.count; i++) {
        const struct board_row *board = &state->boards.rows[i];

        first_name(board->latest_author, cell, sizeof cell);
        state->author_width = cell_widest(state->author_width, cell);
        if (board->latest_thread_id == 0)
            continue;
        moment_cell(board->latest_at, app_now(app), app_zone(app), cell, 24);
        state->time_width = cell_widest(state->time_width, cell);
    }
    if (state->author_width > AUTHOR_MOST)
        state->author_width = AUTHOR_MOST;
}

/* What drawing a row needs. */
struct home_rows {
    const struct home_state *state;
    struct app *app;
};

/* Where NEW ends: wider terminals leave the titles more, narrow ones have no
 * room for what came last. */
static int
new_end(int width)
{
    if (width < COLUMNS_LATEST)
        return width - 1;

    int end = width * 7 / 16;

    return end > TITLE_COLUMN + TITLE_LEAST + NEW_WIDTH
               ? end
               : TITLE_COLUMN + TITLE_LEAST + NEW_WIDTH;
}

static void
draw_board(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct row whole = {canvas, spot};
    const struct row *row = &whole;
    const struct home_rows *home = rows;
    const struct home_state *state = home->state;
    const struct board_row *board = &state->boards.rows[index];
    enum style style = board->unread > 0 ? STYLE_BOLD : STYLE_PLAIN;
    int end = new_end(row->spot.width);
    char cell[NAME_BYTES];

    is_selected = is_selected && !state->is_on_waiting;
    if (is_selected)
        row_put(row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(row,
        (struct cell){TITLE_COLUMN, end - NEW_WIDTH - 1 - TITLE_COLUMN,
            is_selected ? STYLE_SELECTED : style},
        board->board.title);
    count_cell(board->unread, cell, sizeof cell);
    row_put_right(row, (struct cell){end - NEW_WIDTH, NEW_WIDTH, style}, cell);
    if (board->latest_thread_id == 0 || row->spot.width < COLUMNS_LATEST)
        return;

    int column = end + 2;
    moment_cell(board->latest_at, app_now(home->app), app_zone(home->app), cell,
        24);
    row_put(row, (struct cell){column, state->time_width, style}, cell);
    column += state->time_width + 2;
    first_name(board->latest_author, cell, sizeof cell);
    if (state->author_width > 0) {
        row_put(row, (struct cell){column, state->author_width, style}, cell);
        column += state->author_width + 2;
    }
    row_put(row, (struct cell){column, 0, style}, board->latest_subject);
}

static void
draw_heading(struct canvas *canvas, const struct area *area, int at)
{
    struct row row = area_row(canvas, area, at);
    int end = new_end(row.spot.width);

    row_put(&row, (struct cell){TITLE_COLUMN, 0, STYLE_DIM}, "BOARD");
    row_put_right(&row, (struct cell){end - NEW_WIDTH, NEW_WIDTH, STYLE_DIM},
        "NEW");
    if (row.spot.width >= COLUMNS_LATEST)
        row_put(&row, (struct cell){end + 2, 0, STYLE_DIM}, "LATEST");
}

/* The lines above the boards, where what waits leads; returns the rows used. */
static int
draw_leading(const struct home_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);
    bool has_room = area->bottom - area->top >= ROWS_FULL;
    int used = home_lines_rows(state, TITLE_COLUMN, area->width,
        has_room ? HOME_LINE_ROWS : 1);
    struct area lines = {area->top, area->top + used, area->column,
        area->width};

    if (state->is_on_waiting)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    home_draw_lines(state, TITLE_COLUMN, canvas, &lines);
    return has_room ? used + 1 : used;
}

/* The lines below the boards; returns where the boards end. */
static int
draw_trailing(const struct home_state *state, struct canvas *canvas,
    const struct area *boards)
{
    int room = boards->bottom - boards->top;
    int spare = room - 1 - (int)state->boards.count;
    int rows = home_lines_rows(state, 1, boards->width,
        spare < HOME_LINE_ROWS ? spare : HOME_LINE_ROWS);
    int left = room - rows - 1;
    int used = state->boards.count < (size_t)left ? (int)state->boards.count
                                                  : left;
    struct area lines = {boards->top + used + 1, boards->top + used + 1 + rows,
        boards->column, boards->width};

    home_draw_lines(state, 1, canvas, &lines);
    return boards->top + used;
}

void
home_draw_boards(struct home_state *state, struct app *app,
    struct canvas *canvas, const struct area *area)
{
    struct home_rows rows = {state, app};
    struct area boards = *area;
    bool is_full = area->bottom - area->top >= 4;
    bool has_lines = state->line_count > 0 && !state->leads;

    if (is_full && state->leads)
        boards.top += draw_leading(state, canvas, area);
    if (is_full)
        draw_heading(canvas, area, boards.top++);
    if (is_full && has_lines && boards.bottom - boards.top >= 4)
        boards.bottom = draw_trailing(state, canvas, &boards);
    state->list_rows = boards.bottom - boards.top;
    list_draw(&state->list, canvas, &boards, draw_board, &rows);
}
