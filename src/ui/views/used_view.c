/* Used: what others used and endorsed of what one wrote. */

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
#include "ui/widgets/list.h"

enum {
    TIME_COLUMN = 3,
    TIME_WIDTH = 8,
    NAME_COLUMN = 13,
    NAME_WIDTH = 22,
    WHAT_COLUMN = 37,
    WORDS_COLUMN = 47,
    LINE_ROWS = 4, /* the rule, and what happened in full */
    ROWS_FULL = 10
};

struct used_state {
    struct use_list uses; /* owned */
    struct list list;
    int64_t now;
    const char *zone;
    bool is_told; /* that these were read is remembered */
};

static enum status
used_reload(struct app *app, void *state_)
{
    struct used_state *state = state_;
    struct use_list uses = {0};
    enum status status = using_list(app_viewer(app), &uses);

    if (status != STATUS_OK)
        return status;
    use_list_clear(&state->uses);
    state->uses = uses;
    state->is_told = false;
    state->list.count = uses.count;
    list_select(&state->list, state->list.selected);
    return STATUS_OK;
}

static enum status
used_open(struct app *app, void *state_, const char *place)
{
    struct used_state *state = state_;
    enum status status = used_reload(app, state);
    int row = place_count(place, "row");

    if (row > 0)
        list_select(&state->list, (size_t)row - 1);
    return status;
}

static void
used_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct used_state *state = state_;
    int fresh = 0;
    (void)app;

    for (size_t i = 0; i < state->uses.count; i++)
        fresh += !state->uses.rows[i].is_told;
    text_add(left, "Used and endorsed of what you wrote");
    text_add_format(right, "%zu times", state->uses.count);
    if (fresh > 0)
        text_add_format(right, ", %d new", fresh);
}

static void
draw_use(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct used_state *state = rows;
    const struct use *use = &state->uses.rows[index];
    const struct row row = {canvas, spot};
    enum style style = use->is_told ? STYLE_PLAIN : STYLE_BOLD;
    char moment[24];
    char person[PERSON_BYTES];

    moment_cell(use->used_at, state->now, state->zone, moment, 24);
    person_words(use->name, ROLE_NONE, use->region, person);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row, (struct cell){TIME_COLUMN, TIME_WIDTH, style}, moment);
    row_put(&row, (struct cell){NAME_COLUMN, NAME_WIDTH, style}, person);
    row_put(&row, (struct cell){WHAT_COLUMN, WORDS_COLUMN - WHAT_COLUMN, style},
        use->is_endorsement ? "endorsed" : "used");
    row_put(&row,
        (struct cell){WORDS_COLUMN, 0, is_selected ? STYLE_SELECTED : style},
        use->subject);
}

/* What happened, of the one selected, below the list. */
static void
draw_line(const struct used_state *state, struct canvas *canvas,
    const struct area *area)
{
    const struct use *use = &state->uses.rows[state->list.selected];
    const char *line = use->line;
    struct markup markup = {0};
    int room = area->bottom - area->top - 1;

    if (use->is_endorsement)
        line = "It is right: that is what a mentor's or an SME's mark says.";
    else if (line[0] == '\0')
        line = "What happened is not said.";
    canvas_rule(canvas, area->top, 0, area->width, NULL);
    markup_lay(&markup, line, strlen(line), area->width - 2);
    for (int i = 0; i < room && i < (int)markup.row_count; i++)
        markup_draw_row(&markup, line, (size_t)i, canvas,
            (struct spot){area->top + 1 + i, 1, -1});
    markup_clear(&markup);
}

static void
used_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct used_state *state = state_;
    struct area area = {top, bottom, 0, app_columns(app)};
    struct area below = area;
    struct row row = area_row(canvas, &area, top);

    state->now = app_now(app);
    state->zone = app_zone(app);
    if (state->list.count == 0) {
        row_put(&row, (struct cell){TIME_COLUMN, 0, STYLE_DIM},
            "Nobody has used or endorsed something of yours yet.");
        return;
    }
    if (bottom - top >= ROWS_FULL)
        area.bottom = below.top = bottom - LINE_ROWS;
    list_draw(&state->list, canvas, &area, draw_use, state);
    if (bottom - top >= ROWS_FULL)
        draw_line(state, canvas, &below);
}

static void
used_keys(struct app *app, const void *state_, struct text *line)
{
    const struct used_state *state = state_;
    (void)app;

    if (state->list.count > 0)
        text_add(line, "Enter read it there  A who it is  ");
    text_add(line, "b back  ? help");
}

static enum request
used_act(struct app *app, void *state_, enum request request)
{
    struct used_state *state = state_;
    char place[64];

    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (state->list.count == 0 ||
        (request != REQUEST_OPEN && request != REQUEST_AUTHOR))
        return request == REQUEST_SCROLL ? REQUEST_NEXT_UNREAD : request;
    const struct use *use = &state->uses.rows[state->list.selected];

    if (request == REQUEST_AUTHOR) {
        app_push(app, &person_view, use->handle);
        return REQUEST_NONE;
    }
    snprintf(place, sizeof place, "%" PRId64 " post %d", use->thread_id,
        use->number);
    app_push(app, &thread_view, place);
    return REQUEST_NONE;
}

static void
used_jump(struct app *app, void *state_, int number)
{
    struct used_state *state = state_;
    (void)app;

    list_select(&state->list, (size_t)number - 1);
}

static void
used_seen(struct app *app, void *state_)
{
    struct used_state *state = state_;

    /* Tried again with the next screen where the store is busy. */
    if (!state->is_told)
        state->is_told = using_tell(app_viewer(app), &state->uses) == STATUS_OK;
    if (!state->is_told)
        reason_clear();
}

static void
used_save(const void *state_, struct text *place)
{
    const struct used_state *state = state_;

    text_add_format(place, "row %zu", state->list.selected + 1);
}

static void
used_close(void *state_)
{
    struct used_state *state = state_;

    use_list_clear(&state->uses);
}

const struct view used_view = {
    .name = "used",
    .state_size = sizeof(struct used_state),
    .open = used_open,
    .title = used_title,
    .draw = used_draw,
    .keys = used_keys,
    .act = used_act,
    .jump = used_jump,
    .reload = used_reload,
    .seen = used_seen,
    .save = used_save,
    .close = used_close,
};
