/* The profile, changed in place: prompts, and what becomes of them. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "board/absence.h"
#include "ui/views.h"
#include "ui/views/profile.h"

enum {
    DATES_BYTES = 64
};

void
profile_leave_prompt(struct profile_state *state)
{
    prompt_close(&state->prompt);
    if (state->secret != NULL)
        explicit_bzero(state->secret, sizeof *state->secret);
    memory_free(state->secret);
    zone_names_clear(&state->zones);
    state->zone_list = (struct list){0};
    state->has_chosen_zone = false;
}

/* What was set is read anew and the prompt is over; else it stays, with what
 * was typed, and the reason stands in the key line. */
static void
settle(struct app *app, struct profile_state *state, enum status status)
{
    struct leave_list leaves = {0};

    if (status != STATUS_OK) {
        app_refuse(app, status);
        return;
    }
    profile_leave_prompt(state);
    status = profiling_find(app_viewer(app), &state->profile);
    if (status == STATUS_OK)
        status = absence_list(app_viewer(app), &leaves);
    if (status == STATUS_OK) {
        leave_list_clear(&state->leaves);
        state->leaves = leaves;
    } else {
        app_refuse(app, status);
    }
    profile_lay(app, state);
}

/* ---- Keys ---------------------------------------------------------------- */

void
profile_read_keys(struct app *app, struct profile_state *state)
{
    struct keeping_ask ask = {.kind = KEEPING_KEYS};
    struct keeping_answer answer;
    struct listed_key key;
    enum status status = keeping_send(app_viewer(app), &ask, &answer);
    const char *at = text_bytes(&answer.text);

    state->are_keys_known = status == STATUS_OK;
    state->key_count = 0;
    while (status == STATUS_OK && state->key_count < KEYS_A_PERSON &&
           keeping_key_read(&at, &key))
        state->keys[state->key_count++] = key;
    keeping_answer_clear(&answer);
}

static enum status
send_line(struct app *app, enum keeping_kind kind, const char *line)
{
    struct keeping_ask *ask = memory_new(sizeof *ask);
    struct keeping_answer answer = {0};

    ask->kind = kind;
    text_copy(ask->line, sizeof ask->line, line);
    enum status status = keeping_send(app_viewer(app), ask, &answer);
    keeping_answer_clear(&answer);
    memory_release(ask);
    return status;
}

static void
add_key(struct app *app, struct profile_state *state)
{
    enum status status = send_line(app, KEEPING_KEY_ADD,
        prompt_text(&state->prompt));

    if (status == STATUS_OK)
        profile_read_keys(app, state);
    settle(app, state, status);
    if (status == STATUS_OK)
        app_say(app, "The key is added: it lets you in from now on.");
}

static void
remove_key(struct app *app, void *state_)
{
    struct profile_state *state = state_;
    const struct profile_row *row = profile_selected(state);
    enum status status = row->field == PROFILE_KEY
                             ? send_line(app, KEEPING_KEY_REMOVE, row->value)
                             : STATUS_NOT_FOUND;

    if (status == STATUS_OK)
        profile_read_keys(app, state);
    settle(app, state, status);
    if (status == STATUS_OK)
        app_say(app, "The key is gone: it lets nobody in any more.");
}

/* ---- Password ------------------------------------------------------------ */

static void
ask_secret(struct profile_state *state, enum profile_stage stage)
{
    state->stage = stage;
    prompt_open_hidden(&state->prompt, PASSWORD_BYTES - 1);
}

static void
send_password(struct app *app, struct profile_state *state)
{
    struct keeping_answer answer = {0};
    enum status status = keeping_send(app_viewer(app), state->secret, &answer);

    keeping_answer_clear(&answer);
    if (status == STATUS_OK) {
        settle(app, state, STATUS_OK);
        app_say(app, "Your password is changed.");
        return;
    }
    /* Sending wiped both: they begin again. */
    app_refuse(app, status);
    ask_secret(state, STAGE_OLD);
}

static void
enter_password(struct app *app, struct profile_state *state)
{
    struct keeping_ask *ask = state->secret;
    const char *typed = prompt_text(&state->prompt);

    if (state->stage == STAGE_OLD) {
        text_copy(ask->old_password, sizeof ask->old_password, typed);
        ask_secret(state, STAGE_NEW);
    } else if (state->stage == STAGE_NEW) {
        enum status status = credentials_check_length(strlen(typed));

        if (status != STATUS_OK) {
            app_refuse(app, status);
            return;
        }
        text_copy(ask->password, sizeof ask->password, typed);
        ask_secret(state, STAGE_AGAIN);
    } else if (text_equals(typed, ask->password)) {
        send_password(app, state);
    } else {
        app_say(app, "The two differ: the new one once more, please.");
        ask_secret(state, STAGE_NEW);
    }
}

/* ---- What Enter does in a prompt ----------------------------------------- */

static void
enter_name(struct app *app, struct profile_state *state)
{
    settle(app, state,
        profiling_set_name(app_viewer(app), prompt_text(&state->prompt)));
}

static void
enter_zone(struct app *app, struct profile_state *state)
{
    const char *zone = prompt_text(&state->prompt);

    if (state->has_chosen_zone && state->zones.count > 0)
        zone = state->zones.rows[state->zone_list.selected];
    else if (zone[strspn(zone, " ")] == '\0')
        zone = "region";
    settle(app, state, profiling_set_zone(app_viewer(app), zone));
}

/* "2026-12-21 2027-01-03", with a word like "to" between them or without; one
 * day alone is that day. */
static void
enter_leave(struct app *app, struct profile_state *state)
{
    char dates[DATES_BYTES];
    char *rest = NULL;

    text_copy(dates, sizeof dates, prompt_text(&state->prompt));
    const char *from = strtok_r(dates, " ,", &rest);
    const char *to = strtok_r(NULL, " ,", &rest);
    if (to != NULL && (text_equals(to, "to") || text_equals(to, "-")))
        to = strtok_r(NULL, " ,", &rest);
    if (from == NULL) {
        app_say(app, "From which day to which? Esc leaves it as it is.");
        return;
    }
    settle(app, state,
        absence_take(app_viewer(app), from, to != NULL ? to : from));
}

static void (*const enters[PROFILE_FIELDS])(struct app *,
    struct profile_state *) = {
    [PROFILE_NAME] = enter_name,
    [PROFILE_ZONE] = enter_zone,
    [PROFILE_AWAY] = enter_leave,
    [PROFILE_PASSWORD] = enter_password,
    [PROFILE_KEY_NEW] = add_key,
};

/* ---- The zones that fit -------------------------------------------------- */

static void
find_zones(struct profile_state *state)
{
    struct zone_names zones = {0};

    zone_names_clear(&state->zones);
    if (zone_names_find(prompt_text(&state->prompt), &zones) == STATUS_OK)
        state->zones = zones;
    state->zone_list = (struct list){.count = state->zones.count};
    state->has_chosen_zone = false;
}

static void
complete_zone(struct profile_state *state)
{
    if (state->zones.count == 0)
        return;
    char zone[ZONE_NAME_BYTES];

    text_copy(zone, sizeof zone, state->zones.rows[state->zone_list.selected]);
    prompt_set(&state->prompt, zone);
    find_zones(state);
}

static void
choose_zone(struct profile_state *state, const struct key *key)
{
    bool is_first = !state->has_chosen_zone;

    if (key->kind == KEY_TAB) {
        complete_zone(state);
        return;
    }
    if (state->zones.count == 0)
        return;
    state->has_chosen_zone = true;
    if (key->kind == KEY_ARROW_DOWN && !is_first)
        list_act(&state->zone_list, REQUEST_NEXT, 1);
    if (key->kind == KEY_ARROW_UP)
        list_act(&state->zone_list, REQUEST_PREVIOUS, 1);
}

/* ---- Keys typed, and Enter on a row -------------------------------------- */

void
profile_type(struct app *app, struct profile_state *state,
    const struct key *key)
{
    enum profile_field field = profile_selected(state)->field;

    switch (app_prompt_key(app, &state->prompt, key)) {
    case PROMPT_ENTERED:
        enters[field](app, state);
        break;
    case PROMPT_LEFT:
        profile_leave_prompt(state);
        break;
    case PROMPT_OTHERS:
        if (field == PROFILE_ZONE)
            choose_zone(state, key);
        break;
    case PROMPT_STAYS:
        if (field == PROFILE_ZONE)
            find_zones(state);
        break;
    }
}

static void
end_leave(struct app *app, void *state_)
{
    struct profile_state *state = state_;
    const struct profile_row *row = profile_selected(state);
    struct leave ended;

    if (row->field != PROFILE_LEAVE || row->index >= state->leaves.count)
        return;
    settle(app, state,
        absence_cancel(app_viewer(app), state->leaves.rows[row->index].id,
            &ended));
}

static void
turn_told(struct app *app, struct profile_state *state, size_t index)
{
    const struct told_row *row = &told_rows[index];
    const char *now = profiling_told(&state->profile.told, row);
    const char *const *choice = row->choices;

    while (!text_equals(*choice, now))
        choice++;
    choice++;
    settle(app, state,
        profiling_set_told(app_viewer(app), row->name,
            *choice != NULL ? *choice : row->choices[0]));
}

static void
begin_password(struct profile_state *state)
{
    state->secret = memory_new(sizeof *state->secret);
    state->secret->kind = KEEPING_PASSWORD;
    ask_secret(state, STAGE_OLD);
}

void
profile_begin(struct app *app, struct profile_state *state)
{
    const struct profile_row *row = profile_selected(state);

    reason_clear();
    switch (row->field) {
    case PROFILE_NAME:
        prompt_open(&state->prompt, row->value, NAME_BYTES - 1);
        break;
    case PROFILE_ZONE:
        prompt_open(&state->prompt, state->profile.own_zone, ZONE_BYTES - 1);
        find_zones(state);
        break;
    case PROFILE_LEAVE:
        app_ask(app, "End this leave?", end_leave);
        break;
    case PROFILE_AWAY:
        prompt_open(&state->prompt, "", DATES_BYTES - 1);
        break;
    case PROFILE_PLAIN:
        settle(app, state,
            profiling_set_plain(app_viewer(app), !state->profile.is_plain));
        break;
    case PROFILE_TOLD:
        turn_told(app, state, row->index);
        break;
    case PROFILE_PASSWORD:
        begin_password(state);
        break;
    case PROFILE_FACTOR:
        app_push(app, &second_factor_view, "");
        break;
    case PROFILE_KEY:
        app_ask(app, "Take this key away? It lets nobody in then.", remove_key);
        break;
    case PROFILE_KEY_NEW:
        prompt_open(&state->prompt, "", KEEPING_LINE_BYTES - 1);
        break;
    default:
        break;
    }
}
