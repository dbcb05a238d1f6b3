/* Past: the questions asked so far, program by program, and a search in them.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ui/cells.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/views/past_page.h"

enum {
    MORE_BEFORE_END = 10, /* rows below the selected one */
    PLACE_WORDS = 121     /* bytes that a place has room for */
};

static enum status
past_reload(struct app *app, void *state)
{
    return past_page_load(app, state);
}

/* "12 shelf 2 words day badge" */
static enum status
past_open(struct app *app, void *state_, const char *place)
{
    struct past_page *state = state_;
    const char *words = strstr(place, "words ");
    int shelf = place_count(place, "shelf");
    int64_t thread_id = 0;

    if (shelf > 0)
        state->shelf = (size_t)shelf - 1;
    if (words != NULL)
        text_copy(state->words, sizeof state->words, words + strlen("words "));
    enum status status = past_reload(app, state);

    if (status == STATUS_INVALID) { /* no words to search for */
        reason_clear();
        state->words[0] = '\0';
        status = past_reload(app, state);
    }
    if (place_number(place, &thread_id))
        past_page_select(state, thread_id);
    return status;
}

static void
past_save(const void *state_, struct text *place)
{
    const struct past_page *state = state_;
    char words[PLACE_WORDS];

    text_copy(words, sizeof words, state->words);
    text_add_format(place, "%" PRId64 " shelf %zu",
        past_page_thread(state, state->rows.selected), state->shelf + 1);
    if (words[0] != '\0')
        text_add_format(place, " words %s", words);
}

static void
past_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct past_page *state = state_;
    (void)app;

    text_add(left, "Past questions");
    if (state->shelves.count > 0)
        text_add_format(left, ": %s", state->shelves.rows[state->shelf].title);
    if (state->words[0] != '\0')
        text_add_format(right, "with \"%s\"", state->words);
    else
        text_add_format(right, "%zu%s question%s", state->list.count,
            state->list.next != 0 ? "+" : "",
            state->list.count == 1 ? "" : "s");
}

static void
past_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct past_page *state = state_;
    struct area area = {top, bottom, 0, app_columns(app)};

    if (prompt_is_open(&state->prompt)) {
        struct row row = area_row(canvas, &area, --area.bottom);

        row_put(&row, (struct cell){1, 0, STYLE_ACCENT}, "Search:");
        prompt_draw(&state->prompt, canvas,
            (struct spot){area.bottom, 9, area.width - 10});
    }
    past_page_draw(state, app, canvas, area);
}

static void
past_keys(struct app *app, const void *state_, struct text *line)
{
    const struct past_page *state = state_;
    (void)app;

    if (prompt_is_open(&state->prompt)) {
        text_add(line, "Enter search; with nothing in it, all  Esc leave it");
        return;
    }
    if (state->rows.count > 0)
        text_add(line, "Enter read  ");
    text_add(line, "/ search  ");
    if (state->shelves.count > 1)
        text_add(line, "} next program  ");
    text_add(line, "n next unread  b back  ? help");
}

/* ---- Acting -------------------------------------------------------------- */

/* From the top, with what is to be shown now. */
static void
begin_anew(struct app *app, struct past_page *state)
{
    past_list_clear(&state->list);
    state->rows = (struct list){0};
    enum status status = past_page_read(app, state);

    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
open_selected(struct app *app, const struct past_page *state)
{
    char place[48];

    if (state->rows.count == 0)
        return;
    const struct past *past = &state->list.rows[state->rows.selected];
    snprintf(place, sizeof place, "%" PRId64 " post %d",
        past->question.thread_id, past->number > 0 ? past->number : 1);
    app_push(app, &answers_view, place);
}

static enum request
past_act(struct app *app, void *state_, enum request request)
{
    struct past_page *state = state_;

    if (request == REQUEST_SCROLL) {
        if (state->rows.selected + 1 >= state->rows.count)
            return REQUEST_NEXT_UNREAD;
        request = REQUEST_PAGE_NEXT;
    }
    if (list_act(&state->rows, request, app_body_rows(app))) {
        if (state->rows.selected + MORE_BEFORE_END > state->rows.count)
            past_page_more(app, state);
        return REQUEST_NONE;
    }
    switch (request) {
    case REQUEST_OPEN:
        open_selected(app, state);
        return REQUEST_NONE;
    case REQUEST_NEXT_COHORT:
        if (state->shelves.count > 1)
            state->shelf = (state->shelf + 1) % state->shelves.count;
        begin_anew(app, state);
        return REQUEST_NONE;
    case REQUEST_SEARCH:
        prompt_open(&state->prompt, state->words, PAST_WORDS_BYTES - 1);
        return REQUEST_NONE;
    default:
        return request;
    }
}

/* Words that cannot be searched for leave what is shown as it is. */
static void
search(struct app *app, struct past_page *state)
{
    char before[PAST_WORDS_BYTES];

    text_copy(before, sizeof before, state->words);
    text_copy(state->words, sizeof state->words, prompt_text(&state->prompt));
    enum status status = past_page_read(app, state);

    if (status != STATUS_OK) {
        text_copy(state->words, sizeof state->words, before);
        app_refuse(app, status);
        return;
    }
    list_select(&state->rows, 0);
    prompt_close(&state->prompt);
}

static bool
past_type(struct app *app, void *state_, const struct key *key)
{
    struct past_page *state = state_;

    if (!prompt_is_open(&state->prompt) || app_is_everywhere(key))
        return false;
    enum prompt_turn turn = app_prompt_key(app, &state->prompt, key);

    if (turn == PROMPT_ENTERED)
        search(app, state);
    if (turn == PROMPT_LEFT)
        prompt_close(&state->prompt);
    return true;
}

static bool
past_is_typing(const void *state_)
{
    const struct past_page *state = state_;

    return prompt_is_open(&state->prompt);
}

static void
past_jump(struct app *app, void *state_, int number)
{
    struct past_page *state = state_;
    size_t count = 0;

    while (state->list.count < (size_t)number && state->list.count > count) {
        count = state->list.count;
        past_page_more(app, state);
    }
    list_select(&state->rows, (size_t)number - 1);
}

static bool
past_concerns(const void *state, const struct event *event)
{
    (void)state;
    return event != NULL && event->kind == EVENT_QUESTION;
}

static void
past_close(void *state)
{
    past_page_clear(state);
}

const struct view past_view = {
    .name = "past",
    .state_size = sizeof(struct past_page),
    .open = past_open,
    .title = past_title,
    .draw = past_draw,
    .keys = past_keys,
    .act = past_act,
    .jump = past_jump,
    .type = past_type,
    .is_typing = past_is_typing,
    .concerns = past_concerns,
    .reload = past_reload,
    .save = past_save,
    .close = past_close,
};
