/* Answers: one question of the past, the best answers first. */

#include <inttypes.h>
#include <stdio.h>

#include "base/memory.h"
#include "board/browsing.h"
#include "board/reading.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/thread_draw.h"
#include "ui/views/use.h"

enum {
    ANSWERS = 100
};

struct answers_state {
    struct thread_page page; /* the question, then its answers in this order */
    size_t selected;         /* index among its posts */
    int left_out;
};

/* ---- Reading ------------------------------------------------------------- */

/* The question as a post, before its answers. */
static enum status
read_question(struct app *app, int64_t thread_id, struct past_reading *reading,
    struct post_list *posts)
{
    struct post_list *answers = &reading->answers;
    enum status status = reading_posts(app_viewer(app), thread_id, 1, 1, posts);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < answers->count; i++) {
        posts->rows = grow(posts->rows, posts->count + 1, sizeof *posts->rows);
        posts->rows[posts->count++] = answers->rows[i];
    }
    answers->count = 0; /* they are the page's now */
    return STATUS_OK;
}

static enum status
read_all(struct app *app, struct answers_state *state, int64_t thread_id)
{
    struct past_reading reading = {0};
    struct post_list posts = {0};
    struct thread_row row;
    enum status status = browsing_read(app_viewer(app), thread_id, ANSWERS,
        &reading);

    if (status == STATUS_OK)
        status = reading_thread(app_viewer(app), thread_id, &row);
    if (status == STATUS_OK)
        status = read_question(app, thread_id, &reading, &posts);
    if (status == STATUS_OK) {
        state->page.row = row;
        state->page.board = reading.board;
        state->left_out = reading.left_out;
        thread_window_set(&state->page, &posts, app_body_rows(app),
            app_columns(app));
    }
    past_reading_clear(&reading);
    post_list_clear(&posts);
    return status;
}

/* ---- Moving -------------------------------------------------------------- */

static size_t
last_top(const struct thread_page *page)
{
    size_t rows = (size_t)page->rows;

    return page->line_count > rows ? page->line_count - rows : 0;
}

static void
go_to(struct answers_state *state, size_t post)
{
    struct thread_page *page = &state->page;

    if (page->posts.count == 0)
        return;
    state->selected = post < page->posts.count ? post : page->posts.count - 1;
    page->selected = page->posts.rows[state->selected].number;
}

/* Scrolls as far as the selected one needs to show, its header above all. */
static void
show_selected(struct answers_state *state)
{
    struct thread_page *page = &state->page;
    size_t first = thread_window_line(page, state->selected);
    size_t end = thread_window_line(page, state->selected + 1);

    if (end > page->top + (size_t)page->rows)
        page->top = end - (size_t)page->rows;
    if (first < page->top)
        page->top = first;
}

static void
scroll(struct answers_state *state, bool is_down)
{
    struct thread_page *page = &state->page;
    size_t rows = (size_t)page->rows;

    if (is_down)
        page->top += rows;
    else
        page->top = page->top > rows ? page->top - rows : 0;
    if (page->top > last_top(page))
        page->top = last_top(page);
    if (page->top < page->line_count)
        go_to(state, page->lines[page->top].post);
}

static bool
move(struct answers_state *state, enum request request)
{
    size_t last = state->page.posts.count > 0 ? state->page.posts.count - 1 : 0;

    switch (request) {
    case REQUEST_PAGE_NEXT:
    case REQUEST_PAGE_PREVIOUS:
        scroll(state, request == REQUEST_PAGE_NEXT);
        return true;
    case REQUEST_NEXT:
        go_to(state, state->selected + 1);
        break;
    case REQUEST_PREVIOUS:
        go_to(state, state->selected > 0 ? state->selected - 1 : 0);
        break;
    case REQUEST_FIRST:
        go_to(state, 0);
        break;
    case REQUEST_LAST:
        go_to(state, last);
        break;
    default:
        return false;
    }
    show_selected(state);
    return true;
}

/* ---- The view ------------------------------------------------------------ */

static void
go_to_number(struct answers_state *state, int number)
{
    for (size_t i = 0; i < state->page.posts.count; i++)
        if (state->page.posts.rows[i].number == number)
            go_to(state, i);
    show_selected(state);
}

static enum status
answers_open(struct app *app, void *state_, const char *place)
{
    struct answers_state *state = state_;
    int64_t thread_id = 0;

    if (!place_number(place, &thread_id))
        return STATUS_NOT_FOUND;
    enum status status = read_all(app, state, thread_id);

    go_to(state, 0);
    if (status == STATUS_OK)
        go_to_number(state, place_count(place, "post"));
    return status;
}

static enum status
answers_reload(struct app *app, void *state_)
{
    struct answers_state *state = state_;
    size_t top = state->page.top;
    int number = state->page.selected;
    enum status status = read_all(app, state, state->page.row.thread.id);

    state->page.top = top < last_top(&state->page) ? top
                                                   : last_top(&state->page);
    go_to(state, 0);
    for (size_t i = 0; i < state->page.posts.count; i++)
        if (state->page.posts.rows[i].number == number)
            go_to(state, i);
    return status;
}

static void
answers_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct answers_state *state = state_;
    (void)app;

    text_add(left, state->page.row.thread.subject);
    text_add(right, state->page.board.title);
}

static void
answers_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct answers_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};

    thread_draw(&state->page, app, canvas, &area);
}

static void
answers_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "Enter to it in its thread  u used  A who it is  b back  "
                   "? help");
}

static void
answers_hint(struct app *app, const void *state_, struct text *label)
{
    const struct answers_state *state = state_;
    (void)app;

    if (state->page.row.is_covered)
        text_add(label, "the others' answers open when you have answered");
    else if (state->left_out > 0)
        text_add_format(label, "%d more in its thread", state->left_out);
}

static enum request
answers_act(struct app *app, void *state_, enum request request)
{
    struct answers_state *state = state_;
    bool is_at_end = state->page.top >= last_top(&state->page);
    char place[48];

    if (request == REQUEST_SCROLL && is_at_end)
        return REQUEST_NEXT_UNREAD;
    if (move(state, request == REQUEST_SCROLL ? REQUEST_PAGE_NEXT : request))
        return REQUEST_NONE;
    if (state->page.posts.count == 0)
        return request;
    const struct post *post = &state->page.posts.rows[state->selected];

    switch (request) {
    case REQUEST_OPEN:
        snprintf(place, sizeof place, "%" PRId64 " post %d", post->thread_id,
            post->number);
        app_push(app, &thread_view, place);
        return REQUEST_NONE;
    case REQUEST_USED:
        use_push(app, post->thread_id, post->number);
        return REQUEST_NONE;
    case REQUEST_AUTHOR:
        app_push(app, &person_view, post->author_handle);
        return REQUEST_NONE;
    default:
        return request;
    }
}

static void
answers_jump(struct app *app, void *state, int number)
{
    (void)app;
    go_to_number(state, number);
}

static bool
answers_concerns(const void *state_, const struct event *event)
{
    const struct answers_state *state = state_;

    return event != NULL && event->thread_id == state->page.row.thread.id;
}

static void
answers_save(const void *state_, struct text *place)
{
    const struct answers_state *state = state_;

    text_add_format(place, "%" PRId64 " post %d", state->page.row.thread.id,
        state->page.selected);
}

static void
answers_close(void *state_)
{
    struct answers_state *state = state_;

    thread_page_clear(&state->page);
}

const struct view answers_view = {
    .name = "answers",
    .state_size = sizeof(struct answers_state),
    .open = answers_open,
    .title = answers_title,
    .draw = answers_draw,
    .keys = answers_keys,
    .hint = answers_hint,
    .act = answers_act,
    .jump = answers_jump,
    .concerns = answers_concerns,
    .reload = answers_reload,
    .save = answers_save,
    .close = answers_close,
};
