/* Drafts: what was begun and not sent. */

#include "base/memory.h"
#include "board/drafting.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/draft_words.h"
#include "ui/widgets/list.h"

enum {
    TIME_COLUMN = 3,
    TIME_WIDTH = 8,
    WORDS_COLUMN = 13
};

struct drafts_state {
    struct draft_list drafts;
    char **words; /* owned: what each is for */
    struct list list;
    int64_t now;
    const char *zone;
};

static void
clear(struct drafts_state *state)
{
    for (size_t i = 0; state->words != NULL && i < state->drafts.count; i++)
        memory_release(state->words[i]);
    memory_free(state->words);
    draft_list_clear(&state->drafts);
}

static enum status
drafts_reload(struct app *app, void *state_)
{
    struct drafts_state *state = state_;
    struct draft_list drafts = {0};
    enum status status = drafting_list(app_viewer(app), &drafts);

    if (status != STATUS_OK)
        return status;
    clear(state);
    state->drafts = drafts;
    state->words = memory_new((drafts.count + 1) * sizeof *state->words);
    for (size_t i = 0; i < drafts.count; i++) {
        struct text words = {0};

        draft_words(app_viewer(app), &drafts.rows[i], &words);
        state->words[i] = text_take(&words);
    }
    state->list.count = drafts.count;
    list_select(&state->list, state->list.selected);
    return STATUS_OK;
}

static enum status
drafts_open(struct app *app, void *state_, const char *place)
{
    struct drafts_state *state = state_;
    enum status status = drafts_reload(app, state);
    int row = place_count(place, "row");

    if (row > 0)
        list_select(&state->list, (size_t)row - 1);
    return status;
}

static void
drafts_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct drafts_state *state = state_;
    (void)app;

    text_add(left, "Your drafts");
    text_add_format(right, "%zu draft%s", state->drafts.count,
        state->drafts.count == 1 ? "" : "s");
}

static void
draw_draft(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct drafts_state *state = rows;
    const struct draft *draft = &state->drafts.rows[index];
    const struct row row = {canvas, spot};
    char moment[24];

    moment_cell(draft->saved_at, state->now, state->zone, moment, 24);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row, (struct cell){TIME_COLUMN, TIME_WIDTH, STYLE_PLAIN}, moment);
    row_put(&row,
        (struct cell){WORDS_COLUMN, 0,
            is_selected ? STYLE_SELECTED : STYLE_PLAIN},
        state->words[index]);
}

static void
drafts_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct drafts_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};
    struct row row = area_row(canvas, &area, top);

    state->now = app_now(app);
    state->zone = app_zone(app);
    if (state->list.count == 0)
        row_put(&row, (struct cell){TIME_COLUMN, 0, STYLE_DIM},
            "No draft: all that you began is sent.");
    list_draw(&state->list, canvas, &area, draw_draft, state);
}

static void
drafts_keys(struct app *app, const void *state_, struct text *line)
{
    const struct drafts_state *state = state_;
    (void)app;

    if (state->drafts.count > 0)
        text_add(line, "Enter go on writing  ");
    text_add(line, "b back  ? help");
}

static enum request
drafts_act(struct app *app, void *state_, enum request request)
{
    struct drafts_state *state = state_;
    struct text place = {0};

    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (request != REQUEST_OPEN || state->drafts.count == 0)
        return request == REQUEST_SCROLL ? REQUEST_NEXT_UNREAD : request;
    draft_place(&state->drafts.rows[state->list.selected], &place);
    app_push(app, &compose_view, text_bytes(&place));
    text_clear(&place);
    return REQUEST_NONE;
}

static void
drafts_jump(struct app *app, void *state_, int number)
{
    struct drafts_state *state = state_;
    (void)app;

    list_select(&state->list, (size_t)number - 1);
}

static void
drafts_save(const void *state_, struct text *place)
{
    const struct drafts_state *state = state_;

    text_add_format(place, "row %zu", state->list.selected + 1);
}

static void
drafts_close(void *state)
{
    clear(state);
}

const struct view drafts_view = {
    .name = "drafts",
    .state_size = sizeof(struct drafts_state),
    .open = drafts_open,
    .title = drafts_title,
    .draw = drafts_draw,
    .keys = drafts_keys,
    .act = drafts_act,
    .jump = drafts_jump,
    .reload = drafts_reload,
    .save = drafts_save,
    .close = drafts_close,
};
