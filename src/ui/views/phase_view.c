/* Phase: where the person is in their trainings, and what has begun for them.
 */

#include <stdio.h>

#include "board/beginning.h"
#include "board/pacing.h"
#include "ui/app.h"
#include "ui/cohort_words.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/widgets/page.h"

struct phase_state {
    struct beginning_list begun; /* as it was when the view opened */
    struct page page;
    bool is_told;
};

/* "*Your training has begun: week 1*", when, and what there is to say. */
static enum status
add_begun(const struct beginning *begun, struct text *out)
{
    struct text subject = {0};
    struct text body = {0};
    char date[MOMENT_BYTES];
    char screen[32];

    snprintf(screen, sizeof screen, "own/%s", phase_name(begun->phase));
    enum status status = cohort_words_split(screen, &begun->cohort, &subject,
        &body);
    if (status == STATUS_OK) {
        text_add_format(out, "*%s*\n", text_bytes(&subject));
        if (begun->phase != PHASE_UPCOMING) {
            moment_date(begun->at, begun->cohort.zone, date);
            text_add_format(out, "%s, ", date);
        }
        cohort_words_name(&begun->cohort, out);
        text_add_format(out, "\n\n%s\n",
            text_bytes(&body) + (text_bytes(&body)[0] == '\n'));
    }
    text_clear(&subject);
    text_clear(&body);
    return status;
}

static enum status
add_cohorts(struct app *app, struct text *out)
{
    struct cohort_list cohorts = {0};
    enum status status = pacing_own(app_viewer(app), &cohorts);

    if (status != STATUS_OK)
        return status;
    text_add(out, cohorts.count > 0 ? "*Where you are now*\n"
                                    : "You are in no cohort yet.\n");
    for (size_t i = 0; i < cohorts.count; i++) {
        text_add(out, "- ");
        cohort_words_name(&cohorts.rows[i], out);
        text_add(out, ": ");
        cohort_words_where(&cohorts.rows[i], app_now(app), out);
        text_add(out, "\n");
    }
    cohort_list_clear(&cohorts);
    return STATUS_OK;
}

static enum status
phase_reload(struct app *app, void *state_)
{
    struct phase_state *state = state_;

    page_lay(&state->page, app_columns(app));
    return STATUS_OK;
}

static enum status
phase_open(struct app *app, void *state_, const char *place)
{
    struct phase_state *state = state_;
    enum status status = beginning_pending(app_viewer(app), &state->begun);
    (void)place;

    for (size_t i = 0; i < state->begun.count && status == STATUS_OK; i++)
        status = add_begun(&state->begun.rows[i], &state->page.words);
    if (status == STATUS_OK)
        status = add_cohorts(app, &state->page.words);
    return status == STATUS_OK ? phase_reload(app, state) : status;
}

static void
phase_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct phase_state *state = state_;
    (void)app;

    text_add(left, "Where you are");
    if (state->begun.count > 0)
        text_add_format(right, "%zu new", state->begun.count);
}

static void
phase_draw(struct app *app, void *state_, struct canvas *canvas, int top,
    int bottom)
{
    struct phase_state *state = state_;
    (void)app;

    page_draw(&state->page, canvas, top, bottom);
}

static void
phase_keys(struct app *app, const void *state, struct text *line)
{
    (void)app;
    (void)state;
    text_add(line, "Space scroll  b back  ? help");
}

static enum request
phase_act(struct app *app, void *state_, enum request request)
{
    struct phase_state *state = state_;

    if (page_act(&state->page, request, app_body_rows(app)))
        return REQUEST_NONE;
    return request == REQUEST_PHASE || request == REQUEST_OPEN ? REQUEST_BACK
                                                               : request;
}

/* Whoever has seen the end has read it. */
static void
phase_seen(struct app *app, void *state_)
{
    struct phase_state *state = state_;

    if (state->is_told || !page_is_at_end(&state->page, app_body_rows(app)))
        return;
    state->is_told = true;
    if (beginning_told(app_viewer(app), &state->begun) != STATUS_OK)
        reason_clear(); /* it is told once more */
}

static void
phase_save(const void *state, struct text *place)
{
    (void)state;
    (void)place;
}

static void
phase_close(void *state_)
{
    struct phase_state *state = state_;

    beginning_list_clear(&state->begun);
    page_clear(&state->page);
}

const struct view phase_view = {
    .name = "phase",
    .state_size = sizeof(struct phase_state),
    .open = phase_open,
    .title = phase_title,
    .draw = phase_draw,
    .keys = phase_keys,
    .act = phase_act,
    .reload = phase_reload,
    .seen = phase_seen,
    .save = phase_save,
    .close = phase_close,
};
