/* Who: the people who are here now, by region. */

#include "board/presence.h"
#include "board/reading.h"
#include "board/rights.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/views.h"
#include "ui/widgets/list.h"

enum {
    NAME_COLUMN = 3,
    NAME_WIDTH = 28,
    HANDLE_COLUMN = 33,
    HANDLE_WIDTH = 21,
    REGION_COLUMN = 56
};

struct who_state {
    struct presence presence;
    struct list list;
};

static enum status
who_reload(struct app *app, void *state_)
{
    struct who_state *state = state_;
    struct presence presence = {0};
    enum status status = presence_here(app_viewer(app), &presence);

    if (status != STATUS_OK)
        return status;
    presence_clear(&state->presence);
    state->presence = presence;
    state->list.count = presence.people.count;
    list_select(&state->list, state->list.selected);
    return STATUS_OK;
}

static enum status
who_open(struct app *app, void *state, const char *place)
{
    (void)place;
    return who_reload(app, state);
}

static void
who_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct who_state *state = state_;
    const struct presence *presence = &state->presence;
    (void)app;

    text_add(left, "Who is here");
    if (presence->total > 0)
        text_add_format(right, "%d here", presence->total);
    for (int i = 0; i < presence->region_count; i++)
        text_add_format(right, "%s %s %d", i == 0 ? ":" : ",",
            presence->regions[i].region, presence->regions[i].count);
}

static void
draw_person(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct who_state *state = rows;
    const struct person *person = &state->presence.people.rows[index];
    const struct row row = {canvas, spot};
    const char *label = role_label(person->site_role);
    struct text name = {0};

    text_add_format(&name, "%s%s%s", person->name, label[0] != '\0' ? ", " : "",
        label);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){NAME_COLUMN, NAME_WIDTH,
            is_selected ? STYLE_SELECTED : STYLE_PLAIN},
        text_bytes(&name));
    row_put(&row, (struct cell){HANDLE_COLUMN, HANDLE_WIDTH, STYLE_DIM},
        person->handle);
    row_put(&row, (struct cell){REGION_COLUMN, 0, STYLE_PLAIN},
        person->region_title);
    text_clear(&name);
}

static void
who_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct who_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};
    struct row row = area_row(canvas, &area, top);

    if (state->list.count == 0)
        row_put(&row, (struct cell){NAME_COLUMN, 0, STYLE_DIM},
            "Nobody is known to be here.");
    list_draw(&state->list, canvas, &area, draw_person, state);
}

static void
who_keys(struct app *app, const void *state_, struct text *line)
{
    const struct who_state *state = state_;
    (void)app;

    if (state->list.count > 0)
        text_add(line, "Enter their page  ");
    text_add(line, "W all people  n next unread  b back  ? help");
}

static void
open_person(struct app *app, const struct who_state *state)
{
    if (state->list.count > 0)
        app_push(app, &person_view,
            state->presence.people.rows[state->list.selected].handle);
}

static enum request
who_act(struct app *app, void *state_, enum request request)
{
    struct who_state *state = state_;

    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (request == REQUEST_OPEN || request == REQUEST_AUTHOR) {
        open_person(app, state);
        return REQUEST_NONE;
    }
    return request == REQUEST_SCROLL ? REQUEST_NEXT_UNREAD : request;
}

static bool
who_concerns(const void *state, const struct event *event)
{
    (void)state;
    return event == NULL;
}

static void
who_save(const void *state, struct text *place)
{
    (void)state;
    (void)place;
}

static void
who_close(void *state_)
{
    struct who_state *state = state_;

    presence_clear(&state->presence);
}

const struct view who_view = {
    .name = "who",
    .state_size = sizeof(struct who_state),
    .open = who_open,
    .title = who_title,
    .draw = who_draw,
    .keys = who_keys,
    .act = who_act,
    .concerns = who_concerns,
    .reload = who_reload,
    .save = who_save,
    .close = who_close,
};
