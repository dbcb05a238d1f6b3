/* Use: "I used this", with a line on what happened. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "board/using.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/views/use.h"
#include "ui/widgets/prompt.h"

enum {
    BODY_COLUMN = 4,
    ROWS_BELOW = 3, /* the rule, what is asked, the prompt */
    BODY_MOST = 100
};

struct use_state {
    int64_t thread_id;
    struct post post;     /* owned */
    struct markup body;   /* of the post */
    struct prompt prompt; /* open from open() to close() */
};

void
use_push(struct app *app, int64_t thread_id, int number)
{
    char place[48];

    snprintf(place, sizeof place, "%" PRId64 " post %d", thread_id, number);
    app_push(app, &use_view, place);
}

static enum status
look(struct app *app, struct use_state *state, int number, char line[USE_BYTES])
{
    struct post post = {0};
    enum status status = using_look(app_viewer(app), state->thread_id, number,
        &post, line);
    int width = app_columns(app) - BODY_COLUMN - 1;

    if (status != STATUS_OK)
        return status;
    post_clear(&state->post);
    markup_clear(&state->body);
    state->post = post;
    markup_lay(&state->body, post.body, strlen(post.body),
        width < BODY_MOST ? width : BODY_MOST);
    return STATUS_OK;
}

static enum status
use_open(struct app *app, void *state_, const char *place)
{
    struct use_state *state = state_;
    char line[USE_BYTES];
    struct text typed = {0};

    if (!place_number(place, &state->thread_id))
        return STATUS_NOT_FOUND;
    enum status status = look(app, state, place_count(place, "post"), line);

    place_typed(place, "typed", &typed);
    if (status == STATUS_OK)
        prompt_open(&state->prompt, typed.length > 0 ? typed.bytes : line,
            USE_BYTES - 1);
    text_clear(&typed);
    return status;
}

static enum status
use_reload(struct app *app, void *state_)
{
    struct use_state *state = state_;
    char line[USE_BYTES];

    return look(app, state, state->post.number, line);
}

static void
use_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct use_state *state = state_;
    char used[40];
    (void)app;

    text_add(left, "I used this");
    use_words(state->post.regards.used.count, state->post.regards.used.is_mine,
        used, sizeof used);
    text_add(right, used);
}

static void
draw_post(const struct use_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);
    int room = area->bottom - area->top - 1;
    int shown = (int)state->body.row_count;
    char author[PERSON_BYTES];
    char number[16];

    person_words(state->post.author_name, state->post.author_role,
        state->post.author_region, author);
    snprintf(number, sizeof number, "%d", state->post.number);
    row_put(&row, (struct cell){1, 0, STYLE_PLAIN}, number);
    row_put(&row, (struct cell){BODY_COLUMN, 0, STYLE_PLAIN}, author);
    for (int i = 0; i < shown && i < room; i++)
        markup_draw_row(&state->body, state->post.body, (size_t)i, canvas,
            (struct spot){area->top + 1 + i, area->column + BODY_COLUMN, -1});
    row.spot.row = area->bottom - 1;
    if (room > 0 && shown > room)
        row_put_right(&row, (struct cell){0, 0, STYLE_PLAIN}, " ..");
}

static void
use_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct use_state *state = state_;
    struct area area = {top, bottom - ROWS_BELOW, 0, app_columns(app)};
    int at = bottom - 1;

    if (area.bottom > area.top)
        draw_post(state, canvas, &area);
    if (at - 2 >= top)
        canvas_rule(canvas, at - 2, 0, area.width, NULL);
    if (at - 1 >= top) {
        struct row row = area_row(canvas, &area, at - 1);

        row_put(&row, (struct cell){1, 0, STYLE_PLAIN},
            "What happened? A line that its author alone reads; or nothing.");
    }
    prompt_draw(&state->prompt, canvas, (struct spot){at, 1, area.width - 2});
}

static void
use_keys(struct app *app, const void *state_, struct text *line)
{
    const struct use_state *state = state_;
    (void)app;

    text_add(line, "Enter tell them  ");
    if (state->post.regards.used.is_mine)
        text_add(line, "Tab take it back  ");
    text_add(line, "Esc leave it as it is");
}

static void
say(struct app *app, struct use_state *state)
{
    char name[NAME_BYTES];
    enum status status = using_say(app_viewer(app), state->thread_id,
        state->post.number, prompt_text(&state->prompt));

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    text_copy(name, sizeof name, state->post.author_name);
    app_pop(app);
    app_say(app, "%s is told that you used it.", name);
}

static void
undo(struct app *app, void *state_)
{
    struct use_state *state = state_;
    enum status status = using_undo(app_viewer(app), state->thread_id,
        state->post.number);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    app_pop(app);
    app_say(app, "Taken back.");
}

static bool
use_type(struct app *app, void *state_, const struct key *key)
{
    struct use_state *state = state_;

    if (app_is_everywhere(key))
        return false;
    switch (app_prompt_key(app, &state->prompt, key)) {
    case PROMPT_ENTERED:
        say(app, state);
        break;
    case PROMPT_LEFT:
        app_pop(app);
        break;
    case PROMPT_OTHERS:
        if (key->kind == KEY_TAB && state->post.regards.used.is_mine)
            app_ask(app, "Take it back, as if you had not said so?", undo);
        break;
    case PROMPT_STAYS:
        break;
    }
    return true;
}

static enum request
use_act(struct app *app, void *state, enum request request)
{
    (void)app;
    (void)state;
    return request;
}

static void
use_save(const void *state_, struct text *place)
{
    const struct use_state *state = state_;

    text_add_format(place, "%" PRId64 " post %d", state->thread_id,
        state->post.number);
    place_add_typed(place, "typed", prompt_text(&state->prompt));
}

static void
use_close(void *state_)
{
    struct use_state *state = state_;

    prompt_close(&state->prompt);
    markup_clear(&state->body);
    post_clear(&state->post);
}

const struct view use_view = {
    .name = "use",
    .state_size = sizeof(struct use_state),
    .open = use_open,
    .title = use_title,
    .draw = use_draw,
    .keys = use_keys,
    .act = use_act,
    .type = use_type,
    .reload = use_reload,
    .save = use_save,
    .close = use_close,
};
