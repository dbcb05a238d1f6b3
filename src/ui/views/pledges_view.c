/* Pledges: what one means to do, and what became of it. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/pledges.h"

enum {
    NUMBER_COLUMN = 3,
    DAY_COLUMN = 7,
    DAY_WIDTH = 12,
    ANSWER_COLUMN = 20,
    ANSWER_WIDTH = 16,
    WORDS_COLUMN = 37,
    BELOW_ROWS = 6, /* the rule, the selected one in full, what is asked */
    ASKED_ROWS = 2,
    ROWS_FULL = 12
};

/* What drawing a row needs. */
struct pledge_rows {
    const struct pledges_state *state;
    const char *today;
};

const struct pledge *
pledges_selected(const struct pledges_state *state)
{
    return state->list.selected < state->pledges.count
               ? &state->pledges.rows[state->list.selected]
               : NULL;
}

enum status
pledges_load(struct app *app, struct pledges_state *state)
{
    struct pledge_list pledges = {0};
    enum status status = pledging_list(app_viewer(app), &pledges);

    if (status != STATUS_OK)
        return status;
    pledge_list_clear(&state->pledges);
    state->pledges = pledges;
    state->list.count = pledges.count;
    list_select(&state->list, state->list.selected);
    return STATUS_OK;
}

static enum status
pledges_reload(struct app *app, void *state)
{
    return pledges_load(app, state);
}

/* The one that is asked about stands selected. */
static void
select_due(struct pledges_state *state)
{
    for (size_t i = 0; i < state->pledges.count; i++) {
        if (state->pledges.rows[i].due_days == 0)
            continue;
        list_select(&state->list, i);
        return;
    }
}

static enum status
pledges_open(struct app *app, void *state_, const char *place)
{
    struct pledges_state *state = state_;
    enum status status = pledges_load(app, state);
    int row = place_count(place, "row");

    if (row > 0)
        list_select(&state->list, (size_t)row - 1);
    else
        select_due(state);
    if (status == STATUS_OK)
        pledges_resume(state, place);
    return status;
}

static void
pledges_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    (void)app;
    (void)state;
    text_add(left, "Your pledges");
    text_add(right, "yours alone until you post them");
}

static void
draw_pledge(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct pledge_rows *shown = rows;
    const struct pledge *pledge = &shown->state->pledges.rows[index];
    const struct row row = {canvas, spot};
    bool is_due = pledge->due_days > 0;
    enum style style = pledge_is_open(pledge) ? STYLE_PLAIN : STYLE_DIM;
    char cell[32];

    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    snprintf(cell, sizeof cell, "%d", pledge->number);
    row_put(&row, (struct cell){NUMBER_COLUMN, 3, style}, cell);
    date_short(pledge->by_on, shown->today, cell, sizeof cell);
    row_put(&row, (struct cell){DAY_COLUMN, DAY_WIDTH, style}, cell);
    if (is_due)
        snprintf(cell, sizeof cell, "after %d days?", pledge->due_days);
    row_put(&row,
        (struct cell){ANSWER_COLUMN, ANSWER_WIDTH,
            is_due ? STYLE_ACCENT : style},
        is_due ? cell : pledge_answer_words(pledge->answer));
    row_put(&row,
        (struct cell){WORDS_COLUMN, 0, is_selected ? STYLE_SELECTED : style},
        pledge->deed);
}

static void
draw_whole(const struct pledge *pledge, struct canvas *canvas,
    const struct area *area)
{
    struct text words = {0};
    struct markup markup = {0};
    int room = area->bottom - area->top;

    text_add_format(&words, "When %s, I will %s.", pledge->moment,
        pledge->deed);
    if (pledge->word[0] != '\0')
        text_add_format(&words, "\n%s", pledge->word);
    markup_lay(&markup, text_bytes(&words), words.length, area->width - 2);
    for (int i = 0; i < room && i < (int)markup.row_count; i++)
        markup_draw_row(&markup, text_bytes(&words), (size_t)i, canvas,
            (struct spot){area->top + i, 1, -1});
    markup_clear(&markup);
    text_clear(&words);
}

/* What is asked, and the line that is typed. */
static void
draw_asked(struct pledges_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);

    row_put(&row, (struct cell){1, 0, STYLE_ACCENT}, pledges_question(state));
    if (prompt_is_open(&state->prompt))
        prompt_draw(&state->prompt, canvas,
            (struct spot){area->bottom - 1, 1, area->width - 2});
}

static void
draw_below(struct pledges_state *state, struct canvas *canvas,
    struct area below, bool is_asked)
{
    const struct pledge *pledge = pledges_selected(state);
    struct area asked = {below.bottom - ASKED_ROWS, below.bottom, 0,
        below.width};

    if (below.bottom - below.top > ASKED_ROWS) {
        canvas_rule(canvas, below.top, 0, below.width, NULL);
        below.top++;
        if (is_asked)
            below.bottom -= ASKED_ROWS;
        if (pledge != NULL && state->stage != PLEDGE_STAGE_WHEN &&
            state->stage != PLEDGE_STAGE_WILL &&
            state->stage != PLEDGE_STAGE_BY)
            draw_whole(pledge, canvas, &below);
    }
    if (is_asked)
        draw_asked(state, canvas, &asked);
}

static void
pledges_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct pledges_state *state = state_;
    struct pledge_rows rows = {state, app_viewer(app)->today};
    struct area area = {top, bottom, 0, app_columns(app)};
    struct area below = area;
    struct row row = area_row(canvas, &area, top);
    bool is_asked = state->stage != PLEDGE_STAGE_NONE;

    if (bottom - top >= ROWS_FULL)
        area.bottom -= BELOW_ROWS;
    else if (is_asked)
        area.bottom -= ASKED_ROWS;
    below.top = area.bottom;
    if (state->list.count == 0 && area.bottom > top)
        row_put(&row, (struct cell){NUMBER_COLUMN, 0, STYLE_DIM},
            "No pledge yet: p makes one. \"When ..., I will ..., by ...\"");
    list_draw(&state->list, canvas, &area, draw_pledge, &rows);
    if (below.bottom > below.top)
        draw_below(state, canvas, below, is_asked);
}

static void
pledges_keys(struct app *app, const void *state_, struct text *line)
{
    const struct pledges_state *state = state_;
    (void)app;

    if (state->stage == PLEDGE_STAGE_WHICH)
        text_add(line, "d done  n not yet  c changed my mind  Esc later");
    else if (state->stage != PLEDGE_STAGE_NONE)
        text_add(line, "Enter goes on  Esc leaves it");
    else if (state->list.count > 0)
        text_add(line,
            "a what became of it  Enter tell your cohort  p new  b back  "
            "? help");
    else
        text_add(line, "p new  b back  ? help");
}

static enum request
pledges_act(struct app *app, void *state_, enum request request)
{
    struct pledges_state *state = state_;

    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    switch (request) {
    case REQUEST_POST:
        pledges_begin(state);
        return REQUEST_NONE;
    case REQUEST_ANSWER:
        pledges_ask(app, state);
        return REQUEST_NONE;
    case REQUEST_OPEN:
        pledges_share(app, state);
        return REQUEST_NONE;
    case REQUEST_SCROLL:
        return REQUEST_NEXT_UNREAD;
    default:
        return request;
    }
}

static void
pledges_jump(struct app *app, void *state_, int number)
{
    struct pledges_state *state = state_;
    (void)app;

    list_select(&state->list, (size_t)number - 1);
}

static bool
pledges_is_typing(const void *state_)
{
    const struct pledges_state *state = state_;

    return state->stage != PLEDGE_STAGE_NONE;
}

static bool
pledges_view_type(struct app *app, void *state, const struct key *key)
{
    if (!pledges_is_typing(state))
        return false;
    if (app_is_everywhere(key))
        return false;
    pledges_type(app, state, key);
    return true;
}

static void
pledges_save(const void *state_, struct text *place)
{
    const struct pledges_state *state = state_;

    text_add_format(place, "row %zu", state->list.selected + 1);
    pledges_save_typed(state, place);
}

static void
pledges_close(void *state_)
{
    struct pledges_state *state = state_;

    pledges_leave(state);
    pledge_list_clear(&state->pledges);
}

const struct view pledges_view = {
    .name = "pledges",
    .state_size = sizeof(struct pledges_state),
    .open = pledges_open,
    .title = pledges_title,
    .draw = pledges_draw,
    .keys = pledges_keys,
    .act = pledges_act,
    .jump = pledges_jump,
    .type = pledges_view_type,
    .is_typing = pledges_is_typing,
    .reload = pledges_reload,
    .save = pledges_save,
    .close = pledges_close,
};
