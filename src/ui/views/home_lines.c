/* The lines on home: what waits, each with the key that opens it. */

#include <stdio.h>

#include "board/pledging.h"
#include "board/using.h"
#include "ui/views/home.h"
#include "ui/views/moments.h"

enum {
    GAP = 4,   /* between two lines in one row */
    WORDS = 4, /* where the words begin, after the key */
    MARGIN = 1
};

/* Where the next one goes; `rows` counts those begun. */
struct flow {
    const struct area *area; /* NULL: only counts */
    struct canvas *canvas;
    int width;
    int start;
    int column;
    int rows;
    int most;
};

/* A line's place: in this row while it fits, else at the start of the next. */
static void
go_on(struct flow *flow, int width)
{
    bool fits = flow->column + width <= flow->width - MARGIN;

    if (flow->rows > 0 && (fits || flow->rows == flow->most))
        return;
    flow->rows++;
    flow->column = flow->start;
}

static void
put(struct flow *flow, const struct home_line *line)
{
    char words[sizeof line->words + WORDS];

    const char *key = request_key(line->request);

    snprintf(words, sizeof words, "%s%s%s", key, key[0] != '\0' ? "  " : "",
        line->words);
    int width = cell_width(words);

    go_on(flow, width);
    if (flow->canvas != NULL && flow->column < flow->width) {
        struct row row = area_row(flow->canvas, flow->area,
            flow->area->top + flow->rows - 1);

        row_put(&row,
            (struct cell){flow->column, 0,
                line->is_mine ? STYLE_ACCENT : STYLE_PLAIN},
            words);
    }
    flow->column += width + GAP;
}

static int
run(const struct home_state *state, struct flow *flow)
{
    for (size_t i = 0; i < state->line_count; i++)
        put(flow, &state->lines[i]);
    return flow->rows;
}

int
home_lines_rows(const struct home_state *state, int start, int width, int most)
{
    return run(state, &(struct flow){.width = width,
                          .start = start,
                          .most = most > 0 ? most : 1});
}

void
home_draw_lines(const struct home_state *state, int start,
    struct canvas *canvas, const struct area *area)
{
    run(state, &(struct flow){.area = area,
                   .canvas = canvas,
                   .width = area->width,
                   .start = start,
                   .most = area->bottom - area->top});
}

static void
add(struct home_state *state, enum request request, bool is_mine,
    const char *words)
{
    struct home_line *line = &state->lines[state->line_count++];

    line->request = request;
    line->is_mine = is_mine;
    text_copy(line->words, sizeof line->words, words);
}

static void
add_waiting(struct app *app, struct home_state *state)
{
    char waiting[MOMENT_BYTES];

    if (state->waiting == 0)
        return;
    waiting_words(state->waiting, app_now(app) - state->oldest_at, waiting);
    add(state, REQUEST_WAITING, state->helps, waiting);
}

static enum status
add_used(struct app *app, struct home_state *state)
{
    char words[64];
    int count = 0;
    enum status status = using_untold(app_viewer(app), &count);

    if (status != STATUS_OK || count == 0)
        return status;
    snprintf(words, sizeof words, "%d used what you wrote", count);
    add(state, REQUEST_USED, true, words);
    return STATUS_OK;
}

/* It has no key: homeroom fills the bank. */
static void
add_bank(struct home_state *state)
{
    char words[64];

    if (state->bank.left < 0)
        return;
    snprintf(words, sizeof words, "the bank has %d left", state->bank.left);
    add(state, REQUEST_NONE, true, words);
}

/* The one that is asked about, else the next that is to be done. */
static const struct pledge *
first_pledge(const struct pledge_list *pledges)
{
    const struct pledge *first = NULL;

    for (size_t i = 0; i < pledges->count; i++) {
        const struct pledge *pledge = &pledges->rows[i];

        if (pledge->due_days > 0)
            return pledge;
        if (first == NULL && pledge_is_open(pledge))
            first = pledge;
    }
    return first;
}

static enum status
add_pledge(struct app *app, struct home_state *state)
{
    struct pledge_list pledges = {0};
    char words[HOME_LINE_BYTES];
    enum status status = pledging_list(app_viewer(app), &pledges);

    if (status != STATUS_OK)
        return status;
    const struct pledge *pledge = first_pledge(&pledges);

    if (pledge != NULL && pledge->due_days > 0) {
        snprintf(words, sizeof words, "after %d days: your pledge: %s?",
            pledge->due_days, pledge->deed);
        add(state, REQUEST_PLEDGES, true, words);
    } else if (pledge != NULL) {
        snprintf(words, sizeof words, "your pledge: %s", pledge->deed);
        add(state, REQUEST_PLEDGES, false, words);
    }
    pledge_list_clear(&pledges);
    return STATUS_OK;
}

static void
add_draft(struct home_state *state)
{
    char words[HOME_LINE_BYTES];

    if (state->draft_count == 0)
        return;
    snprintf(words, sizeof words, "%s: %.*s",
        state->draft_count > 1 ? "drafts wait, the last" : "a draft waits",
        HOME_LINE_BYTES - 32, text_bytes(&state->draft));
    add(state, REQUEST_DRAFTS, true, words);
}

enum status
home_load_lines(struct app *app, struct home_state *state)
{
    state->line_count = 0;
    add_waiting(app, state);
    add_bank(state);
    enum status status = add_used(app, state);

    if (status == STATUS_OK)
        status = add_pledge(app, state);
    if (status == STATUS_OK)
        add_draft(state);
    return status;
}
