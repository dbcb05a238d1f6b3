/* The app's stack of views: opened, covered, ended, kept as a place. */

#include <string.h>

#include "base/memory.h"
#include "board/drafting.h"
#include "board/policing.h"
#include "ui/app_state.h"
#include "ui/place.h"
#include "ui/views.h"

enum {
    REDIRECTS_MOST = 3
};

static const struct view *const views[] = {
    &home_view,
    &board_view,
    &thread_view,
    &question_view,
    &compose_view,
    &who_view,
    &profile_view,
    &second_factor_view,
    &people_view,
    &person_view,
    &waiting_view,
    &past_view,
    &answers_view,
    &use_view,
    &used_view,
    &versions_view,
    &pledges_view,
    &letters_view,
    &earlier_view,
    &drafts_view,
    &policy_view,
    &phase_view,
    &questions_view,
    &calendar_view,
    &todo_view,
    &agreement_view,
    &menu_view,
    &help_view,
    NULL,
};

const struct view *
view_by_name(const char *name)
{
    for (const struct view *const *view = views; *view != NULL; view++)
        if (text_equals((*view)->name, name))
            return *view;
    return NULL;
}

const struct view *
app_top(const struct app *app)
{
    return app->count > 0 ? app->stack[app->count - 1].view : NULL;
}

struct entry *
app_entry(struct app *app)
{
    return &app->stack[app->count - 1];
}

static void
entry_close(struct entry *entry)
{
    entry->view->close(entry->state);
    memory_free(entry->state);
    *entry = (struct entry){0};
}

/* Opens a view, or the one that its open() redirects to. */
static enum status
entry_open(struct app *app, const struct view *view, const char *place,
    struct entry *entry)
{
    char *at = memory_copy(place);
    enum status status = STATUS_FAILED;

    for (int i = 0; i < REDIRECTS_MOST; i++) {
        *entry = (struct entry){.view = view};
        entry->state = memory_new(view->state_size);
        app->opening = view;
        app->redirect = NULL;
        reason_clear();
        status = view->open(app, entry->state, at);
        if (status == STATUS_OK && app->redirect == NULL)
            break;
        entry_close(entry);
        if (app->redirect == NULL)
            break;
        view = app->redirect;
        status = STATUS_FAILED;
        memory_release(at);
        at = text_take(&app->redirect_place);
    }
    app->opening = NULL;
    app->redirect = NULL;
    memory_release(at);
    return status;
}

static void
retire(struct app *app, struct entry entry)
{
    app->retired = grow(app->retired, app->retired_count + 1,
        sizeof *app->retired);
    app->retired[app->retired_count++] = entry;
}

static void
put_on_top(struct app *app, struct entry entry)
{
    if (app->count == APP_VIEWS) {
        retire(app, app->stack[1]);
        for (size_t i = 1; i + 1 < app->count; i++)
            app->stack[i] = app->stack[i + 1];
        app->count--;
    }
    app->stack[app->count++] = entry;
    app->yes = NULL; /* it was asked below */
    app_line_close(app);
    app->reload_ticks = 0;
}

void
app_push(struct app *app, const struct view *view, const char *place)
{
    struct entry entry;
    enum status status = entry_open(app, view, place, &entry);

    if (status == STATUS_OK)
        put_on_top(app, entry);
    else
        app_refuse(app, status);
}

void
app_replace(struct app *app, const struct view *view, const char *place)
{
    struct entry entry;
    enum status status = entry_open(app, view, place, &entry);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    if (app->count > 1)
        retire(app, app->stack[--app->count]);
    put_on_top(app, entry);
}

void
app_pop(struct app *app)
{
    if (app->count < 2)
        return;
    retire(app, app->stack[--app->count]);
    app->yes = NULL; /* it was asked there */
    app_line_close(app);
    app_entry(app)->is_stale = true;
    app->reload_ticks = 0;
}

void
app_redirect(struct app *app, const struct view *view, const char *place)
{
    app->redirect = view;
    text_truncate(&app->redirect_place, 0);
    text_add(&app->redirect_place, place);
}

void
app_free_retired(struct app *app)
{
    for (size_t i = 0; i < app->retired_count; i++)
        entry_close(&app->retired[i]);
    app->retired_count = 0;
}

void
app_free_stack(struct app *app)
{
    while (app->count > 0)
        entry_close(&app->stack[--app->count]);
    app_free_retired(app);
    memory_free(app->retired);
    text_clear(&app->redirect_place);
}

void
app_reload(struct app *app)
{
    struct entry *entry = app_entry(app);

    while (entry->is_stale || entry->is_behind) {
        enum status (*read)(struct app *, void *) = entry->is_stale
                                                        ? entry->view->reload
                                                        : entry->view->follow;

        entry->is_stale = entry->is_behind = false;
        if (read == NULL)
            return;
        reason_clear();
        enum status status = read(app, entry->state);

        if (status == STATUS_OK)
            return;
        app_refuse(app, status);
        if (status != STATUS_NOT_FOUND && status != STATUS_FORBIDDEN)
            return;
        app_pop(app);
        entry = app_entry(app);
    }
}

/* What does not fit any more is left out: a place that is too long is kept for
 * no next session, and ends the one that tells it. */
void
app_place(const struct app *app, struct text *place)
{
    for (size_t i = 0; i < app->count; i++) {
        const struct entry *entry = &app->stack[i];
        size_t before = place->length;
        struct text line = {0};

        entry->view->save(entry->state, &line);
        if (line.length < PLACE_LINE_BYTES)
            text_add_format(place, "%s%s%s\n", entry->view->name,
                line.length > 0 ? " " : "", text_bytes(&line));
        if (place->length >= PLACE_BYTES)
            text_truncate(place, before);
        text_clear(&line);
    }
}

void
app_keep_place(struct app *app)
{
    struct text place = {0};

    app_place(app, &place);
    /* The place is a comfort: without it the next session begins on home. */
    if (drafting_save_place(app->viewer, text_bytes(&place)) != STATUS_OK)
        reason_clear();
    text_clear(&place);
}

/* What was open before stays below. */
static void
offer_policy(struct app *app)
{
    bool is_due = false;

    if (policing_is_due(app->viewer, &is_due) != STATUS_OK)
        reason_clear(); /* asked again before the next post */
    if (is_due && app->count > 0 && app_top(app) != &policy_view)
        app_push(app, &policy_view, "");
}

static void
open_stack(struct app *app, const char *stack)
{
    struct place_line line;
    const char *rest = stack;
    const char *home = "";

    if (place_next(&rest, &line) && text_equals(line.name, home_view.name))
        home = line.place;
    else
        rest = stack;
    app_push(app, &home_view, home);
    while (app->count > 0 && place_next(&rest, &line)) {
        const struct view *view = view_by_name(line.name);

        if (view == NULL || view == &home_view)
            continue;
        size_t count = app->count;

        app_push(app, view, line.place);
        if (app->count == count) /* it is gone: left out, not reported */
            text_truncate(&app->said, 0);
    }
}

void
app_open_place(struct app *app, const char *place)
{
    char *saved = NULL;

    if (place == NULL && drafting_find_place(app->viewer, &saved) != STATUS_OK)
        saved = NULL;
    if (place == NULL)
        place = saved != NULL ? saved : "";
    open_stack(app, place);
    memory_release(saved);
    offer_policy(app);
}

bool
app_is_confined(const struct app *app)
{
    return app->is_confined;
}

void
app_release(struct app *app)
{
    app->is_confined = false;
    while (app->count > 0)
        retire(app, app->stack[--app->count]);
    app_open_place(app, NULL);
}

bool
app_was_sent(const struct app *app, const char *place)
{
    static const char mark[] = " draft";
    const char *at = place != NULL ? strstr(place, "compose ") : NULL;
    size_t length = at != NULL ? strcspn(at, "\n") : 0;

    for (size_t i = 0; i < app->count; i++)
        if (app->stack[i].view == &compose_view)
            return false;
    return length >= sizeof mark &&
           strncmp(at + length - strlen(mark), mark, strlen(mark)) == 0;
}
