/* Calendar: four weeks of a board, what opens when, holidays and gaps. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "model/draft.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/views/questions.h"
#include "ui/widgets/list.h"

enum {
    WEEK = 7,
    DATE_COLUMN = 3,
    DATE_WIDTH = 10,
    STATE_COLUMN = 15,
    STATE_WIDTH = 11,
    OPENS_COLUMN = 28,
    OPENS_WIDTH = 16,
    PLACE_COLUMN = 46,
    PLACE_WIDTH = 12,
    WORDS_COLUMN = 60,
    COLUMNS_OPENS = 56, /* narrower rows leave out where and when */
    DATE_BYTES = 24
};

struct calendar_state {
    char monday[11];
    struct outlook outlook;
    size_t shown; /* the board */
    size_t *days; /* owned: of the board's, those with a row */
    struct list list;
};

static struct outlook_row *
board_of(const struct calendar_state *state)
{
    return &state->outlook.rows[state->shown];
}

static struct outlook_day *
day_of(const struct calendar_state *state, size_t index)
{
    return &board_of(state)->days[state->days[index]];
}

/* NULL: no day is told. */
static const struct outlook_day *
selected(const struct calendar_state *state)
{
    return state->list.count > 0 ? day_of(state, state->list.selected) : NULL;
}

static enum status
lay(struct app *app, struct calendar_state *state)
{
    struct outlook_row *row = board_of(state);
    size_t count = 0;

    memory_free(state->days);
    state->days = memory_new(row->count * sizeof *state->days);
    for (size_t i = 0; i < row->count; i++)
        if (outlook_is_told(&row->days[i]))
            state->days[count++] = i;
    state->list.count = count;
    list_select(&state->list, state->list.selected);
    return outlook_find_firsts(app_viewer(app), row);
}

static enum status
calendar_load(struct app *app, struct calendar_state *state, int64_t board_id)
{
    enum status status = questions_read(app, state->monday, OUTLOOK_DAYS_MOST,
        &state->outlook);

    if (status != STATUS_OK)
        return status;
    state->shown = 0;
    questions_seek(&state->outlook, board_id, &state->shown);
    return lay(app, state);
}

static enum status
calendar_open(struct app *app, void *state_, const char *place)
{
    struct calendar_state *state = state_;
    char today[11];
    int64_t board_id = 0;

    date_of(app_now(app), app_zone(app), today);
    enum status status = outlook_monday(today, state->monday);

    place_number(place, &board_id);
    if (status == STATUS_OK)
        status = calendar_load(app, state, board_id);
    for (size_t i = 0; status == STATUS_OK && i < state->list.count; i++)
        if (day_of(state, i)->is_today)
            list_select(&state->list, i);
    return status;
}

static enum status
calendar_reload(struct app *app, void *state_)
{
    struct calendar_state *state = state_;

    return calendar_load(app, state, board_of(state)->board.id);
}

static void
calendar_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct calendar_state *state = state_;
    const struct outlook_row *row = board_of(state);
    (void)app;

    text_add_format(left, "Four weeks: %s", row->board.title);
    text_add_format(right, "%d queued, %d in the bank", row->queued,
        row->banked);
}

/* What drawing a row needs. */
struct calendar_rows {
    const struct calendar_state *state;
    struct app *app;
};

static void
draw_opening(const struct outlook_day *day, struct app *app,
    const struct row *row)
{
    char moment[MOMENT_BYTES];
    char place[MOMENT_BYTES];

    if (day->first_zone[0] == '\0')
        return;
    moment_hour(day->first_opens_at, app_zone(app), moment);
    zone_place(day->first_zone, place, sizeof place);
    row_put(row, (struct cell){OPENS_COLUMN, OPENS_WIDTH, day_style(day)},
        moment);
    row_put(row, (struct cell){PLACE_COLUMN, PLACE_WIDTH, day_style(day)},
        place);
}

static void
draw_words(const struct outlook_day *day, const struct row *row, int column)
{
    char words[QUESTION_BYTES];

    text_copy(words, sizeof words,
        day->question.body[0] != '\0' ? day->question.body : day->holiday);
    words[strcspn(words, "\n")] = '\0';
    row_put(row, (struct cell){column, 0, day_style(day)}, words);
}

static void
draw_day(const void *rows_, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct calendar_rows *rows = rows_;
    const struct outlook_day *day = day_of(rows->state, index);
    const struct row row = {canvas, spot};
    bool is_wide = spot.width >= COLUMNS_OPENS;
    char date[DATE_BYTES];
    char state[DAY_WORDS_BYTES];

    date_words(day->date, date, sizeof date);
    day_words(day, app_now(rows->app), state);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){DATE_COLUMN, DATE_WIDTH,
            is_selected     ? STYLE_SELECTED
            : day->is_today ? STYLE_BOLD
                            : day_style(day)},
        date);
    row_put(&row, (struct cell){STATE_COLUMN, STATE_WIDTH, day_style(day)},
        state);
    if (is_wide)
        draw_opening(day, rows->app, &row);
    draw_words(day, &row,
        is_wide && day->first_zone[0] != '\0' ? WORDS_COLUMN : OPENS_COLUMN);
}

static void
calendar_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct calendar_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};
    const struct calendar_rows rows = {state, app};

    list_draw(&state->list, canvas, &area, draw_day, &rows);
}

static void
calendar_keys(struct app *app, const void *state_, struct text *line)
{
    const struct calendar_state *state = state_;
    (void)app;

    text_add(line, "Enter the week  ");
    if (selected(state) != NULL &&
        day_may_add(board_of(state), selected(state)))
        text_add(line, "p ask  ");
    text_add(line, "PgDn next week  ");
    if (state->outlook.count > 1)
        text_add(line, "} next board  ");
    text_add(line, "b back  ? help");
}

/* The week's questions below are shown at that day. */
static void
open_week(struct app *app, const struct calendar_state *state)
{
    char place[64];

    if (selected(state) == NULL)
        return;
    snprintf(place, sizeof place, "date %d board %" PRId64,
        draft_date_number(selected(state)->date), board_of(state)->board.id);
    app_pop(app);
    if (app_top(app) == &questions_view)
        app_replace(app, &questions_view, place);
    else
        app_push(app, &questions_view, place);
}

static void
next_board(struct app *app, struct calendar_state *state)
{
    state->shown = (state->shown + 1) % state->outlook.count;
    if (lay(app, state) != STATUS_OK)
        reason_clear();
}

static void
turn(struct app *app, struct calendar_state *state, int weeks)
{
    char was[11];

    text_copy(was, sizeof was, state->monday);
    enum status status = date_add(was, weeks * WEEK, state->monday);
    if (status == STATUS_OK)
        status = calendar_load(app, state, board_of(state)->board.id);
    if (status == STATUS_OK)
        return;
    text_copy(state->monday, sizeof state->monday, was);
    app_refuse(app, status);
}

static enum request
calendar_act(struct app *app, void *state_, enum request request)
{
    struct calendar_state *state = state_;

    switch (request) {
    case REQUEST_PAGE_NEXT:
    case REQUEST_RIGHT:
    case REQUEST_SCROLL:
        turn(app, state, 1);
        return REQUEST_NONE;
    case REQUEST_PAGE_PREVIOUS:
    case REQUEST_LEFT:
        turn(app, state, -1);
        return REQUEST_NONE;
    case REQUEST_OPEN:
        open_week(app, state);
        return REQUEST_NONE;
    case REQUEST_POST:
        if (selected(state) != NULL)
            day_add(app, board_of(state), selected(state));
        return REQUEST_NONE;
    case REQUEST_NEXT_COHORT:
        next_board(app, state);
        return REQUEST_NONE;
    case REQUEST_QUESTIONS:
        return REQUEST_BACK;
    default:
        return list_act(&state->list, request, app_body_rows(app))
                   ? REQUEST_NONE
                   : request;
    }
}

static void
calendar_jump(struct app *app, void *state_, int number)
{
    struct calendar_state *state = state_;
    (void)app;

    list_select(&state->list, (size_t)number - 1);
}

static bool
calendar_concerns(const void *state_, const struct event *event)
{
    const struct calendar_state *state = state_;

    return event != NULL && event->board_id == board_of(state)->board.id;
}

static void
calendar_save(const void *state_, struct text *place)
{
    const struct calendar_state *state = state_;

    text_add_format(place, "%" PRId64, board_of(state)->board.id);
}

static void
calendar_close(void *state_)
{
    struct calendar_state *state = state_;

    outlook_clear(&state->outlook);
    memory_release(state->days);
}

const struct view calendar_view = {
    .name = "calendar",
    .state_size = sizeof(struct calendar_state),
    .open = calendar_open,
    .title = calendar_title,
    .draw = calendar_draw,
    .keys = calendar_keys,
    .act = calendar_act,
    .jump = calendar_jump,
    .concerns = calendar_concerns,
    .reload = calendar_reload,
    .save = calendar_save,
    .close = calendar_close,
};
