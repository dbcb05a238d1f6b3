/* What becomes of the composer's text: a draft, a post, an answer. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "board/asking.h"
#include "board/crossing.h"
#include "board/drafting.h"
#include "board/policing.h"
#include "board/posting.h"
#include "ui/views.h"
#include "ui/views/compose.h"

/* How the reason begins where a question is not new. */
#define ASKED_BEFORE "the same is asked"

unsigned
compose_changes(const struct compose_state *state)
{
    unsigned changes = editor_changes(state->body);

    if (state->subject != NULL)
        changes += editor_changes(state->subject);
    return changes;
}

bool
compose_is_empty(const struct compose_state *state)
{
    return editor_length(state->body) == 0 &&
           (state->subject == NULL || editor_length(state->subject) == 0);
}

enum status
compose_keep(struct app *app, struct compose_state *state)
{
    struct draft draft = {
        .target = state->target,
        .target_id = state->target_id,
        .reply_to = state->reply_to,
    };

    /* A change that was sent elsewhere took the draft of this one along. */
    bool is_begun = state->target == DRAFT_EDIT && state->kept != state->begun;

    state->unsaved_ticks = 0;
    if (compose_changes(state) == state->kept && !is_begun)
        return STATUS_OK;
    if (state->subject != NULL)
        text_copy(draft.subject, sizeof draft.subject,
            editor_text(state->subject));
    draft.body = memory_copy(editor_text(state->body));
    reason_clear();
    enum status status = drafting_save(app_viewer(app), &draft);

    draft_clear(&draft);
    if (status == STATUS_OK)
        state->kept = compose_changes(state);
    if (status == STATUS_OK)
        state->has_draft = !compose_is_empty(state);
    return status;
}

static enum status
post(struct app *app, struct compose_state *state, bool is_nameless,
    struct posted *posted, struct text *words)
{
    struct viewer *viewer = app_viewer(app);
    const char *body = editor_text(state->body);

    reason_clear();
    if (state->target == DRAFT_EDIT)
        return compose_change(app, state, posted, words);
    if (state->target == DRAFT_ASK)
        return compose_ask(app, state, words);
    text_add(words, is_nameless ? "Kept: shown without your name when the "
                                  "question has closed. "
                                : "Posted. ");
    if (state->target == DRAFT_BOARD)
        return posting_start(viewer, state->target_id,
            editor_text(state->subject), body, posted);
    if (state->target == DRAFT_THREAD)
        return posting_reply(viewer, state->target_id, state->reply_to, body,
            posted);
    if (is_nameless)
        return asking_answer_nameless(viewer, state->target_id, body, posted);
    return asking_answer(viewer, state->target_id, body, posted);
}

/* On to the thread; one of it, or the question's cover, below the composer is
 * not come back to. */
static void
go_to(struct app *app, const struct compose_state *state,
    const struct posted *posted)
{
    char place[64];

    if (posted->thread_id == 0 ||
        (state->target == DRAFT_EDIT && posted->number == 0)) {
        app_pop(app);
        return;
    }
    /* After an answer, what the others wrote comes first. */
    if (state->target == DRAFT_QUESTION)
        snprintf(place, sizeof place, "%" PRId64, posted->thread_id);
    else
        snprintf(place, sizeof place, "%" PRId64 " post %d", posted->thread_id,
            posted->number);
    app_pop(app);
    if (app_top(app) == &thread_view || app_top(app) == &question_view)
        app_replace(app, &thread_view, place);
    else
        app_push(app, &thread_view, place);
}

void
compose_count_words(size_t left_out, struct text *out)
{
    text_add_format(out, "%zu character%s that may not stand %s left out.",
        left_out, left_out == 1 ? "" : "s", left_out == 1 ? "was" : "were");
}

/* True where the policy comes first; the text stays below it. */
static bool
offer_policy(struct app *app, struct compose_state *state)
{
    bool is_due = false;

    if (policing_is_due(app_viewer(app), &is_due) != STATUS_OK || !is_due)
        return false;
    if (compose_keep(app, state) != STATUS_OK)
        reason_clear(); /* kept again when the line drops */
    app_push(app, &policy_view, "");
    app_say(app, "Accept the policy, then send: your text stays.");
    return true;
}

static void
ask_again(struct app *app, void *state_)
{
    struct compose_state *state = state_;

    state->is_again = true;
    compose_send(app, state, false);
}

/* What was asked within a year is asked all the same if they mean it. */
static void
refuse_text(struct app *app, const struct compose_state *state,
    enum status status)
{
    struct text question = {0};

    if (state->target != DRAFT_ASK || status != STATUS_CONFLICT ||
        !text_starts(reason(), ASKED_BEFORE)) {
        app_refuse(app, status);
        return;
    }
    text_add_format(&question, "T%.*s: ask it again?",
        (int)strcspn(reason() + 1, ":"), reason() + 1);
    app_ask(app, text_bytes(&question), ask_again);
    text_clear(&question);
}

/* True where a mentor is asked, once, whether three learners come first. */
static bool
holds_back(struct app *app, struct compose_state *state)
{
    bool is_early = false;
    int learners = 0;

    if (state->target != DRAFT_THREAD || state->early.length > 0)
        return false;
    if (crossing_is_early(app_viewer(app), state->target_id, &is_early,
            &learners) != STATUS_OK)
        reason_clear(); /* sending tells what is wrong */
    if (!is_early)
        return false;
    crossing_early_words(learners, &state->early);
    state->mode = COMPOSE_CONFIRM;
    return true;
}

void
compose_send(struct app *app, struct compose_state *state, bool is_nameless)
{
    if (offer_policy(app, state) || holds_back(app, state))
        return;

    struct posted posted = {0};
    struct text words = {0};
    enum status status = post(app, state, is_nameless, &posted, &words);

    if (status == STATUS_FULL || status == STATUS_FAILED) {
        text_clear(&words);
        app_say(app, "Not sent: %s. Your text stays here.", reason());
        state->has_failed = true;
        return;
    }
    if (status != STATUS_OK) {
        text_clear(&words);
        refuse_text(app, state, status);
        return;
    }
    state->kept = compose_changes(state); /* the draft is gone with it */
    state->begun = state->kept;
    state->unsaved_ticks = 0;
    go_to(app, state, &posted);
    if (posted.removed + state->left_out > 0)
        compose_count_words(posted.removed + state->left_out, &words);
    app_say(app, "%s", text_bytes(&words));
    text_clear(&words);
}
