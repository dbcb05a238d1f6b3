/* Earlier: what one answered some weeks ago. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/recalling.h"
#include "ui/app.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/widgets/page.h"

struct earlier_state {
    struct earlier earlier; /* owned */
    struct page page;
    bool is_met; /* it is remembered that it was shown */
};

static void
lay(struct app *app, struct earlier_state *state)
{
    const struct earlier *earlier = &state->earlier;
    struct text *words = &state->page.words;
    char date[11];
    char day[16];

    date_of(earlier->answered_at, app_zone(app), date);
    date_short(date, app_viewer(app)->today, day, sizeof day);
    text_truncate(words, 0);
    text_add_format(words, "%s\n\nOn %s you wrote:\n\n", earlier->question,
        day);
    text_add(words, earlier->body);
    text_add(words, "\n\n*What would you say now?*\n");
    page_lay(&state->page, app_columns(app));
}

static enum status
earlier_open(struct app *app, void *state_, const char *place)
{
    struct earlier_state *state = state_;
    enum status status = recalling_find(app_viewer(app), &state->earlier);
    (void)place;

    if (status == STATUS_OK)
        lay(app, state);
    return status;
}

static enum status
earlier_reload(struct app *app, void *state_)
{
    struct earlier_state *state = state_;
    enum status status = recalling_check(app_viewer(app), &state->earlier);

    if (status == STATUS_OK)
        lay(app, state);
    return status;
}

static void
earlier_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct earlier_state *state = state_;
    int weeks = state->earlier.weeks;
    (void)app;

    text_add(left, "You wrote this");
    text_add_format(right, "%d week%s ago", weeks, weeks == 1 ? "" : "s");
}

static void
earlier_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct earlier_state *state = state_;
    (void)app;

    page_draw(&state->page, canvas, top, bottom);
}

static void
earlier_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "r reply to yourself  Enter see it there  b back  ? help");
}

static enum request
earlier_act(struct app *app, void *state_, enum request request)
{
    struct earlier_state *state = state_;
    const struct earlier *earlier = &state->earlier;
    char place[64];

    if (page_act(&state->page, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (request == REQUEST_REPLY || request == REQUEST_ANSWER) {
        snprintf(place, sizeof place, "thread %" PRId64 " reply %d",
            earlier->thread_id, earlier->number);
        app_push(app, &compose_view, place);
        return REQUEST_NONE;
    }
    if (request == REQUEST_OPEN) {
        snprintf(place, sizeof place, "%" PRId64 " post %d", earlier->thread_id,
            earlier->number);
        app_push(app, &thread_view, place);
        return REQUEST_NONE;
    }
    return request;
}

static void
earlier_seen(struct app *app, void *state_)
{
    struct earlier_state *state = state_;

    /* Tried again with the next screen where the store is busy. */
    if (!state->is_met)
        state->is_met = recalling_met(app_viewer(app), &state->earlier) ==
                        STATUS_OK;
    if (!state->is_met)
        reason_clear();
}

static void
earlier_save(const void *state, struct text *place)
{
    (void)state;
    (void)place;
}

static void
earlier_close(void *state_)
{
    struct earlier_state *state = state_;

    page_clear(&state->page);
    earlier_clear(&state->earlier);
}

const struct view earlier_view = {
    .name = "earlier",
    .state_size = sizeof(struct earlier_state),
    .open = earlier_open,
    .title = earlier_title,
    .draw = earlier_draw,
    .keys = earlier_keys,
    .act = earlier_act,
    .reload = earlier_reload,
    .seen = earlier_seen,
    .save = earlier_save,
    .close = earlier_close,
};
