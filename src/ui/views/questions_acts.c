/* The mentor's week: moving about, and what is done with a cell. */

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/reading.h"
#include "ui/views.h"
#include "ui/views/questions.h"

enum {
    WEEK = 7,
    DAYS_LOOKED_AT = 20, /* for one on which nothing stands */
    QUESTION_ASK_BYTES = 120
};

const struct outlook_row *
questions_row(const struct questions_state *state)
{
    return state->row < state->outlook.count ? &state->outlook.rows[state->row]
                                             : NULL;
}

const struct outlook_day *
questions_day(const struct questions_state *state)
{
    const struct outlook_row *row = questions_row(state);

    return row != NULL && state->column < row->count ? &row->days[state->column]
                                                     : NULL;
}

bool
questions_may_change(const struct questions_state *state)
{
    const struct outlook_day *day = questions_day(state);

    return day != NULL && day_may_change(questions_row(state), day);
}

/* ---- Moving about --------------------------------------------------------
 */

static void
find_first(struct app *app, struct questions_state *state)
{
    struct outlook_row *row = state->outlook.count > state->row
                                  ? &state->outlook.rows[state->row]
                                  : NULL;

    if (row == NULL || state->column >= row->count)
        return;
    struct outlook_day *day = &row->days[state->column];

    if (day->first_zone[0] == '\0' && day->standing != STANDS_NEVER &&
        outlook_first(app_viewer(app), row, day) != STATUS_OK)
        reason_clear();
}

enum status
questions_load(struct app *app, struct questions_state *state)
{
    const struct outlook_row *row = questions_row(state);
    int64_t board_id = row != NULL ? row->board.id : 0;
    enum status status = questions_read(app, state->monday, QUESTION_DAYS,
        &state->outlook);

    if (status != STATUS_OK)
        return status;
    if (state->row >= state->outlook.count)
        state->row = state->outlook.count - 1;
    questions_seek(&state->outlook, board_id, &state->row);
    find_first(app, state);
    return STATUS_OK;
}

void
questions_select(struct app *app, struct questions_state *state, size_t row)
{
    if (row >= state->outlook.count)
        return;
    state->row = row;
    find_first(app, state);
}

/* The week before or after, unless that is too far. */
static bool
turn(struct app *app, struct questions_state *state, int weeks)
{
    char was[11];

    text_copy(was, sizeof was, state->monday);
    enum status status = date_add(state->monday, weeks * WEEK, state->monday);
    if (status == STATUS_OK)
        status = questions_load(app, state);
    if (status == STATUS_OK)
        return true;
    text_copy(state->monday, sizeof state->monday, was);
    app_refuse(app, status);
    return false;
}

/* Moves the cell by days, into other weeks too. */
static void
questions_step(struct app *app, struct questions_state *state, int days)
{
    if (days > 0 && state->column + 1 == QUESTION_DAYS) {
        if (turn(app, state, 1))
            state->column = 0;
    } else if (days < 0 && state->column == 0) {
        if (turn(app, state, -1))
            state->column = QUESTION_DAYS - 1;
    } else {
        state->column = days > 0 ? state->column + 1 : state->column - 1;
    }
    find_first(app, state);
}

static bool
is_empty(const struct outlook_day *day)
{
    return !day->is_over &&
           (day->standing == STANDS_NOTHING ||
               (day->standing == STANDS_BANK && day->question.id == 0));
}

/* A board that asks nothing by itself has no empty days: then the next one is
 * meant that has nothing of its own. */
void
questions_next_empty(struct app *app, struct questions_state *state)
{
    char monday[11];
    size_t column = state->column;

    text_copy(monday, sizeof monday, state->monday);
    for (int i = 0; i < DAYS_LOOKED_AT; i++) {
        questions_step(app, state, 1);
        if (is_empty(questions_day(state)))
            return;
    }
    text_copy(state->monday, sizeof state->monday, monday);
    state->column = column;
    if (questions_load(app, state) != STATUS_OK)
        return;
    for (int i = 0; i < DAYS_LOOKED_AT; i++) {
        questions_step(app, state, 1);
        if (questions_day(state)->standing != STANDS_HOLIDAY &&
            !day_is_own(questions_row(state), questions_day(state)))
            return;
    }
}

/* ---- What is done with a cell -------------------------------------------
 */

static void
say_why_not(struct app *app, const struct questions_state *state)
{
    day_say_why_not(app, questions_row(state), questions_day(state));
}

static void
do_add(struct app *app, struct questions_state *state)
{
    state->was_empty = day_add(app, questions_row(state), questions_day(state));
}

static void
do_edit(struct app *app, struct questions_state *state)
{
    if (questions_may_change(state))
        day_write(app, questions_row(state), questions_day(state));
    else
        say_why_not(app, state);
}

static enum status
move_to(struct app *app, int64_t question_id, const char *date)
{
    char words[32];
    enum status status = amending_move(app_viewer(app), question_id, date,
        true);

    if (status != STATUS_OK)
        return status;
    date_words(date, words, sizeof words);
    app_say(app, "It is asked on %s now.", words);
    return STATUS_OK;
}

static void
do_move(struct app *app, struct questions_state *state)
{
    if (questions_may_change(state))
        app_ask_line(app, "Move to (2026-12-01; what is there comes here):",
            questions_day(state)->question.id, move_to);
    else
        say_why_not(app, state);
}

static void
drop(struct app *app, void *state_)
{
    struct questions_state *state = state_;
    struct question dropped;

    if (!questions_may_change(state))
        return;
    enum status status = amending_drop(app_viewer(app),
        questions_day(state)->question.id, &dropped);
    if (status == STATUS_OK)
        status = questions_load(app, state);
    if (status != STATUS_OK)
        app_refuse(app, status);
    else
        app_say(app, "Dropped.");
}

static void
do_drop(struct app *app, struct questions_state *state)
{
    if (questions_may_change(state))
        app_ask(app, "Take this question out of the queue?", drop);
    else
        say_why_not(app, state);
}

static void
do_open(struct app *app, struct questions_state *state)
{
    const struct outlook_day *day = questions_day(state);
    char place[24];

    if (day->question.body[0] == '\0') {
        say_why_not(app, state);
        return;
    }
    if (day->question.thread_id != 0) {
        snprintf(place, sizeof place, "%" PRId64, day->question.thread_id);
        app_push(app, &thread_view, place);
        return;
    }
    enum status status = amending_preview(app_viewer(app), day->question.id,
        &state->preview);
    if (status == STATUS_OK)
        state->is_previewing = true;
    else
        app_refuse(app, status);
}

static void
do_left(struct app *app, struct questions_state *state)
{
    questions_step(app, state, -1);
}

static void
do_right(struct app *app, struct questions_state *state)
{
    questions_step(app, state, 1);
}

static void
do_next(struct app *app, struct questions_state *state)
{
    questions_select(app, state, state->row + 1);
}

static void
do_previous(struct app *app, struct questions_state *state)
{
    questions_select(app, state, state->row > 0 ? state->row - 1 : 0);
}

static void
do_first(struct app *app, struct questions_state *state)
{
    questions_select(app, state, 0);
}

static void
do_last(struct app *app, struct questions_state *state)
{
    questions_select(app, state, state->outlook.count - 1);
}

static void
do_week_before(struct app *app, struct questions_state *state)
{
    turn(app, state, -1);
}

static void
do_week_after(struct app *app, struct questions_state *state)
{
    turn(app, state, 1);
}

static void
do_calendar(struct app *app, struct questions_state *state)
{
    char place[40];

    snprintf(place, sizeof place, "%" PRId64, questions_row(state)->board.id);
    app_push(app, &calendar_view, place);
}

static const struct {
    enum request request;
    void (*run)(struct app *app, struct questions_state *state);
} acts[] = {
    {REQUEST_LEFT, do_left},
    {REQUEST_RIGHT, do_right},
    {REQUEST_NEXT, do_next},
    {REQUEST_PREVIOUS, do_previous},
    {REQUEST_FIRST, do_first},
    {REQUEST_LAST, do_last},
    {REQUEST_PAGE_NEXT, do_week_after},
    {REQUEST_PAGE_PREVIOUS, do_week_before},
    {REQUEST_SCROLL, do_week_after},
    {REQUEST_OPEN, do_open},
    {REQUEST_POST, do_add},
    {REQUEST_EDIT, do_edit},
    {REQUEST_MOVE, do_move},
    {REQUEST_DROP, do_drop},
    {REQUEST_QUESTIONS, do_calendar},
};

bool
questions_do(struct app *app, struct questions_state *state,
    enum request request)
{
    if (questions_row(state) == NULL)
        return false;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (acts[i].request != request)
            continue;
        acts[i].run(app, state);
        return true;
    }
    return false;
}
