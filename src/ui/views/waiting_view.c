/* Waiting: the threads that nobody else has replied to, the oldest first. */

#include "base/clock.h"
#include "board/reading.h"
#include "ui/app.h"
#include "ui/views.h"
#include "ui/views/gathered.h"
#include "ui/views/moments.h"

struct waiting_state {
    struct gathered gathered; /* first: the shared callbacks take it */
    int count;                /* all of them, those not listed too */
    int64_t oldest_at;
};

static int
by_age(const void *a_, const void *b_)
{
    const struct thread_row *a = a_;
    const struct thread_row *b = b_;

    if (a->thread.created_at != b->thread.created_at)
        return a->thread.created_at < b->thread.created_at ? -1 : 1;
    return a->thread.id < b->thread.id ? -1 : 1;
}

static enum status
waiting_reload(struct app *app, void *state_)
{
    struct waiting_state *state = state_;
    enum status status = gathered_load(app, &state->gathered, thread_is_waiting,
        by_age);

    if (status != STATUS_OK)
        return status;
    return reading_waiting(app_viewer(app), &state->count, &state->oldest_at);
}

static enum status
waiting_open(struct app *app, void *state_, const char *place)
{
    struct waiting_state *state = state_;
    enum status status = waiting_reload(app, state);

    gathered_select(&state->gathered, place);
    return status;
}

static void
waiting_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct waiting_state *state = state_;
    char waiting[MOMENT_BYTES];

    text_add(left, "Waiting for a reply");
    waiting_words(state->count, moment_age(state->oldest_at, app_now(app)),
        waiting);
    text_add(right, waiting);
}

static void
waiting_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};

    gathered_draw(state, app, canvas, area, "Every thread has a reply.");
}

const struct view waiting_view = {
    .name = "waiting",
    .state_size = sizeof(struct waiting_state),
    .open = waiting_open,
    .title = waiting_title,
    .draw = waiting_draw,
    .keys = gathered_keys,
    .act = gathered_act,
    .jump = gathered_jump,
    .concerns = gathered_concerns,
    .reload = waiting_reload,
    .save = gathered_save,
    .close = gathered_close,
};
