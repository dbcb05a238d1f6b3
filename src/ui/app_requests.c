/* What the app does with a request that the view on top left to it. */

#include <inttypes.h>
#include <stdio.h>

#include "board/drafting.h"
#include "board/reading.h"
#include "ui/app_state.h"
#include "ui/views.h"

void
app_leave(struct app *app)
{
    /* A place kept from an earlier cut must not come back. */
    if (!app->is_confined &&
        drafting_save_place(app->viewer, home_view.name) != STATUS_OK)
        reason_clear();
    app->is_left = true;
    app->is_done = true;
}

static void
do_back(struct app *app)
{
    if (app->count > 1)
        app_pop(app);
    else
        app_leave(app);
}

static void
do_leave(struct app *app)
{
    app_hangup(app);
    app->is_done = true;
}

static void
do_redraw(struct app *app)
{
    app_entry(app)->is_stale = true;
    app->reload_ticks = 0;
    canvas_redraw(app->canvas);
}

static void
do_help(struct app *app)
{
    app_push(app, &help_view, app_top(app)->name);
}

static void
do_next_unread(struct app *app)
{
    app_next_unread(app, 0, 0);
}

static void
mark_all_read(struct app *app, void *state)
{
    (void)state;
    enum status status = reading_catch_up(app->viewer, 0);

    app_entry(app)->is_stale = true;
    app->reload_ticks = 0;
    if (status != STATUS_OK)
        app_refuse(app, status);
    else
        app_say(app, "Everything is marked as read.");
}

static void
do_catch_up(struct app *app)
{
    app_ask(app, "Mark everything on every board as read?", mark_all_read);
}

/* A request is a view to show, or something to do. */
static const struct {
    enum request request;
    const struct view *view;
    void (*run)(struct app *app);
} handlers[] = {
    {REQUEST_BACK, NULL, do_back},
    {REQUEST_LEAVE, NULL, do_leave},
    {REQUEST_REDRAW, NULL, do_redraw},
    {REQUEST_HELP, NULL, do_help},
    {REQUEST_NEXT_UNREAD, NULL, do_next_unread},
    {REQUEST_CATCH_UP, NULL, do_catch_up},
    {REQUEST_WAITING, &waiting_view, NULL},
    {REQUEST_PAST, &past_view, NULL},
    {REQUEST_DRAFTS, &drafts_view, NULL},
    {REQUEST_USED, &used_view, NULL},
    {REQUEST_EARLIER, &earlier_view, NULL},
    {REQUEST_LETTERS, &letters_view, NULL},
    {REQUEST_PLEDGES, &pledges_view, NULL},
    {REQUEST_WHO, &who_view, NULL},
    {REQUEST_PEOPLE, &people_view, NULL},
    {REQUEST_TODO, &todo_view, NULL},
    {REQUEST_AGREEMENT, &agreement_view, NULL},
    {REQUEST_QUESTIONS, &questions_view, NULL},
    {REQUEST_PHASE, &phase_view, NULL},
    {REQUEST_PROFILE, &profile_view, NULL},
    {REQUEST_SECOND_FACTOR, &second_factor_view, NULL},
    {REQUEST_POLICY, &policy_view, NULL},
    {REQUEST_MENU, &menu_view, NULL},
};

/* What whoever must do something first may do beside it. */
static bool
is_open_to_all(enum request request)
{
    return request == REQUEST_BACK || request == REQUEST_LEAVE ||
           request == REQUEST_REDRAW || request == REQUEST_HELP;
}

void
app_request(struct app *app, enum request request)
{
    struct entry *entry = app_entry(app);

    request = entry->view->act(app, entry->state, request);
    if (app->is_confined && !is_open_to_all(request))
        return;
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        if (handlers[i].request != request)
            continue;
        if (handlers[i].run != NULL)
            handlers[i].run(app);
        else if (app_top(app) != handlers[i].view)
            app_push(app, handlers[i].view, "");
        return;
    }
}

/* The board that unread threads are looked for in first. */
static enum status
first_board(struct app *app, int64_t *board_id)
{
    struct board_list boards = {0};
    enum status status = reading_boards(app->viewer, &boards);

    if (status == STATUS_OK && boards.count > 0)
        *board_id = boards.rows[0].board.id;
    else if (status == STATUS_OK)
        status = STATUS_NOT_FOUND;
    board_list_clear(&boards);
    return status;
}

void
app_next_unread(struct app *app, int64_t board_id, int64_t thread_id)
{
    struct thread next = {0};
    enum status status = STATUS_OK;
    char place[32];

    if (board_id == 0)
        status = first_board(app, &board_id);
    if (status == STATUS_OK)
        status = reading_next_unread(app->viewer, board_id, thread_id, &next);
    if (status == STATUS_NOT_FOUND) {
        app_say(app, "You have read everything.");
        return;
    }
    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    snprintf(place, sizeof place, "%" PRId64, next.id);
    if (app_top(app) == &thread_view)
        app_replace(app, &thread_view, place);
    else
        app_push(app, &thread_view, place);
}
