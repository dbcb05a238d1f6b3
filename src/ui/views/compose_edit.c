/* The composer on a post that stands already. */

#include "base/clock.h"
#include "board/editing.h"
#include "ui/views/compose.h"

enum {
    LEFT_BYTES = 16
};

static void
add_shows(struct compose_state *state, const struct editable *editable,
    int64_t now)
{
    char left[LEFT_BYTES];

    if (editable->number == 0) {
        text_add(&state->shows, "Kept without your name; staff can read what "
                                "it said before.");
    } else if (editable->silent_until > now) {
        duration_short(editable->silent_until - now, left, sizeof left);
        text_add_format(&state->shows,
            "For %s more nobody sees that it was changed.", left);
    } else {
        text_add(&state->shows, "It shows as edited, and what it said before "
                                "can be read.");
    }
}

enum status
compose_begin_edit(struct app *app, struct compose_state *state,
    struct text *text)
{
    struct editable editable = {0};
    enum status status = editing_begin(app_viewer(app), state->target_id,
        state->reply_to, &editable);

    if (status != STATUS_OK)
        return status;
    state->reply_to = editable.number;
    state->versions = editable.versions;
    state->changed_at = editable.changed_at;
    if (editable.number > 0)
        text_add_format(&state->title, "Change post %d", editable.number);
    else
        text_add(&state->title, "Change your answer");
    add_shows(state, &editable, app_now(app));
    text_add(text, editable.body);
    editable_clear(&editable);
    return STATUS_OK;
}

enum status
compose_check_edit(struct app *app, const struct compose_state *state)
{
    struct editable editable = {0};
    enum status status = editing_begin(app_viewer(app), state->target_id,
        state->reply_to, &editable);

    editable_clear(&editable);
    return status;
}

/* What came in between has been told of: the next time it is replaced. */
static enum status
note_versions(struct app *app, struct compose_state *state)
{
    struct editable editable = {0};
    struct text why = {0};

    text_add(&why, reason());
    if (editing_begin(app_viewer(app), state->target_id, state->reply_to,
            &editable) == STATUS_OK)
        state->versions = editable.versions;
    editable_clear(&editable);
    enum status status = refuse(STATUS_CONFLICT, "%s", text_bytes(&why));

    text_clear(&why);
    return status;
}

enum status
compose_change(struct app *app, struct compose_state *state,
    struct posted *posted, struct text *words)
{
    struct edited edited;
    enum status status = editing_change(app_viewer(app),
        &(struct edit){.thread_id = state->target_id,
            .number = state->reply_to,
            .versions = state->versions,
            .body = editor_text(state->body)},
        &edited);

    if (status == STATUS_CONFLICT)
        status = note_versions(app, state);
    if (status != STATUS_OK)
        return status;
    *posted = (struct posted){
        .thread_id = state->target_id,
        .number = edited.number,
        .removed = edited.removed,
    };
    text_add(words, edited.is_silent || edited.number == 0
                        ? "Changed. "
                        : "Changed: it shows as edited. ");
    return STATUS_OK;
}
