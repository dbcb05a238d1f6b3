/* The lines on home: what waits, each with the key that opens it. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/agreeing.h"
#include "board/championing.h"
#include "board/lettering.h"
#include "board/pledging.h"
#include "board/policing.h"
#include "board/recalling.h"
#include "board/using.h"
#include "ui/views/home.h"
#include "ui/views/moments.h"

enum {
    GAP = 4,   /* between two lines in one row */
    WORDS = 4, /* where the words begin, after the key */
    MARGIN = 1,
    CATCH_UP_POSTS = 100
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
    if (line->is_asked) /* alone in its row, where there is another */
        flow->column = flow->width;
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
add(struct home_state *state, enum request request, enum greeting greeting,
    const char *words)
{
    struct home_line *line = &state->lines[state->line_count++];

    line->request = request;
    line->greeting = greeting;
    line->is_mine = false;
    line->is_asked = false;
    text_copy(line->words, sizeof line->words, words);
}

static void
add_waiting(struct app *app, struct home_state *state)
{
    char waiting[MOMENT_BYTES];

    if (state->waiting == 0)
        return;
    waiting_words(state->waiting, moment_age(state->oldest_at, app_now(app)),
        waiting);
    add(state, REQUEST_WAITING, GREETING_NONE, waiting);
    state->lines[state->line_count - 1].is_mine = state->helps;
}

static enum status
add_used(struct app *app, struct home_state *state)
{
    char words[64];
    struct use_news news = {0};
    enum status status = using_untold(app_viewer(app), &news);

    if (status != STATUS_OK || news.used + news.endorsed == 0)
        return status;
    use_news_words(&news, words, sizeof words);
    add(state, REQUEST_USED, GREETING_NONE, words);
    return STATUS_OK;
}

/* For champions alone. */
static enum status
add_todo(struct app *app, struct home_state *state)
{
    struct championing_count count = {0};
    char words[HOME_LINE_BYTES];
    enum status status = championing_counted(app_viewer(app), &count);

    if (status != STATUS_OK || count.open == 0)
        return status;
    if (count.cohorts == 1)
        snprintf(words, sizeof words, "%d to do for %s", count.open,
            count.title);
    else
        snprintf(words, sizeof words, "%d to do in %d cohorts", count.open,
            count.cohorts);
    add(state, REQUEST_TODO, GREETING_NONE, words);
    state->lines[state->line_count - 1].is_mine = true;
    return STATUS_OK;
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
        add(state, REQUEST_PLEDGES, GREETING_PLEDGE, words);
    } else if (pledge != NULL) {
        snprintf(words, sizeof words, "your pledge: %s", pledge->deed);
        add(state, REQUEST_PLEDGES, GREETING_NONE, words);
    }
    pledge_list_clear(&pledges);
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
    add(state, REQUEST_NONE, GREETING_NONE, words);
    state->lines[state->line_count - 1].is_mine = true;
}

static enum status
add_draft(struct app *app, struct home_state *state)
{
    char words[HOME_LINE_BYTES];
    (void)app;

    if (state->draft_count == 0)
        return STATUS_OK;
    snprintf(words, sizeof words, "%s: %.*s",
        state->draft_count > 1 ? "drafts wait, the last" : "a draft waits",
        HOME_LINE_BYTES - 32, text_bytes(&state->draft));
    add(state, REQUEST_DRAFTS, GREETING_DRAFT, words);
    return STATUS_OK;
}

static enum status
add_policy(struct app *app, struct home_state *state)
{
    bool is_due = false;
    enum status status = policing_is_due(app_viewer(app), &is_due);

    if (status == STATUS_OK && is_due)
        add(state, REQUEST_POLICY, GREETING_POLICY,
            "the policy: read it before you write");
    return status;
}

static enum status
add_vote(struct app *app, struct home_state *state)
{
    struct agreeing agreeing;
    char words[HOME_LINE_BYTES];
    char day[MOMENT_BYTES];
    enum status status = agreeing_asked(app_viewer(app), &agreeing);

    if (status == STATUS_NOT_FOUND) {
        reason_clear();
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    date_words(agreeing.vote.last_on, day, sizeof day);
    snprintf(words, sizeof words, "how do we go on? Vote until %s", day);
    add(state, REQUEST_AGREEMENT, GREETING_VOTE, words);
    return STATUS_OK;
}

static enum status
add_earlier(struct app *app, struct home_state *state)
{
    struct earlier earlier = {0};
    char words[64];
    enum status status = recalling_find(app_viewer(app), &earlier);

    if (status == STATUS_NOT_FOUND) {
        reason_clear();
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    snprintf(words, sizeof words, "what you wrote %d week%s ago: what now?",
        earlier.weeks, earlier.weeks == 1 ? "" : "s");
    add(state, REQUEST_EARLIER, GREETING_EARLIER, words);
    earlier_clear(&earlier);
    return STATUS_OK;
}

static enum status
add_letter(struct app *app, struct home_state *state)
{
    struct letter_ask ask;
    char words[HOME_LINE_BYTES];
    bool is_new = false;
    enum status status = lettering_is_week_new(app_viewer(app), &is_new);

    if (status == STATUS_OK && is_new)
        add(state, REQUEST_LETTERS, GREETING_NONE, "letters for your week");
    if (status == STATUS_OK)
        status = lettering_due(app_viewer(app), &ask);
    if (status == STATUS_NOT_FOUND) {
        reason_clear();
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    lettering_words(&ask, words, sizeof words);
    add(state, REQUEST_LETTERS, GREETING_LETTER, words);
    return STATUS_OK;
}

/* Who comes back to so much may want to begin anew. */
static enum status
add_catch_up(struct app *app, struct home_state *state)
{
    char words[64];
    int unread = 0;
    (void)app;

    for (size_t i = 0; i < state->boards.count; i++)
        unread += state->boards.rows[i].unread;
    if (unread < CATCH_UP_POSTS)
        return STATUS_OK;
    snprintf(words, sizeof words, "%d new posts: mark them all as read?",
        unread);
    add(state, REQUEST_CATCH_UP, GREETING_CATCH_UP, words);
    return STATUS_OK;
}

/* Of what could be asked one is: its line comes first, the others wait. */
static void
choose(struct home_state *state)
{
    unsigned due = 0;

    for (size_t i = 0; i < state->line_count; i++)
        if (state->lines[i].greeting != GREETING_NONE)
            due |= 1U << state->lines[i].greeting;
    enum greeting asked = greeting_choose(due);

    for (size_t i = 0; i < state->line_count && asked != GREETING_NONE; i++) {
        struct home_line line = state->lines[i];

        if (line.greeting != asked)
            continue;
        line.is_asked = line.is_mine = true;
        memmove(&state->lines[1], &state->lines[0], i * sizeof line);
        state->lines[0] = line;
        return;
    }
}

enum status
home_load_lines(struct app *app, struct home_state *state)
{
    static enum status (*const adds[])(struct app *, struct home_state *) = {
        add_todo,
        add_used,
        add_vote,
        add_pledge,
        add_earlier,
        add_letter,
        add_policy,
        add_catch_up,
        add_draft,
    };

    state->line_count = 0;
    add_waiting(app, state);
    add_bank(state);
    for (size_t i = 0; i < sizeof adds / sizeof *adds; i++) {
        enum status status = adds[i](app, state);

        if (status != STATUS_OK)
            return status;
    }
    choose(state);
    return STATUS_OK;
}
