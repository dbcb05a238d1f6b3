/* Letters: from those who finished this week, and one to write. */

#include <stdio.h>
#include <string.h>

#include "board/lettering.h"
#include "model/use.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/place.h"
#include "ui/views.h"
#include "ui/widgets/list.h"
#include "ui/widgets/prompt.h"

enum {
    NAME_COLUMN = 3,
    NAME_WIDTH = 24,
    COHORT_COLUMN = 29,
    USED_WIDTH = 20,
    LIST_ROWS = 3,
    ASKED_ROWS = 2,
    WORDS_BYTES = 320,
    USED_BYTES = 40
};

struct letters_state {
    struct letter_list letters; /* owned */
    struct list list;
    char asked[WORDS_BYTES]; /* "": no letter is asked for */
    struct prompt prompt;    /* open while one is written */
};

static enum status
letters_reload(struct app *app, void *state_)
{
    struct letters_state *state = state_;
    struct letter_list letters = {0};
    struct letter_ask ask;
    enum status status = lettering_list(app_viewer(app), &letters);

    if (status != STATUS_OK)
        return status;
    letter_list_clear(&state->letters);
    state->letters = letters;
    state->list.count = letters.count;
    list_select(&state->list, state->list.selected);
    state->asked[0] = '\0';
    status = lettering_due(app_viewer(app), &ask);
    if (status == STATUS_OK)
        lettering_words(&ask, state->asked, sizeof state->asked);
    if (status != STATUS_NOT_FOUND)
        return status;
    reason_clear();
    return STATUS_OK;
}

static enum status
letters_open(struct app *app, void *state, const char *place)
{
    struct letters_state *letters = state;
    struct text typed = {0};
    enum status status = letters_reload(app, state);

    place_typed(place, "typed", &typed);
    if (status == STATUS_OK && typed.length > 0 && letters->asked[0] != '\0')
        prompt_open(&letters->prompt, typed.bytes, LETTER_BYTES - 1);
    text_clear(&typed);
    return status;
}

static void
letters_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct letters_state *state = state_;
    (void)app;

    text_add(left, "Letters");
    if (state->letters.count > 0)
        text_add(right, "from those who finished this week");
}

static void
draw_letter(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct letters_state *state = rows;
    const struct letter *letter = &state->letters.rows[index];
    const struct row row = {canvas, spot};
    char used[USED_BYTES];
    int width = spot.width - COHORT_COLUMN - USED_WIDTH - 1;

    use_words(letter->used_by, letter->is_used, used, sizeof used);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){NAME_COLUMN, NAME_WIDTH,
            is_selected ? STYLE_SELECTED : STYLE_PLAIN},
        letter->name);
    if (width < 1)
        return;
    row_put(&row, (struct cell){COHORT_COLUMN, width, STYLE_PLAIN},
        letter->cohort);
    row_put_right(&row,
        (struct cell){spot.width - USED_WIDTH - 1, USED_WIDTH, STYLE_DIM},
        used);
}

static void
draw_words(const char *words, struct canvas *canvas, const struct area *area)
{
    struct markup markup = {0};
    int room = area->bottom - area->top;

    markup_lay(&markup, words, strlen(words), area->width - 2);
    for (int i = 0; i < room && i < (int)markup.row_count; i++)
        markup_draw_row(&markup, words, (size_t)i, canvas,
            (struct spot){area->top + i, 1, -1});
    markup_clear(&markup);
}

/* The question, and the line that is typed. */
static void
draw_asked(struct letters_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct row row = area_row(canvas, area, area->top);

    row_put(&row, (struct cell){1, 0, STYLE_ACCENT}, state->asked);
    row.spot.row++;
    if (prompt_is_open(&state->prompt))
        prompt_draw(&state->prompt, canvas,
            (struct spot){area->top + 1, 1, area->width - 2});
    else
        row_put(&row, (struct cell){1, 0, STYLE_PLAIN},
            "p  write it to those who come next");
}

static void
letters_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct letters_state *state = state_;
    struct area area = {top, bottom, 0, app_columns(app)};
    struct area asked = {bottom - ASKED_ROWS, bottom, 0, area.width};
    struct row row = area_row(canvas, &area, top);

    if (state->asked[0] != '\0' && bottom - top > ASKED_ROWS) {
        draw_asked(state, canvas, &asked);
        area.bottom -= ASKED_ROWS + 1;
    }
    if (area.bottom <= area.top)
        return;
    if (state->list.count == 0) {
        row_put(&row, (struct cell){NAME_COLUMN, 0, STYLE_DIM},
            "No letter for the week you are in.");
        return;
    }
    struct area list = {top, top + LIST_ROWS, 0, area.width};
    struct area body = {top + LIST_ROWS + 1, area.bottom, 0, area.width};

    if (list.bottom > area.bottom)
        list.bottom = area.bottom;
    list_draw(&state->list, canvas, &list, draw_letter, state);
    if (body.top >= body.bottom)
        return;
    canvas_rule(canvas, body.top - 1, 0, body.width, NULL);
    draw_words(state->letters.rows[state->list.selected].body, canvas, &body);
}

static void
letters_keys(struct app *app, const void *state_, struct text *line)
{
    const struct letters_state *state = state_;
    (void)app;

    if (prompt_is_open(&state->prompt)) {
        text_add(line, "Enter keeps it for them  Esc leaves it");
        return;
    }
    if (state->list.count > 0)
        text_add(line, "u it helped me  ");
    if (state->asked[0] != '\0')
        text_add(line, "p write one  ");
    text_add(line, "b back  ? help");
}

static void
use(struct app *app, struct letters_state *state)
{
    if (state->list.count == 0)
        return;
    const struct letter *letter = &state->letters.rows[state->list.selected];
    enum status status = lettering_use(app_viewer(app), letter->id,
        !letter->is_used);

    if (status == STATUS_OK)
        status = letters_reload(app, state);
    if (status != STATUS_OK)
        app_refuse(app, status);
}

static enum request
letters_act(struct app *app, void *state_, enum request request)
{
    struct letters_state *state = state_;

    if (list_act(&state->list, request, LIST_ROWS))
        return REQUEST_NONE;
    switch (request) {
    case REQUEST_USED:
        use(app, state);
        return REQUEST_NONE;
    case REQUEST_POST:
    case REQUEST_ANSWER:
        if (state->asked[0] == '\0')
            app_say(app, "No letter is asked for now.");
        else
            prompt_open(&state->prompt, "", LETTER_BYTES - 1);
        return REQUEST_NONE;
    case REQUEST_SCROLL:
        return REQUEST_NEXT_UNREAD;
    default:
        return request == REQUEST_OPEN ? REQUEST_NONE : request;
    }
}

static void
write_it(struct app *app, struct letters_state *state)
{
    enum status status = lettering_write(app_viewer(app),
        prompt_text(&state->prompt));

    if (status == STATUS_OK) {
        prompt_close(&state->prompt);
        status = letters_reload(app, state);
    }
    if (status != STATUS_OK)
        app_refuse(app, status);
    else
        app_say(app, "Kept for those who come next.");
}

static bool
letters_type(struct app *app, void *state_, const struct key *key)
{
    struct letters_state *state = state_;

    if (!prompt_is_open(&state->prompt))
        return false;
    if (app_is_everywhere(key))
        return false;
    enum prompt_turn turn = app_prompt_key(app, &state->prompt, key);

    if (turn == PROMPT_ENTERED)
        write_it(app, state);
    if (turn == PROMPT_LEFT)
        prompt_close(&state->prompt);
    return true;
}

static bool
letters_is_typing(const void *state_)
{
    const struct letters_state *state = state_;

    return prompt_is_open(&state->prompt);
}

static void
letters_save(const void *state_, struct text *place)
{
    const struct letters_state *state = state_;

    if (prompt_is_open(&state->prompt))
        place_add_typed(place, "typed", prompt_text(&state->prompt));
}

static void
letters_close(void *state_)
{
    struct letters_state *state = state_;

    prompt_close(&state->prompt);
    letter_list_clear(&state->letters);
}

const struct view letters_view = {
    .name = "letters",
    .state_size = sizeof(struct letters_state),
    .open = letters_open,
    .title = letters_title,
    .draw = letters_draw,
    .keys = letters_keys,
    .act = letters_act,
    .type = letters_type,
    .is_typing = letters_is_typing,
    .reload = letters_reload,
    .save = letters_save,
    .close = letters_close,
};
