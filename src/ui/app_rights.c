/* The app and rights: what was taken away is gone at the next key. */

#include "base/clock.h"
#include "ui/app_state.h"

enum {
    DEAF_TICKS = 1500
};

/* Nothing of what other roles saw stays on the screen. */
static void
begin_anew(struct app *app)
{
    app->viewer->has_changed = false;
    app->reload_ticks = 0;
    for (size_t i = 0; i < app->count; i++)
        app->stack[i].is_stale = true;
}

static void
shut_out(struct app *app, enum status status)
{
    app_refuse(app, status);
    text_add(&app->farewell, "You can no longer log in here.\r\n");
    app->is_done = true;
}

static enum status
refresh(struct app *app)
{
    reason_clear();
    enum status status = viewer_refresh(app->viewer);

    app->has_asked_rights = true;
    if (status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN)
        shut_out(app, status);
    return status;
}

bool
app_follow_rights(struct app *app)
{
    if (refresh(app) == STATUS_OK && app->viewer->has_changed)
        begin_anew(app);
    return !app->is_done;
}

static bool
is_typing(struct app *app)
{
    const struct entry *entry = app_entry(app);

    if (app->line_taken != NULL)
        return true;
    if (entry->view->is_typing != NULL)
        return entry->view->is_typing(entry->state);
    return entry->view->type != NULL;
}

/* Keys that put text into an editor come by the thousand when it is pasted:
 * those that came together are one. */
static bool
is_text(struct app *app, const struct key *key)
{
    return is_typing(app) &&
           (key->kind == KEY_CHARACTER || app->decoder.is_pasting);
}

/* The key was meant for what was shown: the place must still be the same, the
 * row selected too. Whoever was writing goes on typing for a moment: those
 * letters ask for nothing. */
static bool
is_still_there(struct app *app)
{
    struct text before = {0};
    struct text after = {0};
    bool was_writing = is_typing(app);

    app_place(app, &before);
    app_reload(app);
    app_place(app, &after);
    bool is_same = text_equals(text_bytes(&before), text_bytes(&after));

    if (!is_same && was_writing)
        app->deaf_until = clock_ticks() + DEAF_TICKS;
    text_clear(&before);
    text_clear(&after);
    return is_same;
}

bool
app_may_take(struct app *app, const struct key *key)
{
    bool is_typed = is_text(app, key);

    if (is_typed && app->has_asked_rights)
        return true;
    enum status status = refresh(app);

    if (app->is_done)
        return false;
    if (status != STATUS_OK && !is_typed)
        app_refuse(app, status);
    if (status != STATUS_OK)
        return is_typed; /* no letter is lost where the store is busy */
    if (!app->viewer->has_changed)
        return true;
    begin_anew(app);
    return is_still_there(app);
}
