/* Question: covered until it is answered or skipped. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "board/asking.h"
#include "board/reading.h"
#include "model/panel.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/views/pin.h"

enum {
    OWN_POSTS = 10
};

struct question_state {
    struct panel panel;
    struct post_list own; /* owned: what the viewer wrote behind the cover */
    char *held;           /* owned: or wrote without a name; NULL: nothing */
};

static void
thread_place(const struct question_state *state, char *place, size_t size)
{
    snprintf(place, size, "%" PRId64, state->panel.question.thread_id);
}

/* The answers may be seen: there is a thread to show instead. */
static bool
is_uncovered(const struct question_state *state)
{
    return !state->panel.is_covered && state->panel.question.thread_id > 0;
}

/* What the viewer wrote stands below the counts; post 1 is the question. */
static void
load_own(struct app *app, struct question_state *state)
{
    struct post_list posts = {0};

    post_list_clear(&state->own);
    memory_release(state->held);
    state->held = NULL;
    if (state->panel.is_held &&
        asking_held(app_viewer(app), state->panel.question.id, &state->held) !=
            STATUS_OK)
        reason_clear();
    if (!state->panel.is_answered || state->panel.question.thread_id == 0)
        return;
    if (reading_posts(app_viewer(app), state->panel.question.thread_id, 2,
            OWN_POSTS, &posts) != STATUS_OK)
        reason_clear();
    state->own = posts;
}

static enum status
question_open(struct app *app, void *state_, const char *place)
{
    struct question_state *state = state_;
    int64_t question_id = 0;
    char thread[24];

    if (!place_number(place, &question_id))
        return STATUS_NOT_FOUND;
    enum status status = asking_panel(app_viewer(app), question_id,
        &state->panel);

    if (status == STATUS_OK && is_uncovered(state)) {
        thread_place(state, thread, sizeof thread);
        app_redirect(app, &thread_view, thread);
    } else if (status == STATUS_OK) {
        load_own(app, state);
    }
    return status;
}

static enum status
question_reload(struct app *app, void *state_)
{
    struct question_state *state = state_;
    char thread[24];
    enum status status = asking_panel(app_viewer(app), state->panel.question.id,
        &state->panel);

    /* Answered elsewhere, or closed meanwhile. */
    if (status == STATUS_OK && is_uncovered(state)) {
        thread_place(state, thread, sizeof thread);
        app_replace(app, &thread_view, thread);
    } else if (status == STATUS_OK) {
        load_own(app, state);
    }
    return status;
}

static void
question_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct question_state *state = state_;
    char title[MOMENT_BYTES];
    char moment[MOMENT_BYTES * 2];

    panel_moment(&state->panel, app_now(app), app_zone(app), moment);
    panel_title(&state->panel, app_columns(app), title);
    text_add(left, title);
    text_add(right, moment);
}

static int
draw_text(const char *text, struct canvas *canvas, const struct area *area,
    int at)
{
    struct markup markup = {0};

    markup_lay(&markup, text, strlen(text), area->width - 2);
    for (size_t i = 0; i < markup.row_count && at < area->bottom; i++)
        markup_draw_row(&markup, text, i, canvas, (struct spot){at++, 1, -1});
    markup_clear(&markup);
    return at;
}

static void
question_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    const struct question_state *state = state_;
    const struct question *question = &state->panel.question;
    struct area area = {top, bottom, 0, app_columns(app)};
    struct text counts = {0};
    char asker[PERSON_BYTES];
    int at = draw_text(question->body, canvas, &area, top);

    panel_cover_words(&state->panel, app_now(app), app_zone(app), &counts);
    at = draw_text(text_bytes(&counts), canvas, &area, at);
    text_clear(&counts);

    struct row row = area_row(canvas, &area, at + 1);

    person_words(question->asker_name, question->asker_role, "", asker);
    if (row.spot.row < bottom)
        row_put(&row, (struct cell){1, 0, STYLE_DIM}, asker);
    if ((state->own.count == 0 && state->held == NULL) || at + 3 >= bottom)
        return;
    canvas_rule(canvas, at + 2, area.column, area.width,
        state->held != NULL ? "yours, without your name" : "yours");
    at += 3;
    if (state->held != NULL)
        at = draw_text(state->held, canvas, &area, at);
    for (size_t i = 0; i < state->own.count && at < bottom; i++)
        at = draw_text(state->own.rows[i].body, canvas, &area, at) + 1;
}

static void
question_keys(struct app *app, const void *state_, struct text *line)
{
    const struct question_state *state = state_;
    const struct panel *panel = &state->panel;
    (void)app;

    if (!panel->is_open && !panel->is_answered && !panel->is_skipped &&
        !panel->question.is_at_closing)
        text_add(line, "s see the answers (counts as skipped)   b back");
    else if (!panel->is_open)
        text_add(line, "b back");
    else if (panel->is_answered)
        text_add(line, panel->is_open && !panel->is_held
                           ? "a add to it   e change it   b back"
                           : "e change it   b back");
    else if (!panel->question.is_at_closing)
        text_add(line, "a answer   s skip (opens too, and counts as skipped)   "
                       "b back");
    else if (panel->is_skipped)
        text_add(line, "a answer   b back");
    else
        text_add(line, "a answer   s skip (counts as skipped)   b back");
}

static void
question_answer(struct app *app, const struct question_state *state)
{
    char place[40];

    snprintf(place, sizeof place, "question %" PRId64,
        state->panel.question.id);
    app_push(app, &compose_view, place);
}

static void
question_edit(struct app *app, const struct question_state *state)
{
    char place[40];

    snprintf(place, sizeof place, "edit %" PRId64,
        state->panel.question.thread_id);
    app_push(app, &compose_view, place);
}

static void
question_skip(struct app *app, const struct question_state *state)
{
    char place[24];
    enum status status = asking_skip(app_viewer(app), state->panel.question.id);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    thread_place(state, place, sizeof place);
    app_replace(app, &thread_view, place);
}

static void
question_pin(struct app *app, const struct question_state *state)
{
    struct thread_row row;
    enum status status = reading_thread(app_viewer(app),
        state->panel.question.thread_id, &row);

    if (status == STATUS_OK)
        pin_ask(app, &row.thread);
    else
        app_refuse(app, status);
}

static enum request
question_act(struct app *app, void *state, enum request request)
{
    if (request == REQUEST_ANSWER || request == REQUEST_OPEN) {
        question_answer(app, state);
        return REQUEST_NONE;
    }
    if (request == REQUEST_EDIT) {
        question_edit(app, state);
        return REQUEST_NONE;
    }
    if (request == REQUEST_SKIP) {
        question_skip(app, state);
        return REQUEST_NONE;
    }
    if (request == REQUEST_PIN) {
        question_pin(app, state);
        return REQUEST_NONE;
    }
    return request == REQUEST_SCROLL ? REQUEST_NEXT_UNREAD : request;
}

static bool
question_concerns(const void *state_, const struct event *event)
{
    const struct question_state *state = state_;

    return event != NULL && event->thread_id == state->panel.question.thread_id;
}

static void
question_save(const void *state_, struct text *place)
{
    const struct question_state *state = state_;

    text_add_format(place, "%" PRId64, state->panel.question.id);
}

static void
question_close(void *state_)
{
    struct question_state *state = state_;

    post_list_clear(&state->own);
    memory_release(state->held);
}

const struct view question_view = {
    .name = "question",
    .state_size = sizeof(struct question_state),
    .open = question_open,
    .title = question_title,
    .draw = question_draw,
    .keys = question_keys,
    .act = question_act,
    .concerns = question_concerns,
    .reload = question_reload,
    .save = question_save,
    .close = question_close,
};
