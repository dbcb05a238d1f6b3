/* Pledges, asked line by line: a new one, and what became of one. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/pledges.h"

enum {
    DAY_BYTES = 32
};

static const char *const questions[PLEDGE_STAGES] = {
    [PLEDGE_STAGE_NONE] = "",
    [PLEDGE_STAGE_WHEN] = "When ... (a moment you will know when it comes)",
    [PLEDGE_STAGE_WILL] = "I will ... (one thing, small enough to do)",
    [PLEDGE_STAGE_BY] = "By ... (a date like 2026-12-24)",
    [PLEDGE_STAGE_WHICH] = ("What became of it?  d done   n not yet   "
                            "c changed my mind   Esc later"),
    [PLEDGE_STAGE_WORD] = "What happened? A word on it, or nothing.",
};

const char *
pledges_question(const struct pledges_state *state)
{
    return questions[state->stage];
}

void
pledges_leave(struct pledges_state *state)
{
    state->stage = PLEDGE_STAGE_NONE;
    prompt_close(&state->prompt);
}

static void
ask(struct pledges_state *state, enum pledge_stage stage, size_t most)
{
    state->stage = stage;
    prompt_open(&state->prompt, "", most);
}

void
pledges_begin(struct pledges_state *state)
{
    ask(state, PLEDGE_STAGE_WHEN, PLEDGE_BYTES - 1);
}

void
pledges_ask(struct app *app, struct pledges_state *state)
{
    const struct pledge *pledge = pledges_selected(state);

    if (pledge == NULL) {
        app_say(app, "No pledge yet: p makes one.");
        return;
    }
    state->number = pledge->number;
    state->stage = PLEDGE_STAGE_WHICH;
}

static void
share(struct app *app, void *state_)
{
    struct pledges_state *state = state_;
    const struct pledge *pledge = pledges_selected(state);
    int64_t board_id = 0;
    char place[32];

    if (pledge == NULL)
        return;
    enum status status = pledging_draft(app_viewer(app), pledge->number,
        &board_id);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    snprintf(place, sizeof place, "board %" PRId64, board_id);
    app_push(app, &compose_view, place);
}

void
pledges_share(struct app *app, struct pledges_state *state)
{
    if (pledges_selected(state) == NULL)
        app_say(app, "No pledge yet: p makes one.");
    else
        app_ask(app, "Tell your cohort? You see the post first.", share);
}

static void
select_number(struct pledges_state *state, int number)
{
    for (size_t i = 0; i < state->pledges.count; i++)
        if (state->pledges.rows[i].number == number)
            list_select(&state->list, i);
}

/* What was typed stays where it was refused. */
static void
settle(struct app *app, struct pledges_state *state, enum status status,
    int number)
{
    if (status == STATUS_OK) {
        pledges_leave(state);
        status = pledges_load(app, state);
        select_number(state, number);
    }
    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
make(struct app *app, struct pledges_state *state)
{
    int number = 0;
    enum status status = pledging_make(app_viewer(app),
        &(struct pledge_terms){state->moment, state->deed,
            prompt_text(&state->prompt)},
        &number);

    settle(app, state, status, number);
    if (status == STATUS_OK)
        app_say(app, "It is yours alone; you are asked again in 30 days.");
}

static void
answer(struct app *app, struct pledges_state *state)
{
    enum status status = pledging_answer(app_viewer(app), state->number,
        state->answer, prompt_text(&state->prompt));

    settle(app, state, status, state->number);
    if (status == STATUS_OK && state->answer == PLEDGE_DONE)
        pledges_share(app, state);
    else if (status == STATUS_OK)
        app_say(app, "Noted, for you alone.");
}

/* A part goes on to the next where something was said. */
static void
keep_part(struct app *app, struct pledges_state *state, char *part)
{
    const char *typed = prompt_text(&state->prompt);
    bool is_last = state->stage == PLEDGE_STAGE_WILL;

    if (typed[strspn(typed, " ")] == '\0') {
        app_say(app, "A few words, please. Esc leaves it.");
        return;
    }
    text_copy(part, PLEDGE_BYTES, typed);
    ask(state, is_last ? PLEDGE_STAGE_BY : PLEDGE_STAGE_WILL,
        is_last ? DAY_BYTES : PLEDGE_BYTES - 1);
}

static void
enter(struct app *app, struct pledges_state *state)
{
    switch (state->stage) {
    case PLEDGE_STAGE_WHEN:
        keep_part(app, state, state->moment);
        break;
    case PLEDGE_STAGE_WILL:
        keep_part(app, state, state->deed);
        break;
    case PLEDGE_STAGE_BY:
        make(app, state);
        break;
    default:
        answer(app, state);
        break;
    }
}

static void
choose(struct pledges_state *state, const struct key *key)
{
    static const struct {
        uint32_t point;
        enum pledge_answer answer;
    } choices[] = {
        {'d', PLEDGE_DONE},
        {'n', PLEDGE_NOT_YET},
        {'c', PLEDGE_CHANGED},
    };

    if (key->kind == KEY_ESCAPE)
        pledges_leave(state);
    if (key->kind != KEY_CHARACTER)
        return;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (choices[i].point != key->point)
            continue;
        state->answer = choices[i].answer;
        ask(state, PLEDGE_STAGE_WORD, PLEDGE_WORD_BYTES - 1);
        return;
    }
}

void
pledges_type(struct app *app, struct pledges_state *state,
    const struct key *key)
{
    reason_clear();
    if (state->stage == PLEDGE_STAGE_WHICH) {
        choose(state, key);
        return;
    }
    enum prompt_turn turn = app_prompt_key(app, &state->prompt, key);

    if (turn == PROMPT_ENTERED)
        enter(app, state);
    if (turn == PROMPT_LEFT)
        pledges_leave(state);
}

/* ---- Through a dropped line ---------------------------------------------- */

void
pledges_save_typed(const struct pledges_state *state, struct text *place)
{
    if (!prompt_is_open(&state->prompt))
        return;
    text_add_format(place, " stage %d", (int)state->stage);
    if (state->stage == PLEDGE_STAGE_WORD)
        text_add_format(place, " of %d became %d", state->number,
            (int)state->answer + 1);
    place_add_typed(place, "when", state->moment);
    place_add_typed(place, "will", state->deed);
    place_add_typed(place, "typed", prompt_text(&state->prompt));
}

static void
read_part(const char *place, const char *word, char part[PLEDGE_BYTES])
{
    struct text typed = {0};

    place_typed(place, word, &typed);
    text_copy(part, PLEDGE_BYTES, text_bytes(&typed));
    text_clear(&typed);
}

static bool
has_pledge(const struct pledges_state *state, int number)
{
    for (size_t i = 0; i < state->pledges.count; i++)
        if (state->pledges.rows[i].number == number)
            return true;
    return false;
}

static bool
can_resume(const struct pledges_state *state, int stage, int became)
{
    switch (stage) {
    case PLEDGE_STAGE_WHEN:
        return true;
    case PLEDGE_STAGE_WILL:
        return state->moment[0] != '\0';
    case PLEDGE_STAGE_BY:
        return state->moment[0] != '\0' && state->deed[0] != '\0';
    case PLEDGE_STAGE_WORD:
        return has_pledge(state, state->number) &&
               (became == PLEDGE_DONE + 1 || became == PLEDGE_NOT_YET + 1 ||
                   became == PLEDGE_CHANGED + 1);
    default:
        return false;
    }
}

void
pledges_resume(struct pledges_state *state, const char *place)
{
    static const size_t most[PLEDGE_STAGES] = {
        [PLEDGE_STAGE_WHEN] = PLEDGE_BYTES - 1,
        [PLEDGE_STAGE_WILL] = PLEDGE_BYTES - 1,
        [PLEDGE_STAGE_BY] = DAY_BYTES,
        [PLEDGE_STAGE_WORD] = PLEDGE_WORD_BYTES - 1,
    };
    int stage = place_count(place, "stage");
    int became = place_count(place, "became");
    struct text typed = {0};

    state->number = place_count(place, "of");
    read_part(place, "when", state->moment);
    read_part(place, "will", state->deed);
    if (!can_resume(state, stage, became))
        return;
    if (stage == PLEDGE_STAGE_WORD)
        state->answer = (enum pledge_answer)(became - 1);
    ask(state, (enum pledge_stage)stage, most[stage]);
    place_typed(place, "typed", &typed);
    prompt_set(&state->prompt, text_bytes(&typed));
    text_clear(&typed);
}
