/* Help: what the screen asked about is for, and every key. */

#include <stdio.h>

#include "config/config.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/display.h"
#include "ui/markup.h"
#include "ui/views.h"
#include "ui/widgets/list.h"

enum {
    KEYS_COLUMN = 1,
    KEYS_WIDTH = 16,
    HELP_COLUMN = 19,
    NAME_MOST = 20
};

struct help_state {
    char name[NAME_MOST]; /* of the view asked about */
    struct text words;
    struct markup markup; /* of the words */
    struct list scroll;   /* of first rows: the one selected is at the top */
    int rows;             /* shown */
    bool lists_keys;      /* where one writes, they are letters */
};

/* The words, and where keys are requests a row between and a row each. */
static size_t
row_count(const struct help_state *state)
{
    return state->markup.row_count + (state->lists_keys ? REQUEST_COUNT : 0);
}

static void
set_rows(struct help_state *state, int rows)
{
    size_t count = row_count(state);
    size_t shown = rows > 0 ? (size_t)rows : 1;

    state->rows = rows;
    state->scroll.count = count > shown ? count - shown + 1 : 1;
    list_select(&state->scroll, state->scroll.selected);
}

static enum status
help_reload(struct app *app, void *state_)
{
    struct help_state *state = state_;

    markup_clear(&state->markup);
    markup_lay(&state->markup, text_bytes(&state->words), state->words.length,
        app_columns(app) > 2 ? app_columns(app) - 2 : 1);
    return STATUS_OK;
}

static enum status
help_open(struct app *app, void *state_, const char *place)
{
    struct help_state *state = state_;
    const struct view *asked = view_by_name(place);
    const struct person *person = &app_viewer(app)->person;
    struct display_values values = {
        .site = config_current()->name,
        .name = person->name,
        .handle = person->handle,
        .version = HOMEROOM_VERSION,
    };
    char screen[NAME_MOST + 8];

    if (asked == NULL)
        asked = &home_view;
    state->lists_keys = asked->type == NULL;
    text_copy(state->name, sizeof state->name, asked->name);
    snprintf(screen, sizeof screen, "help/%s", asked->name);
    if (display_show(screen, &values, &state->words) != STATUS_OK)
        text_truncate(&state->words, 0); /* the keys stand on their own */
    return help_reload(app, state);
}

static void
help_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct help_state *state = state_;
    (void)app;

    text_add_format(left, "Help: %s", state->name);
    text_add(right, config_current()->name);
}

static void
draw_request(const struct row *row, enum request request)
{
    char keys[40];

    row_put(row, (struct cell){KEYS_COLUMN, KEYS_WIDTH, STYLE_BOLD},
        request_keys(request, keys, (int)sizeof keys));
    row_put(row, (struct cell){HELP_COLUMN, 0, STYLE_PLAIN},
        request_help(request));
}

static void
help_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct help_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};
    size_t words = state->markup.row_count;

    set_rows(state, bottom - top);
    size_t line = state->scroll.selected;

    for (int at = top; at < bottom && line < row_count(state); at++, line++) {
        struct row row = area_row(canvas, &area, at);

        if (line < words)
            markup_draw_row(&state->markup, text_bytes(&state->words), line,
                canvas, (struct spot){at, 1, -1});
        else if (line > words)
            draw_request(&row, (enum request)(line - words));
    }
}

static void
help_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "Space scroll  b back");
}

static enum request
help_act(struct app *app, void *state_, enum request request)
{
    struct help_state *state = state_;
    (void)app;

    if (request == REQUEST_SCROLL)
        request = REQUEST_PAGE_NEXT;
    if (list_act(&state->scroll, request, state->rows - 1))
        return REQUEST_NONE;
    return request == REQUEST_HELP ? REQUEST_BACK : request;
}

static void
help_save(const void *state_, struct text *place)
{
    const struct help_state *state = state_;

    text_add(place, state->name);
}

static void
help_close(void *state_)
{
    struct help_state *state = state_;

    text_clear(&state->words);
    markup_clear(&state->markup);
}

const struct view help_view = {
    .name = "help",
    .state_size = sizeof(struct help_state),
    .open = help_open,
    .title = help_title,
    .draw = help_draw,
    .keys = help_keys,
    .act = help_act,
    .reload = help_reload,
    .save = help_save,
    .close = help_close,
};
