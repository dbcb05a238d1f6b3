/* What is done from a thread: writing, changing, looking at a post. */

#include "ui/views/thread_acts.h"

#include <inttypes.h>
#include <stdio.h>

#include "board/asking.h"
#include "ui/views.h"
#include "ui/views/use.h"

enum {
    PLACE_BYTES = 64
};

static void
compose_reply(struct app *app, const struct thread_page *page,
    const char *quote)
{
    const struct post *post = thread_page_selected(page);
    char place[64];

    if (page->row.thread.is_locked) {
        app_say(app, "This thread is locked.");
        return;
    }
    if (post == NULL)
        return;
    snprintf(place, sizeof place, "thread %" PRId64 " reply %d%s",
        page->row.thread.id, post->number, quote);
    app_push(app, &compose_view, place);
}

static void
do_reply(struct app *app, struct thread_page *page)
{
    compose_reply(app, page, "");
}

static void
do_quote(struct app *app, struct thread_page *page)
{
    compose_reply(app, page, " quote");
}

static void
do_answer(struct app *app, struct thread_page *page)
{
    struct panel panel;
    char place[40];

    if (page->row.thread.kind != THREAD_QUESTION) {
        app_say(app, "This thread is no question: r replies.");
        return;
    }
    enum status status = asking_panel_by_thread(app_viewer(app),
        page->row.thread.id, &panel);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    if (page->answer_key[0] == '\0') {
        app_say(app, panel.is_asker  ? "You asked this: r replies."
                     : panel.is_open ? "Your answer shows at the closing."
                                     : "This question is closed: r replies.");
        return;
    }
    snprintf(place, sizeof place, "question %" PRId64, panel.question.id);
    app_push(app, &compose_view, place);
}

static void
do_post(struct app *app, struct thread_page *page)
{
    char place[32];

    snprintf(place, sizeof place, "board %" PRId64, page->board.id);
    app_push(app, &compose_view, place);
}

static void
do_author(struct app *app, struct thread_page *page)
{
    const struct post *post = thread_page_selected(page);

    if (post != NULL)
        app_push(app, &person_view, post->author_handle);
}

static void
do_wrap_up(struct app *app, struct thread_page *page)
{
    char place[64];

    if (!page->has_wrap_up) {
        app_say(app, "No wrap-up of a question of yours waits here.");
        return;
    }
    snprintf(place, sizeof place, "thread %" PRId64 " reply 1",
        page->row.thread.id);
    app_push(app, &compose_view, place);
}

static void
do_used(struct app *app, struct thread_page *page)
{
    const struct post *post = thread_page_selected(page);

    if (post != NULL)
        use_push(app, post->thread_id, post->number);
}

/* An answer without a name that is held stands in no thread. */
static bool
is_held(struct app *app, const struct thread_page *page)
{
    struct panel panel;

    if (page->row.thread.kind != THREAD_QUESTION)
        return false;
    if (asking_panel_by_thread(app_viewer(app), page->row.thread.id, &panel) ==
        STATUS_OK)
        return panel.is_held;
    reason_clear();
    return false;
}

static void
do_edit(struct app *app, struct thread_page *page)
{
    const struct post *post = thread_page_selected(page);
    char place[PLACE_BYTES];

    if (post != NULL && post->author_id == app_viewer(app)->person.id) {
        snprintf(place, sizeof place, "edit %" PRId64 " post %d",
            page->row.thread.id, post->number);
        app_push(app, &compose_view, place);
    } else if (is_held(app, page)) {
        snprintf(place, sizeof place, "edit %" PRId64, page->row.thread.id);
        app_push(app, &compose_view, place);
    } else {
        app_say(app, "Only its author changes a post.");
    }
}

static void
do_versions(struct app *app, struct thread_page *page)
{
    const struct post *post = thread_page_selected(page);
    char place[PLACE_BYTES];

    if (post == NULL)
        return;
    snprintf(place, sizeof place, "%" PRId64 " post %d", page->row.thread.id,
        post->number);
    app_push(app, &versions_view, place);
}

static void
do_cross(struct app *app, struct thread_page *page)
{
    struct crossing crossing;
    char place[PLACE_BYTES];
    enum status status = crossing_find(app_viewer(app), page->row.thread.id,
        &crossing);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    snprintf(place, sizeof place, "thread %" PRId64 " reply %d",
        page->row.thread.id, crossing.number);
    app_push(app, &compose_view, place);
}

static const struct {
    enum request request;
    void (*run)(struct app *app, struct thread_page *page);
} acts[] = {
    {REQUEST_REPLY, do_reply},
    {REQUEST_QUOTE, do_quote},
    {REQUEST_ANSWER, do_answer},
    {REQUEST_POST, do_post},
    {REQUEST_AUTHOR, do_author},
    {REQUEST_USED, do_used},
    {REQUEST_WRAP_UP, do_wrap_up},
    {REQUEST_EDIT, do_edit},
    {REQUEST_CROSS, do_cross},
    {REQUEST_VERSIONS, do_versions},
};

bool
thread_acts(struct app *app, struct thread_page *page, enum request request)
{
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (acts[i].request != request)
            continue;
        acts[i].run(app, page);
        return true;
    }
    return false;
}
