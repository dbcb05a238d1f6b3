/* Question: covered until it is answered or skipped. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "board/asking.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/moments.h"

struct question_state {
    struct panel panel;
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
    panel_title(&state->panel.question, app_columns(app), title);
    text_add(left, title);
    text_add(right, moment);
}

static void
count_words(const struct panel *panel, struct text *out)
{
    text_add_format(out, "%d of %d have answered.", panel->answered,
        panel->asked);
    if (panel->answered == 0)
        return;
    text_add(out, " Theirs open when you have");
    for (int i = 0; i < panel->region_count; i++)
        text_add_format(out, "%s %s %d", i == 0 ? ":" : ",",
            panel->regions[i].region, panel->regions[i].count);
    text_add(out, ".");
}

static void
question_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    const struct question_state *state = state_;
    const struct question *question = &state->panel.question;
    struct area area = {top, bottom, 0, app_columns(app)};
    struct markup markup = {0};
    struct text counts = {0};
    char asker[PERSON_BYTES];
    int at = top;

    markup_lay(&markup, question->body, strlen(question->body), area.width - 2);
    for (size_t i = 0; i < markup.row_count && at < bottom; i++)
        markup_draw_row(&markup, question->body, i, canvas,
            (struct spot){at++, 1, -1});
    markup_clear(&markup);

    count_words(&state->panel, &counts);
    markup_lay(&markup, text_bytes(&counts), counts.length, area.width - 2);
    for (size_t i = 0; i < markup.row_count && at < bottom; i++)
        markup_draw_row(&markup, text_bytes(&counts), i, canvas,
            (struct spot){at++, 1, -1});
    markup_clear(&markup);
    text_clear(&counts);

    struct row row = area_row(canvas, &area, at + 1);

    person_words(question->asker_name, question->asker_role, "", asker);
    if (row.spot.row < bottom)
        row_put(&row, (struct cell){1, 0, STYLE_DIM}, asker);
}

static void
question_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "a answer   s skip (opens too, and counts as skipped)   "
                   "b back");
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

static enum request
question_act(struct app *app, void *state, enum request request)
{
    if (request == REQUEST_ANSWER || request == REQUEST_OPEN) {
        question_answer(app, state);
        return REQUEST_NONE;
    }
    if (request == REQUEST_SKIP) {
        question_skip(app, state);
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
question_close(void *state)
{
    (void)state;
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
