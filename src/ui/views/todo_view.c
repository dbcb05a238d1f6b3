/* To do: what a champion has to do for a cohort, and what was done last. */

#include <inttypes.h>
#include <stdio.h>

#include "board/reading.h"
#include "ui/cells.h"
#include "ui/cohort_words.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/todo_page.h"

enum {
    WORDS_COLUMN = 3
};

/* ---- Loading ------------------------------------------------------------ */

static void
select_number(struct todo_page *state, int number)
{
    state->list.count = state->todo.count;
    list_select(&state->list, state->list.selected);
    for (size_t i = 0; i < state->todo.count; i++)
        if (state->todo.rows[i].number == number)
            list_select(&state->list, i);
}

static enum status
load_cohort(struct app *app, struct todo_page *state, int number)
{
    struct todo_list todo = {0};

    if (state->shown >= state->cohorts.count)
        return STATUS_OK;
    enum status status = championing_todo(app_viewer(app),
        state->cohorts.rows[state->shown].slug, &todo);

    if (status != STATUS_OK)
        return status;
    todo_list_clear(&state->todo);
    state->todo = todo;
    text_truncate(&state->week, 0);
    cohort_words_week(&todo.cohort, app_now(app), &state->week);
    select_number(state, number);
    todo_page_measure(state, app);
    return STATUS_OK;
}

static void
show_cohort(struct todo_page *state, int64_t cohort_id)
{
    state->shown = 0;
    for (size_t i = 0; i < state->cohorts.count; i++)
        if (state->cohorts.rows[i].id == cohort_id)
            state->shown = i;
}

static enum status
refuse_nobody(void)
{
    return refuse(STATUS_NOT_FOUND, "You are champion or mentor of no cohort.");
}

/* The act selected stays selected, of the cohort that was shown. */
static enum status
todo_reload(struct app *app, void *state_)
{
    struct todo_page *state = state_;
    const struct todo_act *act = todo_page_selected(state);
    int number = act != NULL ? act->number : 0;
    int64_t cohort_id = state->todo.cohort.id;
    struct cohort_list cohorts = {0};
    enum status status = championing_cohorts(app_viewer(app), &cohorts);

    if (status != STATUS_OK)
        return status;
    cohort_list_clear(&state->cohorts);
    state->cohorts = cohorts;
    if (cohorts.count == 0)
        return refuse_nobody();
    show_cohort(state, cohort_id);
    return load_cohort(app, state, number);
}

static enum status
todo_open(struct app *app, void *state_, const char *place)
{
    struct todo_page *state = state_;
    enum status status = championing_cohorts(app_viewer(app), &state->cohorts);
    int64_t cohort_id = 0;

    if (status == STATUS_OK && state->cohorts.count == 0)
        return refuse_nobody();
    if (status != STATUS_OK)
        return status;
    if (place_find(place, "cohort", &cohort_id))
        show_cohort(state, cohort_id);
    return load_cohort(app, state, 0);
}

/* ---- Drawing ------------------------------------------------------------ */

static void
todo_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct todo_page *state = state_;
    const struct cohort *cohort = &state->todo.cohort;
    (void)app;

    text_add_format(left, "To do: %s, %s", cohort->region_title,
        cohort->intake_title);
    text_add_format(right, "%zu to do", state->todo.open_count);
    if (state->week.length > 0)
        text_add_format(right, ", %s", text_bytes(&state->week));
}

static void
todo_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct todo_page *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};

    if (state->todo.count == 0) {
        struct row row = area_row(canvas, &area, top);

        row_put(&row, (struct cell){WORDS_COLUMN, 0, STYLE_DIM},
            "Nothing is to do.");
    }
    todo_page_draw(state, app, canvas, &area);
}

static void
todo_foot(struct app *app, const void *state, struct text *line)
{
    todo_page_rest(state, app, line);
}

static void
todo_keys(struct app *app, const void *state_, struct text *line)
{
    const struct todo_page *state = state_;
    const struct todo_act *act = todo_page_selected(state);
    (void)app;

    if (act != NULL)
        text_add(line,
            act->state == TODO_DONE ? "x not done yet  " : "x done  ");
    text_add(line, "Enter the board  ");
    if (state->cohorts.count > 1)
        text_add(line, "} next cohort  ");
    text_add(line, "b back  ? help");
}

/* ---- Acting ------------------------------------------------------------- */

static void
tick_off(struct app *app, struct todo_page *state)
{
    const struct todo_act *act = todo_page_selected(state);
    struct text words = {0};

    if (act == NULL)
        return;
    bool is_done = act->state != TODO_DONE;
    enum status status = championing_set(app_viewer(app),
        &(struct championing_mark){
            .cohort = state->todo.cohort.slug,
            .number = act->number,
            .is_done = is_done,
        },
        &words);

    text_clear(&words);
    /* What comes next is what to do next. */
    if (status == STATUS_OK)
        status = load_cohort(app, state, 0);
    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
open_board(struct app *app, const struct todo_page *state)
{
    struct board board;
    char place[24];
    enum status status = reading_board(app_viewer(app), state->todo.cohort.slug,
        &board);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    snprintf(place, sizeof place, "%" PRId64, board.id);
    app_push(app, &board_view, place);
}

static void
next_cohort(struct app *app, struct todo_page *state)
{
    if (state->cohorts.count < 2)
        return;
    state->shown = (state->shown + 1) % state->cohorts.count;
    state->list = (struct list){0};
    enum status status = load_cohort(app, state, 0);

    if (status != STATUS_OK)
        app_refuse(app, status);
}

static enum request
todo_act(struct app *app, void *state_, enum request request)
{
    struct todo_page *state = state_;

    if (request == REQUEST_SCROLL)
        request = REQUEST_PAGE_NEXT;
    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    switch (request) {
    case REQUEST_DONE:
        tick_off(app, state);
        return REQUEST_NONE;
    case REQUEST_OPEN:
        open_board(app, state);
        return REQUEST_NONE;
    case REQUEST_NEXT_COHORT:
        next_cohort(app, state);
        return REQUEST_NONE;
    case REQUEST_TODO:
        return REQUEST_BACK;
    default:
        return request;
    }
}

static void
todo_jump(struct app *app, void *state_, int number)
{
    struct todo_page *state = state_;
    (void)app;

    list_select(&state->list, (size_t)number - 1);
}

/* A post may be the one that was asked for. */
static bool
todo_concerns(const void *state, const struct event *event)
{
    (void)state;
    return event != NULL;
}

static void
todo_save(const void *state_, struct text *place)
{
    const struct todo_page *state = state_;

    text_add_format(place, "cohort %" PRId64, state->todo.cohort.id);
}

static void
todo_close(void *state_)
{
    struct todo_page *state = state_;

    cohort_list_clear(&state->cohorts);
    todo_list_clear(&state->todo);
    text_clear(&state->week);
}

const struct view todo_view = {
    .name = "todo",
    .state_size = sizeof(struct todo_page),
    .open = todo_open,
    .title = todo_title,
    .draw = todo_draw,
    .keys = todo_keys,
    .foot = todo_foot,
    .act = todo_act,
    .jump = todo_jump,
    .concerns = todo_concerns,
    .reload = todo_reload,
    .save = todo_save,
    .close = todo_close,
};
