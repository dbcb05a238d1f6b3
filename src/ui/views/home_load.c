/* What the home screen reads: questions, boards, drafts, presence. */

#include <stdio.h>

#include "board/asking.h"
#include "board/drafting.h"
#include "board/pacing.h"
#include "board/reading.h"
#include "board/returning.h"
#include "model/event.h"
#include "model/panel.h"
#include "ui/cohort_words.h"
#include "ui/views/draft_words.h"
#include "ui/views/home.h"

enum {
    WHOLE_SECONDS = 300
};

const struct panel *
home_panel(const struct home_state *state)
{
    return state->panel < state->panels.count
               ? &state->panels.rows[state->panel]
               : NULL;
}

bool
home_is_mine(const struct panel *panel)
{
    return panel->is_open && !panel->is_answered && !panel->is_skipped;
}

void
home_select(struct home_state *state, int64_t board_id)
{
    for (size_t i = 0; i < state->boards.count; i++)
        if (state->boards.rows[i].board.id == board_id)
            list_select(&state->list, i);
}

int64_t
home_selected(const struct home_state *state)
{
    if (state->list.selected >= state->boards.count)
        return 0;
    return state->boards.rows[state->list.selected].board.id;
}

/* The panel that was shown, while it says the same and nothing comes before it
 * in rank; what the person went on to stays in any case. Else the first. */
static void
choose_panel(struct home_state *state, int64_t question_id,
    enum panel_rank rank)
{
    const struct panel *rows = state->panels.rows;
    bool is_found = false;

    state->panel = 0;
    if (rows != NULL && (state->is_chosen || panel_rank(rows) >= rank))
        for (size_t i = 0; i < state->panels.count && !is_found; i++) {
            is_found = rows[i].question.id == question_id &&
                       panel_rank(&rows[i]) == rank;
            state->panel = is_found ? i : 0;
        }
    state->is_chosen = state->is_chosen && is_found;
}

enum status
home_load_panels(struct app *app, struct home_state *state)
{
    const struct panel *shown = home_panel(state);
    int64_t question_id = shown != NULL ? shown->question.id : 0;
    enum panel_rank rank = shown != NULL ? panel_rank(shown) : PANEL_DUE;
    struct panel_list panels = {0};
    enum status status = asking_today(app_viewer(app), &panels);

    if (status != STATUS_OK)
        return status;
    panel_list_clear(&state->panels);
    state->panels = panels;
    choose_panel(state, question_id, rank);
    return STATUS_OK;
}

static enum status
load_boards(struct app *app, struct home_state *state)
{
    int64_t selected = home_selected(state);
    struct board_list boards = {0};
    enum status status = reading_boards(app_viewer(app), &boards);

    if (status != STATUS_OK)
        return status;
    board_list_clear(&state->boards);
    state->boards = boards;
    state->list.count = boards.count;
    list_select(&state->list, state->list.selected);
    home_select(state, selected);
    home_measure(state, app);
    return STATUS_OK;
}

static enum status
load_drafts(struct app *app, struct home_state *state)
{
    struct draft_list drafts = {0};
    enum status status = drafting_list(app_viewer(app), &drafts);

    if (status != STATUS_OK)
        return status;
    text_truncate(&state->draft, 0);
    state->draft_count = drafts.count;
    if (drafts.count > 0)
        draft_words(app_viewer(app), &drafts.rows[0], &state->draft);
    draft_list_clear(&drafts);
    return STATUS_OK;
}

static enum status
load_presence(struct app *app, struct home_state *state)
{
    struct presence presence = {0};
    enum status status = presence_counts(app_viewer(app), &presence);

    if (status != STATUS_OK)
        return status;
    presence_clear(&state->presence);
    state->presence = presence;
    return STATUS_OK;
}

static enum status
load_cohort(struct app *app, struct home_state *state)
{
    struct cohort_list cohorts = {0};
    struct text week = {0};
    enum status status = pacing_own(app_viewer(app), &cohorts);

    if (status != STATUS_OK)
        return status;
    state->cohort[0] = '\0';
    if (cohorts.count > 0) {
        snprintf(state->cohort, sizeof state->cohort, "%s, %s",
            cohorts.rows[0].program_title, cohorts.rows[0].intake_title);
        cohort_words_week(&cohorts.rows[0], app_now(app), &week);
    }
    text_copy(state->week, sizeof state->week, text_bytes(&week));
    text_clear(&week);
    cohort_list_clear(&cohorts);
    return STATUS_OK;
}

static enum status
load_begun(struct app *app, struct home_state *state)
{
    struct beginning_list begun = {0};
    enum status status = beginning_pending(app_viewer(app), &begun);

    if (status != STATUS_OK)
        return status;
    state->begun_count = begun.count;
    if (begun.count > 0)
        beginning_words(&begun.rows[0], state->begun);
    beginning_list_clear(&begun);
    return STATUS_OK;
}

static bool
helps_others(const struct viewer *viewer)
{
    for (size_t i = 0; i < viewer->members.count; i++) {
        enum role role = viewer->members.rows[i].role;

        if (role == ROLE_SME || role == ROLE_MENTOR)
            return true;
    }
    return false;
}

static bool
is_sme_alone(const struct viewer *viewer)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].role != ROLE_SME)
            return false;
    return viewer->members.count > 0 && viewer->person.site_role == ROLE_NONE;
}

static enum status
load_waiting(struct app *app, struct home_state *state)
{
    const struct viewer *viewer = app_viewer(app);
    enum status status = reading_waiting(app_viewer(app), &state->waiting,
        &state->oldest_at);

    if (status != STATUS_OK)
        return status;
    state->helps = helps_others(viewer);
    state->leads = state->waiting > 0 && is_sme_alone(viewer);
    state->is_on_waiting = state->is_on_waiting && state->leads;
    return STATUS_OK;
}

static enum status
load_bank(struct app *app, struct home_state *state)
{
    return banking_low(app_viewer(app), &state->bank);
}

static enum status
load_streak(struct app *app, struct home_state *state)
{
    return returning_weeks(app_viewer(app), &state->streak);
}

/* ---- What events change -------------------------------------------------- */

static bool
has_panel_of(const struct home_state *state, int64_t thread_id)
{
    for (size_t i = 0; i < state->panels.count; i++)
        if (state->panels.rows[i].question.thread_id == thread_id)
            return true;
    return false;
}

static void
note_board(struct home_notes *notes, int64_t board_id)
{
    for (int i = 0; i < notes->board_count; i++)
        if (notes->boards[i] == board_id)
            return;
    if (notes->board_count <= HOME_NOTED_MOST)
        notes->boards[notes->board_count++] = board_id;
}

void
home_note(struct home_state *state, const struct event *event)
{
    struct home_notes *notes = &state->notes;

    if (event == NULL) {
        notes->presence = true;
        return;
    }
    note_board(notes, event->board_id);
    if (event->kind == EVENT_QUESTION || event->post_id == 0 ||
        has_panel_of(state, event->thread_id))
        notes->panels = true;
    if (event->kind != EVENT_QUESTION && event->kind != EVENT_ANSWER)
        notes->talk = true;
}

/* The one that is shown stays, while it says the same. */
static enum status
follow_panels(struct app *app, struct home_state *state,
    const struct home_notes *notes)
{
    const struct panel *shown = home_panel(state);
    int64_t question_id = shown != NULL ? shown->question.id : 0;
    enum panel_rank rank = shown != NULL ? panel_rank(shown) : PANEL_DUE;
    enum status status = STATUS_OK;

    for (int i = 0; i < notes->board_count && status == STATUS_OK; i++)
        status = asking_follow(app_viewer(app), notes->boards[i],
            &state->panels);
    choose_panel(state, question_id, rank);
    return status;
}

static enum status
follow_board(struct app *app, struct home_state *state, int64_t board_id)
{
    for (size_t i = 0; i < state->boards.count; i++)
        if (state->boards.rows[i].board.id == board_id)
            return reading_board_row(app_viewer(app), board_id,
                &state->boards.rows[i]);
    return STATUS_OK;
}

static enum status
follow_talk(struct app *app, struct home_state *state)
{
    enum status status = load_waiting(app, state);

    return status == STATUS_OK ? home_load_lines(app, state) : status;
}

/* What no event tells of is read from time to time, with what people do; a
 * question opens for all at once, and is not their turn. */
static bool
is_old(const struct app *app, const struct home_state *state)
{
    return (state->notes.talk || state->notes.presence) &&
           app_now(app) - state->loaded_at >= WHOLE_SECONDS;
}

enum status
home_follow(struct app *app, struct home_state *state)
{
    const struct home_notes notes = state->notes;
    enum status status = STATUS_OK;

    if (notes.board_count > HOME_NOTED_MOST || is_old(app, state))
        return home_load(app, state);
    state->notes = (struct home_notes){0};
    if (notes.presence)
        status = load_presence(app, state);
    if (status == STATUS_OK && notes.panels)
        status = follow_panels(app, state, &notes);
    for (int i = 0; i < notes.board_count && status == STATUS_OK; i++)
        status = follow_board(app, state, notes.boards[i]);
    if (status == STATUS_OK && notes.talk)
        status = follow_talk(app, state);
    home_measure(state, app);
    return status;
}

enum status
home_load(struct app *app, struct home_state *state)
{
    static enum status (*const loads[])(struct app *, struct home_state *) = {
        home_load_panels,
        load_boards,
        load_drafts,
        load_presence,
        load_cohort,
        load_begun,
        load_waiting,
        load_streak,
        load_bank,
        home_load_lines,
    };

    state->notes = (struct home_notes){0};
    state->loaded_at = app_now(app);
    for (size_t i = 0; i < sizeof loads / sizeof *loads; i++) {
        enum status status = loads[i](app, state);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
