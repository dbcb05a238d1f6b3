/* Menu: everything that can be reached, with its key. */

#include "ui/app.h"
#include "ui/cells.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/widgets/list.h"

enum {
    KEY_COLUMN = 3,
    KEY_WIDTH = 8,
    WORDS_COLUMN = 12
};

static const struct {
    enum request request;
    const char *words;
} items[] = {
    {REQUEST_NEXT_UNREAD, "Next unread thread"},
    {REQUEST_PAST, "Past questions"},
    {REQUEST_WAITING, "Threads waiting for a reply"},
    {REQUEST_DRAFTS, "Your drafts"},
    {REQUEST_PLEDGES, "Your pledges"},
    {REQUEST_EARLIER, "What you answered some weeks ago"},
    {REQUEST_LETTERS, "Letters from those who finished your week"},
    {REQUEST_USED, "What others used and endorsed of what you wrote"},
    {REQUEST_WHO, "Who is here"},
    {REQUEST_PEOPLE, "People: your cohort, all regions, whom to ask"},
    {REQUEST_TODO, "What is to do, for champions and mentors"},
    {REQUEST_AGREEMENT, "The agreement: how your cohort goes on; the vote"},
    {REQUEST_QUESTIONS, "The week's questions, for mentors and champions"},
    {REQUEST_PHASE, "Where you are in your trainings"},
    {REQUEST_PROFILE, "Your name, time zone, keys and settings"},
    {REQUEST_SECOND_FACTOR, "Your second factor: codes of an app at login"},
    {REQUEST_POLICY, "The posting policy"},
    {REQUEST_CATCH_UP, "Mark everything as read"},
    {REQUEST_HELP, "Help"},
    {REQUEST_REDRAW, "Draw the screen anew"},
    {REQUEST_LEAVE, "Leave at once, the place is kept"},
};

enum {
    ITEMS = sizeof items / sizeof *items
};

struct menu_state {
    struct list list;
};

static enum status
menu_open(struct app *app, void *state_, const char *place)
{
    struct menu_state *state = state_;
    int row = place_count(place, "row");
    (void)app;

    state->list.count = ITEMS;
    if (row > 0)
        list_select(&state->list, (size_t)row - 1);
    return STATUS_OK;
}

static void
menu_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    (void)app;
    (void)state;
    (void)right;
    text_add(left, "Menu");
}

static void
draw_item(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct row row = {canvas, spot};
    (void)rows;

    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row, (struct cell){KEY_COLUMN, KEY_WIDTH, STYLE_PLAIN},
        request_key(items[index].request));
    row_put(&row,
        (struct cell){WORDS_COLUMN, 0,
            is_selected ? STYLE_SELECTED : STYLE_PLAIN},
        items[index].words);
}

static void
menu_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct menu_state *state = state_;
    const struct area area = {top, bottom, 0, app_columns(app)};

    list_draw(&state->list, canvas, &area, draw_item, state);
}

static void
menu_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "Enter open  b back  ? help");
}

static enum request
menu_act(struct app *app, void *state_, enum request request)
{
    struct menu_state *state = state_;

    if (list_act(&state->list, request, app_body_rows(app)))
        return REQUEST_NONE;
    if (request == REQUEST_MENU)
        return REQUEST_BACK;
    if (request == REQUEST_OPEN)
        return items[state->list.selected].request;
    return request;
}

static void
menu_jump(struct app *app, void *state_, int number)
{
    struct menu_state *state = state_;
    (void)app;

    list_select(&state->list, (size_t)number - 1);
}

static void
menu_save(const void *state_, struct text *place)
{
    const struct menu_state *state = state_;

    text_add_format(place, "row %zu", state->list.selected + 1);
}

static void
menu_close(void *state)
{
    (void)state;
}

const struct view menu_view = {
    .name = "menu",
    .state_size = sizeof(struct menu_state),
    .open = menu_open,
    .title = menu_title,
    .draw = menu_draw,
    .keys = menu_keys,
    .act = menu_act,
    .jump = menu_jump,
    .save = menu_save,
    .close = menu_close,
};
