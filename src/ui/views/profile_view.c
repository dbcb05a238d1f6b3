/* Profile: one's name, time zone, leave, what to be told, keys, password. */

#include "board/absence.h"
#include "ui/cells.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/factor.h"
#include "ui/views/profile.h"

enum {
    TITLE_COLUMN = 3,
    TITLE_WIDTH = 13,
    VALUE_COLUMN = 17,
    NARROW_COLUMNS = 40, /* a screen of fewer leaves more to the values */
    NARROW_BY = 7
};

static int
narrow_by(int width)
{
    return width < NARROW_COLUMNS ? NARROW_BY : 0;
}

/* What the prompt of a password asks for, in place of the title. */
static const char *const stages[] = {
    [STAGE_OLD] = "Old password",
    [STAGE_NEW] = "New one",
    [STAGE_AGAIN] = "Again",
};

static enum status
read_settings(struct app *app, struct profile_state *state)
{
    struct viewer *viewer = app_viewer(app);
    struct leave_list leaves = {0};
    enum status status = profiling_find(viewer, &state->profile);

    factor_look(app, &state->proving, &state->is_proving_known);
    if (status == STATUS_OK)
        status = absence_list(viewer, &leaves);
    if (status != STATUS_OK)
        return status;
    leave_list_clear(&state->leaves);
    state->leaves = leaves;
    return STATUS_OK;
}

static enum status
profile_reload(struct app *app, void *state_)
{
    struct profile_state *state = state_;
    enum status status = read_settings(app, state);

    /* A row that is being typed in stays where it is. */
    if (status == STATUS_OK && !prompt_is_open(&state->prompt))
        profile_lay(app, state);
    return status;
}

static enum status
profile_open(struct app *app, void *state_, const char *place)
{
    struct profile_state *state = state_;
    int row = place_count(place, "row");
    enum status status = read_settings(app, state);

    if (status != STATUS_OK)
        return status;
    profile_read_keys(app, state);
    profile_lay(app, state);
    if (row > 0)
        list_select(&state->list, (size_t)row - 1);
    return STATUS_OK;
}

static void
profile_view_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    const struct person *person = &app_viewer(app)->person;
    (void)state;

    text_add(left, "Profile");
    text_add(right, person->handle);
    if (person->region_title[0] != '\0')
        text_add_format(right, ", %s", person->region_title);
}

static void
draw_row(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct profile_state *state = rows;
    const struct row row = {canvas, spot};
    bool is_edited = is_selected && prompt_is_open(&state->prompt);
    int less = narrow_by(spot.width);
    char title[PROFILE_TITLE_BYTES];

    profile_title(&state->rows[index], title);
    if (is_edited && state->secret != NULL)
        text_copy(title, sizeof title, stages[state->stage]);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){TITLE_COLUMN, TITLE_WIDTH - less,
            is_edited ? STYLE_ACCENT : STYLE_DIM},
        title);
    if (!is_edited)
        row_put(&row,
            (struct cell){VALUE_COLUMN - less, 0,
                is_selected ? STYLE_SELECTED : STYLE_PLAIN},
            state->rows[index].value);
}

static void
draw_zone(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct profile_state *state = rows;
    const struct row row = {canvas, spot};
    bool is_chosen = is_selected && state->has_chosen_zone;
    int column = VALUE_COLUMN - narrow_by(spot.width);

    if (is_chosen)
        row_put(&row, (struct cell){column - 2, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){column, 0, is_chosen ? STYLE_SELECTED : STYLE_DIM},
        state->zones.rows[index]);
}

/* The prompt in its row, and below it the zones that fit. */
static void
draw_prompt(struct profile_state *state, struct canvas *canvas,
    const struct area *area)
{
    int row = area->top + (int)(state->list.selected - state->list.top);
    int column = VALUE_COLUMN - narrow_by(area->width);
    int width = area->width - column;
    struct area below = *area;

    if (row >= area->bottom || width < 1)
        return;
    prompt_draw(&state->prompt, canvas, (struct spot){row, column, width});
    below.top = row + 1;
    if (profile_selected(state)->field == PROFILE_ZONE)
        list_draw(&state->zone_list, canvas, &below, draw_zone, state);
}

static void
profile_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct profile_state *state = state_;
    struct area area = {top, bottom, 0, app_columns(app)};
    bool is_zone = prompt_is_open(&state->prompt) &&
                   profile_selected(state)->field == PROFILE_ZONE;
    size_t count = state->list.count;

    if (is_zone)
        state->list.count = state->list.selected + 1;
    list_draw(&state->list, canvas, &area, draw_row, state);
    state->list.count = count;
    if (prompt_is_open(&state->prompt))
        draw_prompt(state, canvas, &area);
}

static void
profile_keys(struct app *app, const void *state_, struct text *line)
{
    const struct profile_state *state = state_;
    (void)app;

    if (!prompt_is_open(&state->prompt))
        text_add(line, "Enter change  b back  ? help");
    else if (profile_selected(state)->field == PROFILE_ZONE)
        text_add(line, "Enter takes it  Tab, Up, Down choose  Esc leaves it "
                       "as it is");
    else
        text_add(line, "Enter takes it  Esc leaves it as it is");
}

static void
profile_foot(struct app *app, const void *state_, struct text *line)
{
    static const char away[] = "Two dates like 2026-12-21 2027-01-03; today "
                               "and tomorrow are days too.";
    static const char key[] = "It begins with ssh-ed25519, ecdsa-sha2-... or "
                              "ssh-rsa.";
    static const char *const asked[PROFILE_FIELDS] = {
        [PROFILE_ZONE] = "A place or a zone; nothing for your region's.",
        [PROFILE_AWAY] = away,
        [PROFILE_KEY_NEW] = key,
    };
    const struct profile_state *state = state_;
    const struct profile_row *row = profile_selected(state);
    (void)app;

    if (state->secret != NULL && state->stage == STAGE_OLD)
        text_add(line, "Nothing, where you have none yet.");
    else if (state->secret != NULL)
        text_add(line, "8 characters or more; it is not shown.");
    else if (prompt_is_open(&state->prompt) && asked[row->field] != NULL)
        text_add(line, asked[row->field]);
    else if (row->details != NULL)
        text_add(line, row->details);
    else
        text_add(line, " "); /* so that no row moves as one goes on */
}

static enum request
profile_act(struct app *app, void *state_, enum request request)
{
    struct profile_state *state = state_;

    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (request != REQUEST_OPEN)
        return request == REQUEST_SCROLL ? REQUEST_NONE : request;
    profile_begin(app, state);
    return REQUEST_NONE;
}

static bool
profile_view_type(struct app *app, void *state_, const struct key *key)
{
    struct profile_state *state = state_;

    if (!prompt_is_open(&state->prompt))
        return false;
    if (app_is_everywhere(key))
        return false;
    profile_type(app, state, key);
    return true;
}

static bool
profile_is_typing(const void *state_)
{
    const struct profile_state *state = state_;

    return prompt_is_open(&state->prompt);
}

static void
profile_save(const void *state_, struct text *place)
{
    const struct profile_state *state = state_;

    text_add_format(place, "row %zu", state->list.selected + 1);
}

static void
profile_close(void *state_)
{
    struct profile_state *state = state_;

    profile_leave_prompt(state);
    profile_clear_rows(state);
    leave_list_clear(&state->leaves);
}

const struct view profile_view = {
    .name = "profile",
    .state_size = sizeof(struct profile_state),
    .open = profile_open,
    .title = profile_view_title,
    .draw = profile_draw,
    .keys = profile_keys,
    .foot = profile_foot,
    .act = profile_act,
    .type = profile_view_type,
    .is_typing = profile_is_typing,
    .reload = profile_reload,
    .save = profile_save,
    .close = profile_close,
};
