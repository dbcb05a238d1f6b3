/* The rows of the profile: what is set, each in a line. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/absence.h"
#include "ui/views/factor.h"
#include "ui/views/profile.h"

enum {
    WORDS_BYTES = 64,
    WHEN_BYTES = 32
};

static const char *const titles[PROFILE_FIELDS] = {
    [PROFILE_NAME] = "Name",
    [PROFILE_ZONE] = "Time zone",
    [PROFILE_LEAVE] = "Leave",
    [PROFILE_AWAY] = "Take leave",
    [PROFILE_PLAIN] = "Plain mode",
    [PROFILE_PASSWORD] = "Password",
    [PROFILE_FACTOR] = "Second factor",
    [PROFILE_KEY] = "SSH key",
    [PROFILE_KEY_NEW] = "New SSH key",
};

void
profile_title(const struct profile_row *row, char title[PROFILE_TITLE_BYTES])
{
    text_copy(title, PROFILE_TITLE_BYTES,
        row->field == PROFILE_TOLD ? told_rows[row->index].name
                                   : titles[row->field]);
    title[0] = (char)toupper((unsigned char)title[0]);
}

void
profile_clear_rows(struct profile_state *state)
{
    for (size_t i = 0; i < state->row_count; i++) {
        memory_release(state->rows[i].value);
        memory_release(state->rows[i].details);
    }
    memory_free(state->rows);
    state->row_count = 0;
}

const struct profile_row *
profile_selected(const struct profile_state *state)
{
    return &state->rows[state->list.selected];
}

static struct profile_row *
add(struct profile_state *state, enum profile_field field, size_t index,
    const char *value)
{
    state->rows = grow(state->rows, state->row_count + 1, sizeof *state->rows);
    struct profile_row *row = &state->rows[state->row_count++];

    *row = (struct profile_row){
        .field = field,
        .index = index,
        .value = memory_copy(value),
    };
    return row;
}

static void
add_zone(struct app *app, struct profile_state *state)
{
    struct text words = {0};
    char when[WHEN_BYTES];

    profiling_zone_words(app_viewer(app), &state->profile, &words);
    struct profile_row *row = add(state, PROFILE_ZONE, 0, text_bytes(&words));
    moment_long(app_now(app), app_now(app), app_zone(app), when, sizeof when);
    text_truncate(&words, 0);
    text_add_format(&words, "It is %s there.", when);
    row->details = text_take(&words);
}

static void
add_leaves(struct app *app, struct profile_state *state)
{
    char words[WORDS_BYTES];

    for (size_t i = 0; i < state->leaves.count; i++) {
        absence_words(&state->leaves.rows[i], app_viewer(app)->today, words,
            sizeof words);
        add(state, PROFILE_LEAVE, i, words)->details = memory_copy(
            "Enter ends it, or drops it where it has not begun.");
    }
    add(state, PROFILE_AWAY, 0, "from one day to another")
        ->details = memory_copy(
        "Nothing is asked of you meanwhile, and others see until "
        "when you are away.");
}

static void
add_told(struct profile_state *state)
{
    char words[WORDS_BYTES];

    for (size_t i = 0; told_rows[i].name != NULL; i++) {
        const struct told_row *row = &told_rows[i];

        snprintf(words, sizeof words, "%-6s  %s",
            profiling_told(&state->profile.told, row), row->words);
        add(state, PROFILE_TOLD, i, words);
    }
}

static void
add_keys(struct app *app, struct profile_state *state)
{
    struct text words = {0};
    char when[WHEN_BYTES];

    for (int i = 0; i < state->key_count; i++) {
        const struct listed_key *key = &state->keys[i];

        moment_long(key->added_at, app_now(app), app_zone(app), when,
            sizeof when);
        text_add_format(&words, "%s, added %s", key->type, when);
        if (key->comment[0] != '\0')
            text_add_format(&words, ", %s", key->comment);
        add(state, PROFILE_KEY, (size_t)i, key->fingerprint)
            ->details = text_take(&words);
    }
    add(state, PROFILE_KEY_NEW, 0,
        state->are_keys_known ? "paste the line of a .pub file"
                              : "those you have cannot be told just now");
}

static void
add_factor(struct app *app, struct profile_state *state)
{
    struct text words = {0};

    factor_row_words(app, &state->proving, state->is_proving_known, &words);
    add(state, PROFILE_FACTOR, 0, text_bytes(&words))->details = memory_copy(
        "A code of an app beside your key or password: Enter leads there.");
    text_clear(&words);
}

/* The row of the same field and index as before. */
static void
select_again(struct profile_state *state, enum profile_field field,
    size_t index)
{
    size_t found = state->list.selected;

    for (size_t i = 0; i < state->row_count; i++)
        if (state->rows[i].field == field && state->rows[i].index == index)
            found = i;
    state->list.count = state->row_count;
    list_select(&state->list, found);
}

void
profile_lay(struct app *app, struct profile_state *state)
{
    bool is_first = state->row_count == 0;
    enum profile_field field = PROFILE_NAME;
    size_t index = 0;

    if (!is_first) {
        field = profile_selected(state)->field;
        index = profile_selected(state)->index;
    }
    profile_clear_rows(state);
    add(state, PROFILE_NAME, 0, app_viewer(app)->person.name)
        ->details = memory_copy("What you are here is drawn beside it.");
    add_zone(app, state);
    add_leaves(app, state);
    add(state, PROFILE_PLAIN, 0, state->profile.is_plain ? "yes" : "no")
        ->details = memory_copy("Whether ssh begins at a prompt, in lines: "
                                "for screen readers and poor links.");
    add_told(state);
    add(state, PROFILE_PASSWORD, 0, "change it, or set one");
    add_factor(app, state);
    add_keys(app, state);
    if (is_first)
        state->list.count = state->row_count;
    else
        select_again(state, field, index);
}
