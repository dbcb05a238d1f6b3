/* Thread: posts one after another, the first unread at the top. */

#include <inttypes.h>
#include <stdio.h>

#include "board/asking.h"
#include "board/endorsing.h"
#include "board/house.h"
#include "board/reading.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/pin.h"
#include "ui/views/thread_acts.h"
#include "ui/views/thread_draw.h"
#include "ui/views/thread_moves.h"
#include "ui/views/thread_regards.h"

/* A covered question shows its own screen instead. */
static enum status
show_question(struct app *app, int64_t thread_id,
    void (*show)(struct app *app, const struct view *view, const char *place))
{
    struct panel panel;
    char place[24];
    enum status status = asking_panel_by_thread(app_viewer(app), thread_id,
        &panel);

    if (status != STATUS_OK)
        return status;
    snprintf(place, sizeof place, "%" PRId64, panel.question.id);
    show(app, &question_view, place);
    return STATUS_OK;
}

/* What is offered once, to whoever has answered. */
static void
load_crossing(struct app *app, struct thread_page *page)
{
    if (page->row.thread.kind == THREAD_QUESTION &&
        crossing_find(app_viewer(app), page->row.thread.id, &page->crossing) !=
            STATUS_OK)
        reason_clear();
}

static enum status
thread_open(struct app *app, void *state, const char *place)
{
    struct thread_page *page = state;
    int64_t thread_id = 0;

    if (!place_number(place, &thread_id))
        return STATUS_NOT_FOUND;
    enum status status = thread_page_open(page, app_viewer(app), thread_id);

    if (status != STATUS_OK)
        return status;
    if (page->row.is_covered)
        return show_question(app, thread_id, app_redirect);
    load_crossing(app, page);
    thread_page_lay(page, app_body_rows(app), app_columns(app));
    int number = place_count(place, "post");

    return thread_page_go(page, app_viewer(app),
        number > 0 ? number : thread_page_start(page));
}

static enum status
thread_reload(struct app *app, void *state)
{
    struct thread_page *page = state;
    enum status status = thread_page_refresh(page, app_viewer(app));

    if (status != STATUS_OK)
        return status;
    if (page->row.is_covered) /* a role that saw the answers is gone */
        return show_question(app, page->row.thread.id, app_replace);
    thread_page_lay(page, app_body_rows(app), app_columns(app));
    return thread_page_scroll(page, app_viewer(app), 0);
}

static void
thread_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    const struct thread_page *page = state;
    (void)app;

    text_add(left, page->row.thread.subject);
    text_add_format(right, "%s%s%s", page->board.title,
        page->row.thread.is_pinned ? ", pinned" : "",
        page->row.thread.is_locked ? ", locked" : "");
}

static void
thread_view_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};
    struct thread_page *page = state;

    page->rows = bottom > top ? bottom - top : 1; /* less what is offered */
    thread_draw(page, app, canvas, &area);
}

/* What can be done with the selected post. */
static void
add_post_keys(struct app *app, const struct thread_page *page,
    struct text *line)
{
    const struct post *post = thread_page_selected(page);
    bool is_question = page->row.thread.kind == THREAD_QUESTION;
    bool endorses = endorsing_may(app_viewer(app), &page->board);
    bool is_edited = post != NULL && post->edited_at != 0;

    if (post != NULL && post->author_id == app_viewer(app)->person.id)
        text_add(line, "e edit  ");
    else if (post != NULL && house_wrote(post))
        text_add(line, "R quote  ");
    else
        text_add_format(line, "%st thanks  %s",
            endorses       ? "E endorse  "
            : !is_question ? "R quote  "
                           : "",
            endorses && is_edited ? "" : "u used  ");
    if (is_edited)
        text_add(line, "V versions  ");
    else if (!endorses)
        text_add(line, "Space read on  ");
}

static void
thread_keys(struct app *app, const void *state, struct text *line)
{
    const struct thread_page *page = state;

    if (page->has_wrap_up)
        text_add(line, "Z wrap-up  ");
    else
        text_add(line, page->answer_key);
    text_add(line, "r reply  ");
    add_post_keys(app, page, line);
    text_add(line, "n next unread  ");
    if (page->may_pin)
        text_add(line, page->row.thread.is_pinned ? "S unpin  " : "S pin  ");
    text_add(line, "? help");
}

static void
thread_hint(struct app *app, const void *state, struct text *label)
{
    const struct thread_page *page = state;
    (void)app;

    if (page->row.unread == 0 || thread_page_is_at_end(page))
        return;
    if (page->row.unread == 1 && thread_page_is_in_new(page))
        text_add(label, "goes on below");
    else
        text_add_format(label, "%d new below", page->row.unread);
}

static void
thread_foot(struct app *app, const void *state, struct text *line)
{
    const struct thread_page *page = state;
    (void)app;

    if (!page->crossing.is_due)
        return;
    text_add(line, "c  ");
    crossing_words(&page->crossing, line);
}

static void
thread_seen(struct app *app, void *state)
{
    struct thread_page *page = state;

    if (page->crossing.is_due && !page->is_offered) {
        page->is_offered = crossing_offered(app_viewer(app),
                               page->row.thread.id) == STATUS_OK;
        reason_clear();
    }

    /* Tried again with the next screen where the store is busy. */
    if (thread_page_mark(page, app_viewer(app)) != STATUS_OK)
        reason_clear();
}

/* What went wrong is said; the page stays as far as it was read. */
static void
report(struct app *app, enum status status)
{
    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
do_next_unread(struct app *app, struct thread_page *page)
{
    app_next_unread(app, page->board.id, page->row.thread.id);
}

static void
do_scroll(struct app *app, struct thread_page *page)
{
    if (thread_page_is_at_end(page))
        do_next_unread(app, page);
    else
        thread_moves(app, page, REQUEST_PAGE_NEXT);
}

static void
do_catch_up(struct app *app, struct thread_page *page)
{
    enum status status = reading_mark(app_viewer(app), page->row.thread.id,
        page->row.thread.last_number);

    if (status == STATUS_OK)
        status = thread_page_refresh(page, app_viewer(app));
    report(app, status);
    if (status == STATUS_OK)
        app_say(app, "This thread is marked as read.");
}

static void
do_replies_back(struct app *app, struct thread_page *page)
{
    const struct post *post = thread_page_selected(page);

    if (post == NULL || post->reply_to == 0) {
        app_say(app, "This post answers no other.");
        return;
    }
    report(app, thread_page_go(page, app_viewer(app), post->reply_to));
}

static void
do_replies_next(struct app *app, struct thread_page *page)
{
    const struct post *post = thread_page_selected(page);
    int found = 0;

    if (post == NULL)
        return;
    enum status status = thread_page_reply(page, app_viewer(app), post->number,
        &found);

    if (status == STATUS_OK && found == 0)
        app_say(app, "Nobody has answered this post yet.");
    else if (status == STATUS_OK)
        status = thread_page_go(page, app_viewer(app), found);
    report(app, status);
}

static void
do_pin(struct app *app, struct thread_page *page)
{
    pin_ask(app, &page->row.thread);
}

static const struct {
    enum request request;
    void (*run)(struct app *app, struct thread_page *page);
} acts[] = {
    {REQUEST_SCROLL, do_scroll},
    {REQUEST_NEXT_UNREAD, do_next_unread},
    {REQUEST_CATCH_UP, do_catch_up},
    {REQUEST_REPLIES_BACK, do_replies_back},
    {REQUEST_REPLIES_NEXT, do_replies_next},
    {REQUEST_PIN, do_pin},
};

static enum request
thread_act(struct app *app, void *state, enum request request)
{
    if (thread_moves(app, state, request) || thread_acts(app, state, request) ||
        thread_regards(app, state, request))
        return REQUEST_NONE;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (acts[i].request == request) {
            acts[i].run(app, state);
            return REQUEST_NONE;
        }
    }
    return request;
}

static void
thread_jump(struct app *app, void *state, int number)
{
    struct thread_page *page = state;
    int last = page->row.thread.last_number;

    report(app,
        thread_page_go(page, app_viewer(app), number < last ? number : last));
}

static bool
thread_concerns(const void *state, const struct event *event)
{
    const struct thread_page *page = state;

    return event != NULL && event->thread_id == page->row.thread.id;
}

static void
thread_save(const void *state, struct text *place)
{
    const struct thread_page *page = state;

    text_add_format(place, "%" PRId64, page->row.thread.id);
    if (thread_page_top(page) > 0)
        text_add_format(place, " post %d", thread_page_top(page));
}

static void
thread_close(void *state)
{
    thread_page_clear(state);
}

const struct view thread_view = {
    .name = "thread",
    .state_size = sizeof(struct thread_page),
    .open = thread_open,
    .title = thread_title,
    .draw = thread_view_draw,
    .keys = thread_keys,
    .hint = thread_hint,
    .foot = thread_foot,
    .act = thread_act,
    .jump = thread_jump,
    .concerns = thread_concerns,
    .reload = thread_reload,
    .seen = thread_seen,
    .save = thread_save,
    .close = thread_close,
};
