/* Questions: the mentor's week, boards by day, and what is to be asked. */

#include <inttypes.h>

#include "base/clock.h"
#include "model/draft.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/questions.h"

enum {
    DATE_BYTES = 24,
    FRIDAY = 5,
    SATURDAY = 6
};

enum status
questions_read(struct app *app, const char *monday, size_t days,
    struct outlook *outlook)
{
    struct outlook found = {0};
    enum status status = outlook_open(app_viewer(app), monday, days, &found);

    if (status != STATUS_OK)
        return status;
    if (found.count == 0)
        return refuse(STATUS_NOT_FOUND,
            "Questions are put by mentors and SMEs, on boards of theirs.");
    outlook_clear(outlook);
    *outlook = found;
    return STATUS_OK;
}

void
questions_seek(const struct outlook *outlook, int64_t board_id, size_t *row)
{
    for (size_t i = 0; i < outlook->count; i++)
        if (outlook->rows[i].board.id == board_id)
            *row = i;
}

/* The day where the viewer is; at the weekend the week to come. */
static enum status
begin_today(struct app *app, struct questions_state *state)
{
    char today[11];

    date_of(app_now(app), app_zone(app), today);
    int weekday = date_weekday(today);
    enum status status = outlook_monday(today, state->monday);

    if (status == STATUS_OK && (weekday == 0 || weekday == SATURDAY))
        status = date_add(state->monday, 7, state->monday);
    state->column = weekday >= 1 && weekday <= FRIDAY ? (size_t)weekday - 1 : 0;
    return status;
}

static enum status
questions_open(struct app *app, void *state_, const char *place)
{
    struct questions_state *state = state_;
    char date[11];
    int64_t board_id = 0;
    enum status status = begin_today(app, state);
    int number = place_count(place, "date");

    if (status == STATUS_OK && draft_date(number, date) &&
        date_weekday(date) >= 1 && date_weekday(date) <= FRIDAY) {
        status = outlook_monday(date, state->monday);
        state->column = (size_t)date_weekday(date) - 1;
    }
    if (status == STATUS_OK)
        status = questions_load(app, state);
    if (status == STATUS_OK && place_find(place, "board", &board_id)) {
        size_t row = state->row;

        questions_seek(&state->outlook, board_id, &row);
        questions_select(app, state, row);
    }
    return status;
}

/* Who has asked for one day goes on with the next that is empty. */
static enum status
questions_reload(struct app *app, void *state_)
{
    struct questions_state *state = state_;
    bool was_empty = state->was_empty;
    enum status status = questions_load(app, state);

    state->was_empty = false;
    if (status != STATUS_OK)
        return status;
    if (state->is_previewing && !questions_may_change(state))
        state->is_previewing = false;
    if (was_empty && questions_may_change(state))
        questions_next_empty(app, state);
    return STATUS_OK;
}

static void
questions_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct questions_state *state = state_;
    const struct outlook_row *row = questions_row(state);
    char date[DATE_BYTES];
    (void)app;

    date_words(state->monday, date, sizeof date);
    text_add_format(left, "Questions, week of %s", date);
    if (row != NULL)
        text_add_format(right, "%d queued, %d in the bank", row->queued,
            row->banked);
}

static void
questions_view_draw(struct app *app, void *state, struct canvas *canvas,
    int top, int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};

    questions_draw(state, app, canvas, &area);
}

static void
questions_keys(struct app *app, const void *state_, struct text *line)
{
    const struct questions_state *state = state_;
    const struct outlook_day *day = questions_day(state);
    (void)app;

    if (state->is_previewing) {
        text_add(line, "b back to the week");
        return;
    }
    if (questions_may_change(state))
        text_add(line, "Enter preview  e edit  M move  X drop  ");
    else if (day != NULL && day_may_add(questions_row(state), day))
        text_add(line, "p ask  ");
    if (day != NULL && day->question.thread_id != 0 &&
        day->question.body[0] != '\0')
        text_add(line, "Enter open  ");
    text_add(line, "Q four weeks  PgDn next week  b back  ? help");
}

static enum request
questions_act(struct app *app, void *state_, enum request request)
{
    struct questions_state *state = state_;

    /* The composer is left, and the next key came before the screen did. */
    if (state->was_empty && questions_reload(app, state) != STATUS_OK)
        reason_clear();
    if (state->is_previewing && request != REQUEST_NONE) {
        state->is_previewing = false;
        if (request == REQUEST_BACK || request == REQUEST_OPEN)
            return REQUEST_NONE;
    }
    return questions_do(app, state, request) ? REQUEST_NONE : request;
}

static void
questions_jump(struct app *app, void *state_, int number)
{
    struct questions_state *state = state_;

    state->is_previewing = false;
    questions_select(app, state, (size_t)number - 1);
}

/* Questions that open, and are answered. */
static bool
questions_concerns(const void *state_, const struct event *event)
{
    const struct questions_state *state = state_;

    for (size_t i = 0; event != NULL && i < state->outlook.count; i++)
        if (state->outlook.rows[i].board.id == event->board_id)
            return true;
    return false;
}

static void
questions_save(const void *state_, struct text *place)
{
    const struct questions_state *state = state_;
    const struct outlook_day *day = questions_day(state);

    if (day == NULL)
        return;
    text_add_format(place, "date %d board %" PRId64,
        draft_date_number(day->date), questions_row(state)->board.id);
}

static void
questions_close(void *state_)
{
    struct questions_state *state = state_;

    outlook_clear(&state->outlook);
}

const struct view questions_view = {
    .name = "questions",
    .state_size = sizeof(struct questions_state),
    .open = questions_open,
    .title = questions_title,
    .draw = questions_view_draw,
    .keys = questions_keys,
    .act = questions_act,
    .jump = questions_jump,
    .concerns = questions_concerns,
    .reload = questions_reload,
    .save = questions_save,
    .close = questions_close,
};
