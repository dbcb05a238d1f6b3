/* Home: today's question, the boards with what is new, who is here. */

#include <inttypes.h>
#include <stdio.h>

#include "config/config.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/home.h"

enum {
    TICK_LEAST = 1000,
    TICK_MOST = 60000,
    TITLE_ROOM = 6 /* margin, gap and the week's comma */
};

static enum status
home_reload(struct app *app, void *state)
{
    return home_load(app, state);
}

static enum status
home_open(struct app *app, void *state_, const char *place)
{
    struct home_state *state = state_;
    int64_t board_id = 0;
    enum status status = home_load(app, state);

    if (status == STATUS_OK && place_find(place, "board", &board_id))
        home_select(state, board_id);
    state->is_on_waiting = state->leads && board_id == 0;
    return status;
}

/* The own week, where it costs nothing else its room. */
static void
add_week(const struct app *app, const struct home_state *state, int left_width,
    struct text *right)
{
    int used = TITLE_ROOM + left_width + cell_width(text_bytes(right)) +
               cell_width(state->week);

    if (state->week[0] != '\0' && used <= app_columns(app))
        text_add_format(right, ", %s", state->week);
}

static void
home_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct home_state *state = state_;
    const struct person *person = &app_viewer(app)->person;

    text_add(left, config_current()->name);
    text_add(right, person->name);
    if (person->region_title[0] != '\0')
        text_add_format(right, ", %s", person->region_title);
    if (state->cohort[0] != '\0')
        text_add_format(right, "   %s", state->cohort);
    add_week(app, state, cell_width(text_bytes(left)), right);
}

static void
home_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct home_state *state = state_;
    struct area area = {top, bottom, 0, app_columns(app)};

    area.top += home_draw_begun(state, canvas, &area);
    area.top += home_draw_panel(state, app, canvas, &area);
    home_draw_boards(state, app, canvas, &area);
}

static void
home_keys(struct app *app, const void *state_, struct text *line)
{
    const struct home_state *state = state_;
    const struct panel *panel = home_panel(state);
    (void)app;

    text_add(line, "n next unread  Enter open  ");
    if (panel != NULL && (panel->is_open || panel->is_pinned))
        text_add(line, home_is_mine(panel) ? "a answer  " : "a answers  ");
    if (state->panels.count > 1)
        text_add(line, "} next question  ");
    text_add(line, "p post  w who  m menu  ? help  q quit");
}

static void
home_foot(struct app *app, const void *state_, struct text *line)
{
    const struct home_state *state = state_;
    const struct presence *presence = &state->presence;
    (void)app;

    if (presence->total < 2)
        return;
    text_add_format(line, "%d here", presence->total);
    for (int i = 0; i < presence->region_count; i++)
        text_add_format(line, "%s %s %d", i == 0 ? ":" : ",",
            presence->regions[i].region, presence->regions[i].count);
}

static void
open_answer(struct app *app, const struct panel *panel)
{
    char place[40];

    if (panel == NULL || (!panel->is_open && !panel->is_pinned)) {
        app_say(app, "No question is open now.");
    } else if (home_is_mine(panel)) {
        snprintf(place, sizeof place, "question %" PRId64, panel->question.id);
        app_push(app, &compose_view, place);
    } else {
        snprintf(place, sizeof place, "%" PRId64, panel->question.thread_id);
        app_push(app, &thread_view, place);
    }
}

static void
open_question(struct app *app, const struct panel *panel)
{
    char place[24];

    if (panel == NULL || !home_is_mine(panel)) {
        app_say(app, "No question waits for you.");
        return;
    }
    snprintf(place, sizeof place, "%" PRId64, panel->question.id);
    app_push(app, &question_view, place);
}

static void
open_board(struct app *app, const struct view *view, const char *format,
    int64_t board_id)
{
    char place[40];

    if (board_id == 0)
        return;
    snprintf(place, sizeof place, "%s%" PRId64, format, board_id);
    app_push(app, view, place);
}

static void
leave_drafts(struct app *app, void *state)
{
    (void)state;
    app_leave(app);
}

static void
do_open(struct app *app, struct home_state *state)
{
    if (state->is_on_waiting)
        app_push(app, &waiting_view, "");
    else
        open_board(app, &board_view, "", home_selected(state));
}

static void
do_post(struct app *app, struct home_state *state)
{
    open_board(app, &compose_view, "board ", home_selected(state));
}

static void
do_answer(struct app *app, struct home_state *state)
{
    open_answer(app, home_panel(state));
}

static void
do_skip(struct app *app, struct home_state *state)
{
    open_question(app, home_panel(state));
}

static void
do_next_cohort(struct app *app, struct home_state *state)
{
    (void)app;
    if (state->panels.count > 0)
        state->panel = (state->panel + 1) % state->panels.count;
    state->is_chosen = true;
}

static const struct {
    enum request request;
    void (*run)(struct app *app, struct home_state *state);
} acts[] = {
    {REQUEST_OPEN, do_open},
    {REQUEST_POST, do_post},
    {REQUEST_ANSWER, do_answer},
    {REQUEST_SKIP, do_skip},
    {REQUEST_NEXT_COHORT, do_next_cohort},
};

/* The line on what waits stands above the first board, where it leads; true
 * when the move was from or to it. */
static bool
moves_waiting(struct home_state *state, enum request request)
{
    bool was_on = state->is_on_waiting;

    switch (request) {
    case REQUEST_FIRST:
        state->is_on_waiting = state->leads;
        return false;
    case REQUEST_PREVIOUS:
        state->is_on_waiting = state->leads && state->list.selected == 0;
        return state->is_on_waiting;
    case REQUEST_NEXT:
        state->is_on_waiting = false;
        return was_on;
    case REQUEST_PAGE_NEXT:
    case REQUEST_LAST:
        state->is_on_waiting = false;
        return false;
    default:
        return false;
    }
}

static enum request
home_act(struct app *app, void *state_, enum request request)
{
    struct home_state *state = state_;

    if (moves_waiting(state, request) ||
        list_act(&state->list, request, state->list_rows))
        return REQUEST_NONE;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (acts[i].request == request) {
            acts[i].run(app, state);
            return REQUEST_NONE;
        }
    }
    if (request == REQUEST_SCROLL)
        return REQUEST_NEXT_UNREAD;
    if (request == REQUEST_BACK && state->draft_count > 0) {
        app_ask(app, "Leave? A draft waits.", leave_drafts);
        return REQUEST_NONE;
    }
    return request;
}

static void
home_jump(struct app *app, void *state_, int number)
{
    struct home_state *state = state_;
    (void)app;

    state->is_on_waiting = false;
    list_select(&state->list, (size_t)number - 1);
}

static bool
home_concerns(const void *state_, const struct event *event)
{
    const struct home_state *state = state_;

    if (event == NULL)
        return true;
    for (size_t i = 0; i < state->boards.count; i++)
        if (state->boards.rows[i].board.id == event->board_id)
            return true;
    return false;
}

static void
home_noted(void *state, const struct event *event)
{
    home_note(state, event);
}

static enum status
home_followed(struct app *app, void *state)
{
    return home_follow(app, state);
}

/* When a question opens or closes for this person, nobody sends news. */
static int64_t
next_change(const struct home_state *state, int64_t now)
{
    int64_t next = INT64_MAX;

    for (size_t i = 0; i < state->panels.count; i++) {
        const struct panel *panel = &state->panels.rows[i];
        int64_t at = panel->is_open ? panel->closes_at : panel->opens_at;

        if (!panel->is_open && panel->closes_at <= now)
            continue; /* pinned: its end is told */
        if (at > now && at < next)
            next = at;
        else if (at <= now)
            next = now;
    }
    return next;
}

static int
home_tick(struct app *app, void *state_, int64_t now_ticks)
{
    struct home_state *state = state_;
    int64_t now = app_now(app);
    (void)now_ticks;

    if (next_change(state, now) <= now &&
        home_load_panels(app, state) != STATUS_OK)
        return TICK_MOST;
    int64_t next = next_change(state, now);

    if (next == INT64_MAX)
        return -1;
    if (next - now >= TICK_MOST / 1000)
        return TICK_MOST;
    return next > now ? (int)(next - now) * 1000 : TICK_LEAST;
}

static void
home_save(const void *state_, struct text *place)
{
    const struct home_state *state = state_;

    if (home_selected(state) != 0 && !state->is_on_waiting)
        text_add_format(place, "board %" PRId64, home_selected(state));
}

static void
home_close(void *state_)
{
    struct home_state *state = state_;

    panel_list_clear(&state->panels);
    board_list_clear(&state->boards);
    presence_clear(&state->presence);
    text_clear(&state->draft);
}

const struct view home_view = {
    .name = "home",
    .state_size = sizeof(struct home_state),
    .open = home_open,
    .title = home_title,
    .draw = home_draw,
    .keys = home_keys,
    .foot = home_foot,
    .act = home_act,
    .jump = home_jump,
    .concerns = home_concerns,
    .note = home_noted,
    .follow = home_followed,
    .reload = home_reload,
    .tick = home_tick,
    .save = home_save,
    .close = home_close,
};
