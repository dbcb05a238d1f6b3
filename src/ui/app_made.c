/* The app, made and freed. */

#include "base/clock.h"
#include "base/memory.h"
#include "ui/app_state.h"

/* An app that shows nothing yet. */
static enum status
make(struct viewer *viewer, const struct terminal *terminal, struct app **app)
{
    struct canvas *canvas = NULL;
    enum status status = canvas_open(terminal, &canvas);

    if (status != STATUS_OK)
        return status;
    struct app *made = memory_new(sizeof *made);

    made->viewer = viewer;
    made->canvas = canvas;
    made->now = clock_now();
    made->tick_ticks = -1;
    *app = made;
    return STATUS_OK;
}

/* FAILED, and freed: it opened on nothing. */
static enum status
check_made(struct app *made, struct app **app)
{
    if (made->count == 0) {
        app_free(made);
        return STATUS_FAILED;
    }
    *app = made;
    return STATUS_OK;
}

enum status
app_new(struct viewer *viewer, const struct terminal *terminal,
    const char *place, struct app **app)
{
    struct app *made = NULL;
    enum status status = make(viewer, terminal, &made);

    if (status != STATUS_OK)
        return status;
    app_open_place(made, place);
    return check_made(made, app);
}

enum status
app_new_confined(struct viewer *viewer, const struct terminal *terminal,
    const struct view *view, struct app **app)
{
    struct app *made = NULL;
    enum status status = make(viewer, terminal, &made);

    if (status != STATUS_OK)
        return status;
    made->is_confined = true;
    app_push(made, view, "");
    return check_made(made, app);
}

void
app_free(struct app *app)
{
    if (app == NULL)
        return;
    app_free_stack(app);
    text_clear(&app->said);
    text_clear(&app->question);
    text_clear(&app->farewell);
    app_line_close(app);
    canvas_close(app->canvas);
    memory_release(app);
}
