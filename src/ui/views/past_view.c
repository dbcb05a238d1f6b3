/* Past: the questions asked so far, with their answers one key away. */

#include "ui/app.h"
#include "ui/views.h"
#include "ui/views/gathered.h"

static bool
is_question(const struct thread_row *row)
{
    return row->thread.kind == THREAD_QUESTION;
}

static int
by_newest(const void *a_, const void *b_)
{
    const struct thread_row *a = a_;
    const struct thread_row *b = b_;

    if (a->thread.created_at != b->thread.created_at)
        return a->thread.created_at > b->thread.created_at ? -1 : 1;
    return a->thread.id > b->thread.id ? -1 : 1;
}

static enum status
past_reload(struct app *app, void *state)
{
    return gathered_load(app, state, is_question, by_newest);
}

static enum status
past_open(struct app *app, void *state, const char *place)
{
    enum status status = past_reload(app, state);

    gathered_select(state, place);
    return status;
}

static void
past_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    const struct gathered *gathered = state;
    (void)app;

    text_add(left, "Past questions");
    text_add_format(right, "%zu question%s", gathered->list.count,
        gathered->list.count == 1 ? "" : "s");
}

static void
past_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};

    gathered_draw(state, app, canvas, area, "No question was asked yet.");
}

const struct view past_view = {
    .name = "past",
    .state_size = sizeof(struct gathered),
    .open = past_open,
    .title = past_title,
    .draw = past_draw,
    .keys = gathered_keys,
    .act = gathered_act,
    .jump = gathered_jump,
    .concerns = gathered_concerns,
    .reload = past_reload,
    .save = gathered_save,
    .close = gathered_close,
};
