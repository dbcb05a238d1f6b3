/* What the composer begins with: where the text goes, what stays above it, the
 * draft. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/asking.h"
#include "board/drafting.h"
#include "board/policing.h"
#include "board/posting.h"
#include "board/reading.h"
#include "board/rights.h"
#include "config/config.h"
#include "ui/display.h"
#include "ui/place.h"
#include "ui/views/compose.h"
#include "ui/views/moments.h"

enum {
    QUOTE_LINES = 20, /* of a quoted post: more is for the reader to add */
    MOMENT_LONG_BYTES = 24
};

static enum status
load_board(struct app *app, struct compose_state *state, int64_t board_id)
{
    struct viewer *viewer = app_viewer(app);
    enum status status = reading_board_by_id(viewer, board_id, &state->board);

    if (status == STATUS_OK)
        status = rights_require(viewer, RIGHT_POST, &state->board);
    return status;
}

static enum status
begin_thread(struct app *app, struct compose_state *state)
{
    enum status status = load_board(app, state, state->target_id);

    text_add(&state->title, "New thread");
    text_add(&state->about, state->board.title);
    state->subject = editor_new(true, SUBJECT_BYTES - 1);
    return status;
}

static enum status
load_post(struct app *app, struct compose_state *state)
{
    struct post_list posts = {0};
    enum status status = reading_posts(app_viewer(app), state->target_id,
        state->reply_to, 1, &posts);

    if (status != STATUS_OK)
        return status;
    if (posts.count == 0 || posts.rows[0].number != state->reply_to) {
        post_list_clear(&posts);
        return STATUS_NOT_FOUND;
    }
    text_add_format(&state->title, " to %d, %s", state->reply_to,
        posts.rows[0].author_name);
    text_add(&state->above, posts.rows[0].body);
    post_list_clear(&posts);
    return STATUS_OK;
}

static enum status
check_thread(struct app *app, struct compose_state *state,
    struct thread_row *row)
{
    enum status status = reading_thread(app_viewer(app), state->target_id, row);

    if (status == STATUS_OK)
        status = load_board(app, state, row->thread.board_id);
    if (status == STATUS_OK && row->is_covered)
        return refuse(STATUS_FORBIDDEN, "The answers are still covered.");
    return status;
}

static enum status
begin_reply(struct app *app, struct compose_state *state)
{
    struct thread_row row;
    enum status status = check_thread(app, state, &row);

    if (status != STATUS_OK)
        return status;
    if (row.thread.is_locked)
        return refuse(STATUS_CONFLICT, "This thread is locked.");
    text_add(&state->title, "Reply");
    text_add(&state->about, row.thread.subject);
    return state->reply_to > 0 ? load_post(app, state) : STATUS_OK;
}

static enum status
check_question(struct app *app, struct compose_state *state,
    struct panel *panel)
{
    enum status status = asking_panel(app_viewer(app), state->target_id, panel);

    return status == STATUS_OK
               ? load_board(app, state, panel->question.board_id)
               : status;
}

static enum status
begin_answer(struct app *app, struct compose_state *state)
{
    struct panel panel;
    char moment[MOMENT_BYTES * 2];
    enum status status = check_question(app, state, &panel);

    if (status != STATUS_OK)
        return status;
    panel_moment(&panel, app_now(app), app_zone(app), moment);
    text_add(&state->title,
        panel.is_answered ? "More on your answer" : "Your answer");
    text_add(&state->about, moment);
    text_add(&state->above, panel.question.body);
    state->is_nameless_allowed = panel.question.is_nameless_allowed &&
                                 !panel.is_answered;
    return STATUS_OK;
}

enum status
compose_check(struct app *app, struct compose_state *state)
{
    struct thread_row row;
    struct panel panel;

    if (state->target == DRAFT_EDIT)
        return compose_check_edit(app, state);
    if (state->target == DRAFT_ASK)
        return compose_check_ask(app, state);
    if (state->target == DRAFT_THREAD)
        return check_thread(app, state, &row);
    if (state->target == DRAFT_QUESTION)
        return check_question(app, state, &panel);
    return load_board(app, state, state->target_id);
}

static enum status
begin_edit(struct app *app, struct compose_state *state)
{
    enum status status = compose_begin_edit(app, state, &state->above);
    struct thread_row row;

    if (status == STATUS_OK)
        status = reading_thread(app_viewer(app), state->target_id, &row);
    if (status == STATUS_OK)
        status = load_board(app, state, row.thread.board_id);
    if (status == STATUS_OK)
        text_add(&state->about, row.thread.subject);
    return status;
}

static enum status
begin_ask(struct app *app, struct compose_state *state)
{
    return compose_begin_ask(app, state, &state->above);
}

/* It begins with what stands there. */
static bool
is_change(const struct compose_state *state)
{
    return state->target == DRAFT_EDIT || state->target == DRAFT_ASK;
}

static bool
parse_target(struct compose_state *state, const char *place)
{
    for (int target = DRAFT_BOARD; target <= DRAFT_ASK; target++) {
        state->target = (enum draft_target)target;
        if (place_find(place, draft_target_name(state->target),
                &state->target_id)) {
            state->reply_to = place_count(place,
                state->target == DRAFT_EDIT ? "post" : "reply");
            return true;
        }
    }
    return false;
}

/* The screen's, where none is published. */
static void
load_policy(struct app *app, struct compose_state *state)
{
    const struct person *person = &app_viewer(app)->person;
    struct display_values values = {
        .site = config_current()->name,
        .name = person->name,
        .handle = person->handle,
        .version = HOMEROOM_VERSION,
    };
    struct policy policy = {0};
    struct text screen = {0};

    if (policing_current(app_viewer(app), &policy, NULL) == STATUS_OK) {
        policing_first_lines(policy.body, &state->policy);
        policy_clear(&policy);
        return;
    }
    reason_clear();
    if (display_show("policy", &values, &screen) != STATUS_OK)
        reason_clear(); /* the check of the screens reports it */
    policing_first_lines(text_bytes(&screen), &state->policy);
    text_clear(&screen);
}

static void
put_quote(struct compose_state *state)
{
    struct text quoted = {0};
    const char *at = text_bytes(&state->above);

    for (int i = 0; i < QUOTE_LINES && *at != '\0'; i++) {
        size_t count = strcspn(at, "\n");

        text_add(&quoted, "> ");
        text_add_bytes(&quoted, at, count);
        text_add(&quoted, "\n");
        at += count + (at[count] == '\n' ? 1 : 0);
    }
    editor_set(state->body, text_bytes(&quoted));
    editor_set_cursor(state->body, quoted.length);
    text_clear(&quoted);
}

/* The place of a session that was killed: what was a draft then is none any
 * more, so it was sent. An empty composer would have it written again. */
static bool
is_sent(struct app *app, const struct compose_state *state, const char *place)
{
    struct draft draft = {0};
    enum status status = STATUS_OK;

    if (!place_has(place, "draft"))
        return false;
    status = drafting_find(app_viewer(app), state->target, state->target_id,
        state->reply_to, &draft);
    draft_clear(&draft);
    return status == STATUS_NOT_FOUND;
}

/* True where there was a draft. */
static bool
load_draft(struct app *app, struct compose_state *state)
{
    struct draft draft = {0};
    char moment[MOMENT_LONG_BYTES];

    if (drafting_find(app_viewer(app), state->target, state->target_id,
            state->reply_to, &draft) != STATUS_OK) {
        reason_clear();
        return false;
    }
    if (state->subject != NULL) {
        editor_set(state->subject, draft.subject);
        editor_set_cursor(state->subject, strlen(draft.subject));
    }
    editor_set(state->body, draft.body);
    editor_set_cursor(state->body, strlen(draft.body));
    moment_long(draft.saved_at, app_now(app), app_zone(app), moment,
        (int)sizeof moment);
    app_say(app, "Your draft from %s%s.", moment,
        state->changed_at > draft.saved_at ? "; the post was changed after it"
                                           : "");
    draft_clear(&draft);
    return true;
}

enum status
compose_load(struct app *app, struct compose_state *state, const char *place)
{
    static enum status (*const begins[])(struct app *,
        struct compose_state *) = {
        [DRAFT_BOARD] = begin_thread,
        [DRAFT_THREAD] = begin_reply,
        [DRAFT_QUESTION] = begin_answer,
        [DRAFT_EDIT] = begin_edit,
        [DRAFT_ASK] = begin_ask,
    };
    bool has_quote = place_has(place, "quote");

    if (!parse_target(state, place) || is_sent(app, state, place))
        return STATUS_NOT_FOUND;
    enum status status = begins[state->target](app, state);

    if (status != STATUS_OK)
        return status;
    load_policy(app, state);
    state->body = editor_new(false,
        state->target == DRAFT_ASK ? QUESTION_BYTES - 1 : posting_bytes_most());
    state->has_draft = load_draft(app, state);
    if (!state->has_draft && has_quote)
        put_quote(state);
    else if (is_change(state) && editor_length(state->body) == 0)
        editor_set(state->body, text_bytes(&state->above));
    if (is_change(state) || (state->target == DRAFT_THREAD && !has_quote))
        text_clear(&state->above);
    state->mode = state->subject != NULL && editor_length(state->subject) == 0
                      ? COMPOSE_SUBJECT
                      : COMPOSE_BODY;
    state->kept = compose_changes(state);
    state->begun = state->kept;
    return STATUS_OK;
}
