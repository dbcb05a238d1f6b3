/* Person: who somebody is, and what they wrote, the newest first. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "board/knowing.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/person_page.h"

enum {
    PAGE_ROWS = 50,
    MORE_BEFORE_END = 15 /* posts below the selected one */
};

static enum status
read_all(struct app *app, const char *handle, size_t least,
    struct person_page *state)
{
    struct portrait portrait = {0};
    struct written_list posts = {0};
    int limit = least > PAGE_ROWS ? (int)least : PAGE_ROWS;
    enum status status = knowing_person(app_viewer(app), handle, &portrait);

    if (status == STATUS_OK)
        status = knowing_posts(app_viewer(app), portrait.person.id, NULL, limit,
            &posts);
    if (status != STATUS_OK) {
        portrait_clear(&portrait);
        return status;
    }
    portrait_clear(&state->portrait);
    written_list_clear(&state->posts);
    state->portrait = portrait;
    state->posts = posts;
    state->has_more = posts.count == (size_t)limit;
    state->list.count = posts.count;
    list_select(&state->list, state->list.selected);
    return STATUS_OK;
}

static void
select_post(struct person_page *state, int64_t post_id)
{
    for (size_t i = 0; i < state->posts.count; i++)
        if (state->posts.rows[i].key.post_id == post_id)
            list_select(&state->list, i);
}

static enum status
person_open(struct app *app, void *state_, const char *place)
{
    struct person_page *state = state_;
    char handle[HANDLE_BYTES];
    int64_t post_id = 0;

    if (!place_word(place, handle, sizeof handle))
        return STATUS_NOT_FOUND;
    enum status status = read_all(app, handle, 0, state);

    if (status == STATUS_OK && place_find(place, "post", &post_id))
        select_post(state, post_id);
    return status;
}

static enum status
person_reload(struct app *app, void *state_)
{
    struct person_page *state = state_;
    char handle[HANDLE_BYTES];
    int64_t post_id = 0;

    if (state->posts.count > 0)
        post_id = state->posts.rows[state->list.selected].key.post_id;
    memcpy(handle, state->portrait.person.handle, sizeof handle);
    enum status status = read_all(app, handle, state->posts.count, state);

    if (status == STATUS_OK)
        select_post(state, post_id);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "that page is not here any more");
    return status;
}

static void
read_more(struct app *app, struct person_page *state)
{
    struct written_list more = {0};

    if (!state->has_more || state->posts.count == 0)
        return;
    enum status status = knowing_posts(app_viewer(app),
        state->portrait.person.id,
        &state->posts.rows[state->posts.count - 1].key, PAGE_ROWS, &more);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    state->has_more = more.count == PAGE_ROWS;
    if (more.count > 0) {
        state->posts.rows = memory_resize(state->posts.rows,
            (state->posts.count + more.count) * sizeof *state->posts.rows);
        memcpy(state->posts.rows + state->posts.count, more.rows,
            more.count * sizeof *more.rows);
        state->posts.count += more.count;
        state->list.count = state->posts.count;
    }
    written_list_clear(&more);
}

static void
person_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct person_page *state = state_;
    const struct person *person = &state->portrait.person;
    (void)app;

    text_add(left, person->name);
    text_add(right, person->handle);
    if (person->site_role != ROLE_NONE)
        text_add_format(right, ", %s", role_label(person->site_role));
    if (person->region_title[0] != '\0')
        text_add_format(right, ", %s", person->region_title);
}

static void
person_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};

    person_page_draw(state, app, canvas, area);
}

static void
person_keys(struct app *app, const void *state_, struct text *line)
{
    const struct person_page *state = state_;
    (void)app;

    if (state->posts.count > 0)
        text_add(line, "Enter read it in its thread  ");
    text_add(line, "n next unread  b back  ? help");
}

static void
open_post(struct app *app, const struct person_page *state)
{
    char place[64];

    if (state->posts.count == 0)
        return;
    const struct written *post = &state->posts.rows[state->list.selected];

    snprintf(place, sizeof place, "%" PRId64 " post %d", post->thread_id,
        post->number);
    app_push(app, &thread_view, place);
}

static enum request
person_act(struct app *app, void *state_, enum request request)
{
    struct person_page *state = state_;

    if (request == REQUEST_SCROLL)
        request = state->list.selected + 1 < state->list.count
                      ? REQUEST_PAGE_NEXT
                      : REQUEST_NEXT_UNREAD;
    if (list_act(&state->list, request, state->post_rows)) {
        if (state->list.selected + MORE_BEFORE_END > state->list.count)
            read_more(app, state);
        return REQUEST_NONE;
    }
    if (request != REQUEST_OPEN)
        return request;
    open_post(app, state);
    return REQUEST_NONE;
}

static void
person_jump(struct app *app, void *state_, int number)
{
    struct person_page *state = state_;
    size_t before = 0;

    while (
        state->posts.count < (size_t)number && state->posts.count != before) {
        before = state->posts.count;
        read_more(app, state);
    }
    list_select(&state->list, (size_t)number - 1);
}

static bool
person_concerns(const void *state_, const struct event *event)
{
    const struct person_page *state = state_;

    return event != NULL && event->person_id == state->portrait.person.id;
}

static void
person_save(const void *state_, struct text *place)
{
    const struct person_page *state = state_;

    text_add(place, state->portrait.person.handle);
    if (state->posts.count > 0)
        text_add_format(place, " post %" PRId64,
            state->posts.rows[state->list.selected].key.post_id);
}

static void
person_close(void *state_)
{
    struct person_page *state = state_;

    portrait_clear(&state->portrait);
    written_list_clear(&state->posts);
}

const struct view person_view = {
    .name = "person",
    .state_size = sizeof(struct person_page),
    .open = person_open,
    .title = person_title,
    .draw = person_draw,
    .keys = person_keys,
    .act = person_act,
    .jump = person_jump,
    .concerns = person_concerns,
    .reload = person_reload,
    .save = person_save,
    .close = person_close,
};
