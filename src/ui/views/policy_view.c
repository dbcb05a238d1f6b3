/* Policy: the version that counts, and accepting it. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/policing.h"
#include "config/config.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/display.h"
#include "ui/markup.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/widgets/list.h"

enum {
    DATE_BYTES = 11
};

struct policy_state {
    struct policy policy; /* id 0: none is published, the screen's text */
    int64_t accepted_at;
    bool is_due;
    struct markup markup;
    struct list scroll; /* of first rows: the one selected is at the top */
    int rows;           /* shown */
};

static enum status
load_screen(struct app *app, struct policy_state *state)
{
    const struct person *person = &app_viewer(app)->person;
    const struct display_values values = {
        .site = config_current()->name,
        .name = person->name,
        .handle = person->handle,
        .version = HOMEROOM_VERSION,
    };
    struct text words = {0};
    enum status status = display_show("policy", &values, &words);

    state->policy = (struct policy){.body = text_take(&words)};
    state->accepted_at = 0;
    return status;
}

static enum status
load(struct app *app, struct policy_state *state)
{
    struct policy policy = {0};
    int64_t accepted_at = 0;
    enum status status = policing_current(app_viewer(app), &policy,
        &accepted_at);

    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    policy_clear(&state->policy);
    if (status == STATUS_NOT_FOUND)
        return load_screen(app, state);
    state->policy = policy;
    state->accepted_at = accepted_at;
    return STATUS_OK;
}

static enum status
policy_reload(struct app *app, void *state_)
{
    struct policy_state *state = state_;
    enum status status = load(app, state);

    if (status == STATUS_OK)
        status = policing_is_due(app_viewer(app), &state->is_due);
    if (status != STATUS_OK)
        return status;
    markup_clear(&state->markup);
    markup_lay(&state->markup, state->policy.body, strlen(state->policy.body),
        app_columns(app) > 2 ? app_columns(app) - 2 : 1);
    return STATUS_OK;
}

static enum status
policy_open(struct app *app, void *state, const char *place)
{
    (void)place;
    return policy_reload(app, state);
}

static void
set_rows(struct policy_state *state, int rows)
{
    size_t count = state->markup.row_count;
    size_t shown = rows > 0 ? (size_t)rows : 1;

    state->rows = rows;
    state->scroll.count = count > shown ? count - shown + 1 : 1;
    list_select(&state->scroll, state->scroll.selected);
}

static bool
is_at_end(const struct policy_state *state)
{
    return state->scroll.selected + 1 >= state->scroll.count;
}

static void
policy_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct policy_state *state = state_;
    char date[DATE_BYTES];

    text_add(left, "Policy");
    if (state->policy.id == 0)
        return;
    date_of(state->policy.published_at, app_zone(app), date);
    text_add_format(right, "version %" PRId64 ", %s", state->policy.id, date);
}

static void
policy_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct policy_state *state = state_;
    (void)app;

    set_rows(state, bottom - top);
    size_t line = state->scroll.selected;

    for (int at = top; at < bottom && line < state->markup.row_count; at++)
        markup_draw_row(&state->markup, state->policy.body, line++, canvas,
            (struct spot){at, 1, -1});
}

static void
policy_keys(struct app *app, const void *state_, struct text *line)
{
    const struct policy_state *state = state_;
    (void)app;

    if (!state->is_due)
        text_add(line, "Space scroll  b back  ? help");
    else if (is_at_end(state))
        text_add(line, "y accept  b back without accepting  ? help");
    else
        text_add(line, "Space scroll  b back without accepting  ? help");
}

static void
policy_hint(struct app *app, const void *state, struct text *label)
{
    (void)app;
    if (!is_at_end(state))
        text_add(label, "more below");
}

static void
policy_foot(struct app *app, const void *state_, struct text *line)
{
    const struct policy_state *state = state_;
    char moment[MOMENT_BYTES];

    if (state->is_due) {
        text_add(line, "Read it to its end and accept it before you write.");
    } else if (state->accepted_at != 0) {
        moment_hour(state->accepted_at, app_zone(app), moment);
        text_add_format(line, "You accepted it: %s.", moment);
    }
}

static void
accept(struct app *app, void *state_)
{
    struct policy_state *state = state_;

    reason_clear();
    enum status status = policing_accept(app_viewer(app), state->policy.id);

    if (status == STATUS_CONFLICT) {
        /* A newer one came while this one was read. */
        app_refuse(app, status);
        list_select(&state->scroll, 0);
        if (policy_reload(app, state) != STATUS_OK)
            app_pop(app);
        return;
    }
    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    app_pop(app);
    app_say(app, app_top(app) == &compose_view
                     ? "You accepted the policy. Ctrl-X sends your text."
                     : "You accepted the policy.");
}

static void
ask(struct app *app, const struct policy_state *state)
{
    char question[64];

    if (!state->is_due)
        return;
    if (!is_at_end(state)) {
        app_say(app, "Read it to its end first: Space scrolls.");
        return;
    }
    snprintf(question, sizeof question,
        "Do you accept version %" PRId64 " of the policy?", state->policy.id);
    app_ask(app, question, accept);
}

static enum request
policy_act(struct app *app, void *state_, enum request request)
{
    struct policy_state *state = state_;

    set_rows(state, app_body_rows(app));
    bool is_enter = request == REQUEST_OPEN;

    if (request == REQUEST_PLEDGES || (is_enter && is_at_end(state))) {
        ask(app, state);
        return REQUEST_NONE;
    }
    if (request == REQUEST_SCROLL || is_enter)
        request = REQUEST_PAGE_NEXT;
    if (list_act(&state->scroll, request, state->rows - 1))
        return REQUEST_NONE;
    return request;
}

static void
policy_save(const void *state, struct text *place)
{
    (void)state;
    (void)place;
}

static void
policy_close(void *state_)
{
    struct policy_state *state = state_;

    policy_clear(&state->policy);
    markup_clear(&state->markup);
}

const struct view policy_view = {
    .name = "policy",
    .state_size = sizeof(struct policy_state),
    .open = policy_open,
    .title = policy_title,
    .draw = policy_draw,
    .keys = policy_keys,
    .hint = policy_hint,
    .foot = policy_foot,
    .act = policy_act,
    .reload = policy_reload,
    .save = policy_save,
    .close = policy_close,
};
