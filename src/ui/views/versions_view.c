/* Versions: what a post said before it was changed. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/editing.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/widgets/list.h"

enum {
    BODY_COLUMN = 4,
    BODY_MOST = 100, /* longer rows are hard to read */
    BODY_LEAST = 8,
    WORDS_BYTES = 64
};

/* A line of the page: a version's head, or a row of what it said. */
struct versions_line {
    size_t version;
    size_t row; /* 0: the head, else the row of its body, from 1 */
};

struct versions_state {
    int64_t thread_id;
    int number;
    struct post post;             /* owned */
    struct version_list versions; /* owned */
    struct markup *bodies;        /* owned, one a version */
    struct versions_line *lines;  /* owned */
    size_t line_count;
    struct list scroll; /* of lines: the one selected is at the top */
};

static void
clear(struct versions_state *state)
{
    for (size_t i = 0; state->bodies != NULL && i < state->versions.count; i++)
        markup_clear(&state->bodies[i]);
    memory_free(state->bodies);
    memory_free(state->lines);
    state->line_count = 0;
    version_list_clear(&state->versions);
    post_clear(&state->post);
}

static void
add_line(struct versions_state *state, size_t version, size_t row)
{
    state->lines = grow(state->lines, state->line_count + 1,
        sizeof *state->lines);
    state->lines[state->line_count++] = (struct versions_line){version, row};
}

static void
lay(struct versions_state *state, int columns)
{
    int width = columns - BODY_COLUMN - 1;

    width = width < BODY_MOST ? width : BODY_MOST;
    width = width > BODY_LEAST ? width : BODY_LEAST;
    state->bodies = memory_new(state->versions.count * sizeof *state->bodies);
    for (size_t i = 0; i < state->versions.count; i++) {
        const char *body = state->versions.rows[i].body;

        markup_lay(&state->bodies[i], body, strlen(body), width);
        for (size_t row = 0; row <= state->bodies[i].row_count; row++)
            add_line(state, i, row);
    }
}

static void
set_rows(struct versions_state *state, int rows)
{
    size_t shown = rows > 0 ? (size_t)rows : 1;

    state->scroll.count = state->line_count > shown
                              ? state->line_count - shown + 1
                              : 1;
    list_select(&state->scroll, state->scroll.selected);
}

static enum status
versions_reload(struct app *app, void *state_)
{
    struct versions_state *state = state_;
    struct post post = {0};
    struct version_list versions = {0};
    enum status status = editing_versions(app_viewer(app), state->thread_id,
        state->number, &post, &versions);

    if (status != STATUS_OK)
        return status;
    clear(state);
    state->post = post;
    state->versions = versions;
    lay(state, app_columns(app));
    set_rows(state, app_body_rows(app));
    return STATUS_OK;
}

static enum status
versions_open(struct app *app, void *state_, const char *place)
{
    struct versions_state *state = state_;

    if (!place_number(place, &state->thread_id))
        return STATUS_NOT_FOUND;
    state->number = place_count(place, "post");
    return versions_reload(app, state);
}

static void
versions_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct versions_state *state = state_;
    char author[PERSON_BYTES];
    (void)app;

    person_words(state->post.author_name, state->post.author_role,
        state->post.author_region, author);
    text_add_format(left, "Post %d, as it was before", state->number);
    text_add(right, author);
}

static void
draw_head(const struct app *app, const struct version *version,
    const struct row *row)
{
    char number[WORDS_BYTES];
    char moment[MOMENT_BYTES];
    const char *words = "";

    snprintf(number, sizeof number, "%d", version->number);
    moment_long(version->written_at, app_now(app), app_zone(app), moment,
        MOMENT_BYTES);
    if (version->replaced_at == 0)
        words = "as it is now";
    else if (version->is_uncovering)
        words = "as it was answered";
    else if (version->is_silent)
        words = "for you alone";
    row_put(row, (struct cell){1, 0, STYLE_BOLD}, number);
    row_put(row, (struct cell){BODY_COLUMN, 0, STYLE_BOLD}, moment);
    int width = cell_width(words);

    row_put_right(row,
        (struct cell){row->spot.width - 1 - width, width, STYLE_DIM}, words);
}

static void
versions_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct versions_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};

    set_rows(state, bottom - top);
    size_t line = state->scroll.selected;

    for (int at = top; at < bottom && line < state->line_count; at++, line++) {
        const struct versions_line *shown = &state->lines[line];
        const struct version *version = &state->versions.rows[shown->version];
        struct row row = area_row(canvas, &area, at);

        if (shown->row == 0)
            draw_head(app, version, &row);
        else
            markup_draw_row(&state->bodies[shown->version], version->body,
                shown->row - 1, canvas, (struct spot){at, BODY_COLUMN, -1});
    }
}

static void
versions_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "Space scroll  b back  ? help");
}

static enum request
versions_act(struct app *app, void *state_, enum request request)
{
    struct versions_state *state = state_;
    int rows = app_body_rows(app);
    enum request move = request == REQUEST_SCROLL ? REQUEST_PAGE_NEXT : request;

    set_rows(state, rows);
    if (request == REQUEST_SCROLL &&
        state->scroll.selected + 1 >= state->scroll.count)
        return REQUEST_BACK;
    if (list_act(&state->scroll, move, rows - 1))
        return REQUEST_NONE;
    return request == REQUEST_VERSIONS ? REQUEST_BACK : request;
}

static bool
versions_concerns(const void *state_, const struct event *event)
{
    const struct versions_state *state = state_;

    return event != NULL && event->thread_id == state->thread_id;
}

static void
versions_save(const void *state_, struct text *place)
{
    const struct versions_state *state = state_;

    text_add_format(place, "%" PRId64 " post %d", state->thread_id,
        state->number);
}

static void
versions_close(void *state)
{
    clear(state);
}

const struct view versions_view = {
    .name = "versions",
    .state_size = sizeof(struct versions_state),
    .open = versions_open,
    .title = versions_title,
    .draw = versions_draw,
    .keys = versions_keys,
    .act = versions_act,
    .concerns = versions_concerns,
    .reload = versions_reload,
    .save = versions_save,
    .close = versions_close,
};
