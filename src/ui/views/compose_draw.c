/* The composer on the screen: what stays above, then the text. */

#include <string.h>

#include "base/unicode.h"
#include "ui/cells.h"
#include "ui/markup.h"
#include "ui/views/compose.h"

enum {
    SUBJECT_COLUMN = 10,
    ROWS_ABOVE = 8,   /* a body with fewer shows nothing above the text */
    ROWS_POLICY = 14, /* with fewer, no policy */
    ROWS_READERS = 6
};

/* The first rows of a text, at most so many; returns the row after them. */
static int
draw_start(const struct text *text, struct row row, int most)
{
    struct markup markup = {0};
    const char *bytes = text_bytes(text);

    markup_lay(&markup, bytes, text->length, row.spot.width - 2);
    for (size_t i = 0; i < markup.row_count && most > 0; i++, most--)
        markup_draw_row(&markup, bytes, i, row.canvas,
            (struct spot){row.spot.row++, row.spot.column + 1, -1});
    markup_clear(&markup);
    return row.spot.row;
}

static int
draw_policy(const struct compose_state *state, struct row row)
{
    const char *at = text_bytes(&state->policy);

    while (*at != '\0') {
        struct text line = {0};
        size_t count = strcspn(at, "\n");

        text_add_bytes(&line, at, count);
        row_put(&row, (struct cell){1, 0, STYLE_DIM}, text_bytes(&line));
        text_clear(&line);
        row.spot.row++;
        at += count + (at[count] == '\n' ? 1 : 0);
    }
    return row.spot.row;
}

static int
draw_readers(const struct compose_state *state, struct row row)
{
    struct text words = {0};

    if (state->shows.length > 0) {
        row_put(&row, (struct cell){1, 0, STYLE_DIM},
            text_bytes(&state->shows));
        return row.spot.row + 1;
    }
    text_add_format(&words, "Everyone on %s can read this.",
        state->board.title);
    if (state->is_nameless_allowed)
        text_add(&words, " You may leave your name out.");
    if (cell_width(text_bytes(&words)) > row.spot.width - 2) {
        text_truncate(&words, 0);
        text_add_format(&words, "Read by all on %s.", state->board.title);
    }
    row_put(&row, (struct cell){1, 0, STYLE_DIM}, text_bytes(&words));
    text_clear(&words);
    return row.spot.row + 1;
}

/* What stands above the text; returns its first row. */
static int
draw_above(const struct compose_state *state, struct canvas *canvas,
    const struct area *area)
{
    int rows = area->bottom - area->top;
    struct row row = area_row(canvas, area, area->top);

    if (rows >= ROWS_ABOVE && state->above.length > 0)
        row.spot.row = draw_start(&state->above, row, rows / 3);
    if (rows >= ROWS_POLICY)
        row.spot.row = draw_policy(state, row);
    if (rows >= ROWS_READERS)
        row.spot.row = draw_readers(state, row);
    if (rows >= ROWS_ABOVE)
        canvas_rule(canvas, row.spot.row++, area->column, area->width, NULL);
    return row.spot.row;
}

static void
draw_preview(struct compose_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct markup markup = {0};
    struct text clean = {0};
    const char *typed = editor_text(state->body);

    text_clean(&clean, TEXT_BODY, typed, editor_length(state->body), NULL);
    const char *bytes = text_bytes(&clean);

    markup_lay(&markup, bytes, clean.length, area->width);
    if (state->preview_top >= (int)markup.row_count)
        state->preview_top = markup.row_count > 0 ? (int)markup.row_count - 1
                                                  : 0;
    size_t line = (size_t)state->preview_top;

    for (int at = area->top; at < area->bottom && line < markup.row_count; at++)
        markup_draw_row(&markup, bytes, line++, canvas,
            (struct spot){at, area->column, -1});
    markup_clear(&markup);
    text_clear(&clean);
}

static void
draw_subject(struct compose_state *state, struct canvas *canvas,
    const struct area *area, int at)
{
    struct row row = area_row(canvas, area, at);
    struct area line = {at, at + 1, area->column + SUBJECT_COLUMN,
        area->width - SUBJECT_COLUMN - 1};

    row_put(&row, (struct cell){1, 0, STYLE_BOLD}, "Subject:");
    if (state->mode == COMPOSE_PREVIEW)
        row_put(&row, (struct cell){SUBJECT_COLUMN, 0, STYLE_PLAIN},
            editor_text(state->subject));
    else
        editor_draw(state->subject, canvas, &line);
}

void
compose_draw(struct compose_state *state, const struct app *app,
    struct canvas *canvas, const struct area *area)
{
    struct area text = *area;
    bool is_in_subject = state->mode == COMPOSE_SUBJECT;
    (void)app;

    text.top = draw_above(state, canvas, area);
    int subject = state->subject != NULL ? text.top++ : -1;

    text.column += 1;
    text.width -= 2;
    /* The one being written comes last: it sets the cursor. */
    if (subject >= 0 && !is_in_subject)
        draw_subject(state, canvas, area, subject);
    if (state->mode == COMPOSE_PREVIEW) {
        draw_preview(state, canvas, &text);
        return;
    }
    editor_draw(state->body, canvas, &text);
    if (is_in_subject)
        draw_subject(state, canvas, area, subject);
}
