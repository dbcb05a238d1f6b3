/* The agreement: what a cohort goes by, and one's vote on it. */

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/agreement_page.h"
#include "ui/views/moments.h"

/* ---- Loading ------------------------------------------------------------ */

static void
show_cohort(struct agreement_page *state, int64_t cohort_id)
{
    state->shown = 0;
    for (size_t i = 0; i < state->cohorts.count; i++)
        if (state->cohorts.rows[i].id == cohort_id)
            state->shown = i;
}

/* What was chosen and not cast yet stays, while that vote is open. */
static enum status
load(struct app *app, struct agreement_page *state)
{
    struct agreeing found;
    int64_t vote_id = state->agreeing.is_open ? state->agreeing.vote.id : 0;

    if (state->cohorts.count == 0)
        return refuse(STATUS_NOT_FOUND, "You are on no cohort's board.");
    enum status status = agreeing_find(app_viewer(app),
        state->cohorts.rows[state->shown].slug, &found);

    if (status != STATUS_OK)
        return status;
    if (vote_id == 0 || found.vote.id != vote_id)
        state->ballot = found.ballot;
    state->agreeing = found;
    state->list.count = found.is_open && found.may_vote ? AGREEMENT_ITEMS : 0;
    list_select(&state->list, state->list.selected);
    agreement_page_lay(state, app);
    return STATUS_OK;
}

static enum status
agreement_reload(struct app *app, void *state_)
{
    struct agreement_page *state = state_;
    int64_t cohort_id = state->agreeing.cohort.id;
    struct cohort_list cohorts = {0};
    enum status status = agreeing_cohorts(app_viewer(app), &cohorts);

    if (status != STATUS_OK)
        return status;
    cohort_list_clear(&state->cohorts);
    state->cohorts = cohorts;
    show_cohort(state, cohort_id);
    return load(app, state);
}

/* What was chosen before the line dropped. */
static void
take_choices(struct agreement_page *state, const char *place)
{
    for (int i = 0; i < AGREEMENT_ITEMS; i++) {
        enum agreement_item item = (enum agreement_item)i;
        int choice = place_count(place, agreement_item_name(item));

        if (choice > 0 && choice <= agreement_choices(item))
            state->ballot.choice[i] = choice - 1;
    }
}

static enum status
agreement_open(struct app *app, void *state_, const char *place)
{
    struct agreement_page *state = state_;
    int64_t cohort_id = 0;
    int64_t vote_id = 0;
    int row = place_count(place, "row");
    enum status status = agreeing_cohorts(app_viewer(app), &state->cohorts);

    if (status != STATUS_OK)
        return status;
    if (place_find(place, "cohort", &cohort_id))
        show_cohort(state, cohort_id);
    status = load(app, state);
    if (status != STATUS_OK || state->list.count == 0)
        return status;
    if (row > 0)
        list_select(&state->list, (size_t)row - 1);
    if (place_find(place, "vote", &vote_id) &&
        vote_id == state->agreeing.vote.id)
        take_choices(state, place);
    agreement_page_lay(state, app);
    return STATUS_OK;
}

/* ---- Drawing ------------------------------------------------------------ */

static void
agreement_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct agreement_page *state = state_;
    const struct agreeing *agreeing = &state->agreeing;
    char day[MOMENT_BYTES];
    (void)app;

    text_add_format(left, "Agreement: %s, %s", agreeing->cohort.region_title,
        agreeing->cohort.intake_title);
    if (!agreeing->is_open)
        return;
    date_words(agreeing->vote.last_on, day, sizeof day);
    text_add_format(right, "%s until %s",
        agreeing->has_voted ? "you voted," : "vote", day);
}

static void
agreement_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    agreement_page_draw(state, canvas,
        &(struct area){top, bottom, 0, app_columns(app)});
}

static bool
is_cast(const struct agreement_page *state)
{
    return state->agreeing.has_voted &&
           memcmp(&state->ballot, &state->agreeing.ballot,
               sizeof state->ballot) == 0;
}

static void
agreement_foot(struct app *app, const void *state_, struct text *line)
{
    const struct agreement_page *state = state_;
    (void)app;

    if (state->list.count == 0)
        return;
    if (is_cast(state))
        text_add(line, "This is your vote. Until it closes you may change it.");
    else if (state->agreeing.has_voted)
        text_add(line, "This is not your vote yet: a changes it.");
    else
        text_add(line, "You have not voted yet: a casts this vote.");
}

static void
agreement_keys(struct app *app, const void *state_, struct text *line)
{
    const struct agreement_page *state = state_;
    (void)app;

    if (state->list.count > 0)
        text_add(line, "a vote  Enter next choice  ");
    if (state->agreeing.may_call && !state->agreeing.is_open)
        text_add(line, "p call a vote  ");
    if (state->cohorts.count > 1)
        text_add(line, "} next cohort  ");
    text_add(line, "b back  ? help");
}

/* ---- Acting ------------------------------------------------------------- */

static void
choose(struct app *app, struct agreement_page *state, int choice)
{
    enum agreement_item item = (enum agreement_item)state->list.selected;

    if (state->list.count == 0 || choice < 0 ||
        choice >= agreement_choices(item))
        return;
    state->ballot.choice[item] = choice;
    agreement_page_lay(state, app);
}

static void
choose_next(struct app *app, struct agreement_page *state)
{
    enum agreement_item item = (enum agreement_item)state->list.selected;

    choose(app, state,
        (state->ballot.choice[item] + 1) % agreement_choices(item));
}

static void
cast_vote(struct app *app, struct agreement_page *state)
{
    enum status status = agreeing_vote(app_viewer(app),
        state->agreeing.cohort.slug, &state->ballot);

    if (status == STATUS_OK)
        status = load(app, state);
    if (status != STATUS_OK)
        app_refuse(app, status);
    else
        app_say(app, "Your vote counts.");
}

static void
call_vote(struct app *app, void *state_)
{
    struct agreement_page *state = state_;
    struct agreement_vote vote;
    enum status status = agreeing_call(app_viewer(app),
        state->agreeing.cohort.slug, &vote);

    if (status == STATUS_OK)
        status = load(app, state);
    if (status != STATUS_OK)
        app_refuse(app, status);
    else
        app_say(app, "The vote is open, and the board has been told.");
}

static void
ask_to_call(struct app *app, const struct agreement_page *state)
{
    if (!state->agreeing.may_call)
        app_say(app, "A vote is for the champion to call.");
    else if (state->agreeing.is_open)
        app_say(app, "A vote is open already.");
    else
        app_ask(app, "Call a vote? The board is told.", call_vote);
}

static void
next_cohort(struct app *app, struct agreement_page *state)
{
    if (state->cohorts.count < 2)
        return;
    state->shown = (state->shown + 1) % state->cohorts.count;
    state->list = (struct list){0};
    state->agreeing = (struct agreeing){0};
    enum status status = load(app, state);

    if (status != STATUS_OK)
        app_refuse(app, status);
}

/* Without a list the page moves by each key. */
static bool
move(struct app *app, struct agreement_page *state, enum request request)
{
    int rows = app_body_rows(app);

    if (state->list.count == 0)
        return page_act(&state->page, request, rows);
    if (request == REQUEST_SCROLL || request == REQUEST_PAGE_NEXT ||
        request == REQUEST_PAGE_PREVIOUS)
        return page_act(&state->page, request, rows - AGREEMENT_ITEMS - 1);
    if (!list_act(&state->list, request, rows))
        return false;
    agreement_page_lay(state, app);
    return true;
}

static enum request
agreement_act(struct app *app, void *state_, enum request request)
{
    struct agreement_page *state = state_;

    if (move(app, state, request))
        return REQUEST_NONE;
    switch (request) {
    case REQUEST_OPEN:
        if (state->list.count > 0)
            choose_next(app, state);
        return REQUEST_NONE;
    case REQUEST_ANSWER:
        cast_vote(app, state);
        return REQUEST_NONE;
    case REQUEST_POST:
        ask_to_call(app, state);
        return REQUEST_NONE;
    case REQUEST_NEXT_COHORT:
        next_cohort(app, state);
        return REQUEST_NONE;
    case REQUEST_AGREEMENT:
        return REQUEST_BACK;
    default:
        return request;
    }
}

/* An hour is its own number; other choices are counted from 1. */
static void
agreement_jump(struct app *app, void *state_, int number)
{
    struct agreement_page *state = state_;

    choose(app, state,
        state->list.selected == AGREEMENT_HOUR ? number : number - 1);
}

/* A thread may tell that it was closed, or opened. */
static bool
agreement_concerns(const void *state, const struct event *event)
{
    (void)state;
    return event != NULL && event->kind == EVENT_THREAD;
}

static void
agreement_save(const void *state_, struct text *place)
{
    const struct agreement_page *state = state_;

    text_add_format(place, "cohort %" PRId64, state->agreeing.cohort.id);
    if (state->list.count == 0)
        return;
    text_add_format(place, " row %zu vote %" PRId64, state->list.selected + 1,
        state->agreeing.vote.id);
    for (int i = 0; i < AGREEMENT_ITEMS; i++)
        text_add_format(place, " %s %d",
            agreement_item_name((enum agreement_item)i),
            state->ballot.choice[i] + 1);
}

static void
agreement_close(void *state_)
{
    struct agreement_page *state = state_;

    cohort_list_clear(&state->cohorts);
    page_clear(&state->page);
}

const struct view agreement_view = {
    .name = "agreement",
    .state_size = sizeof(struct agreement_page),
    .open = agreement_open,
    .title = agreement_title,
    .draw = agreement_draw,
    .keys = agreement_keys,
    .foot = agreement_foot,
    .act = agreement_act,
    .jump = agreement_jump,
    .concerns = agreement_concerns,
    .reload = agreement_reload,
    .save = agreement_save,
    .close = agreement_close,
};
