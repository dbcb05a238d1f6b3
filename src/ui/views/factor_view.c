/* The second factor: how it stands, turned on and off, its codes. */

#include "base/clock.h"
#include "ui/views.h"
#include "ui/views/factor.h"

static enum status
factor_reload(struct app *app, void *state_)
{
    struct factor_state *state = state_;

    if (state->stage == FACTOR_STANDS)
        factor_look(app, &state->proving, &state->is_known);
    return STATUS_OK;
}

static enum status
factor_open(struct app *app, void *state, const char *place)
{
    (void)place;
    return factor_reload(app, state);
}

static void
factor_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    (void)state;
    text_add(left, "Second factor");
    text_add(right, app_viewer(app)->person.handle);
}

static void
factor_view_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};

    factor_draw(app, state, canvas, &area);
}

static const char *
keys_of(struct app *app, const struct factor_state *state)
{
    static const char *const keys[FACTOR_STAGES] = {
        [FACTOR_SHOWS] = "Enter takes it  Esc leaves it off",
        [FACTOR_CODES] = "Enter I have kept them",
        [FACTOR_RENEWING] = "Enter makes them  Esc leaves it as it is",
        [FACTOR_ENDING] = "Enter turns it off  Esc leaves it as it is",
        [FACTOR_REPLACING] = "Enter goes on  Esc leaves it as it is",
    };

    if (state->stage == FACTOR_SHOWS && state->replaces)
        return "Enter takes it  Esc keeps the old one";

    if (keys[state->stage] != NULL)
        return keys[state->stage];
    if (app_is_confined(app))
        return state->proving.is_on ? "q leave  ? help"
                                    : "Enter turn it on  q leave  ? help";
    if (!state->is_known)
        return "Enter ask again  b back  ? help";
    if (!state->proving.is_on)
        return "Enter turn it on  b back  ? help";
    return state->proving.is_demanded
               ? "Enter new recovery codes  e another app  b back  ? help"
               : "Enter new recovery codes  e another app  X turn it off  "
                 "b back  ? help";
}

static void
factor_keys(struct app *app, const void *state, struct text *line)
{
    text_add(line, keys_of(app, state));
}

static void
leave_codes(struct app *app, void *state)
{
    factor_end(app, state);
}

/* What is shown once goes on a yes alone. */
static enum request
act_on_codes(struct app *app, struct factor_state *state, enum request request)
{
    if (request == REQUEST_REDRAW || request == REQUEST_LEAVE)
        return request;
    if (request == REQUEST_OPEN || request == REQUEST_BACK)
        app_ask(app, "Have you kept them? They are not shown again.",
            leave_codes);
    else if (request == REQUEST_PREVIOUS || request == REQUEST_PAGE_PREVIOUS)
        state->first_row -= state->first_row > 0 ? 1 : 0;
    else if (request == REQUEST_NEXT || request == REQUEST_PAGE_NEXT ||
             request == REQUEST_SCROLL)
        state->first_row++;
    return REQUEST_NONE;
}

static enum request
factor_act(struct app *app, void *state_, enum request request)
{
    struct factor_state *state = state_;
    bool is_on = state->is_known && state->proving.is_on;

    if (state->stage == FACTOR_CODES)
        return act_on_codes(app, state, request);
    if (page_act(&state->page, request, state->page.rows))
        return REQUEST_NONE;
    if (request != REQUEST_OPEN && request != REQUEST_DROP &&
        request != REQUEST_EDIT)
        return request;
    if (app_is_confined(app) && is_on)
        return REQUEST_NONE;
    if (request == REQUEST_OPEN && !state->is_known)
        factor_look(app, &state->proving, &state->is_known);
    else if (request == REQUEST_OPEN && !is_on)
        factor_begin(app, state);
    else if (is_on)
        factor_ask_code(app, state,
            request == REQUEST_OPEN   ? FACTOR_RENEWING
            : request == REQUEST_EDIT ? FACTOR_REPLACING
                                      : FACTOR_ENDING);
    return REQUEST_NONE;
}

static bool
factor_view_type(struct app *app, void *state_, const struct key *key)
{
    struct factor_state *state = state_;

    if (!prompt_is_open(&state->prompt))
        return false;
    if (key->kind == KEY_CONTROL && (key->point == 'l' || key->point == 't'))
        return false;
    factor_type(app, state, key);
    return true;
}

static bool
factor_is_typing(const void *state_)
{
    const struct factor_state *state = state_;

    return prompt_is_open(&state->prompt);
}

/* Nothing secret stays on a screen that its owner has walked away from. */
static int
factor_tick(struct app *app, void *state_, int64_t now_ticks)
{
    struct factor_state *state = state_;

    if (state->stage != FACTOR_SHOWS && state->stage != FACTOR_CODES)
        return -1;
    if (now_ticks < state->hide_at)
        return (int)(state->hide_at - now_ticks);
    factor_end(app, state);
    app_say(app, "What was secret went off the screen after ten minutes.");
    return -1;
}

static void
factor_save(const void *state, struct text *place)
{
    (void)state;
    (void)place;
}

static void
factor_close(void *state_)
{
    struct factor_state *state = state_;

    factor_wipe(state);
    page_clear(&state->page);
}

const struct view second_factor_view = {
    .name = "second-factor",
    .state_size = sizeof(struct factor_state),
    .open = factor_open,
    .title = factor_title,
    .draw = factor_view_draw,
    .keys = factor_keys,
    .act = factor_act,
    .type = factor_view_type,
    .is_typing = factor_is_typing,
    .reload = factor_reload,
    .tick = factor_tick,
    .save = factor_save,
    .close = factor_close,
};
