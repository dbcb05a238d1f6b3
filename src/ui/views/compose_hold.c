/* Compose, at its end: what cannot be kept, on a full disk, is held. */

#include "base/clock.h"
#include "board/drafting.h"
#include "ui/views/compose.h"

/* The last that can be done for whoever is still there. */
static void
hand_out(struct app *app, const struct compose_state *state)
{
    struct text lines = {0};

    text_add_format(&lines,
        "Your text could not be kept: %s. Copy it here:\n\n", reason());
    if (state->subject != NULL)
        text_add_format(&lines, "%s\n\n", editor_text(state->subject));
    text_add_format(&lines, "%s\n\n", editor_text(state->body));
    app_farewell(app, text_bytes(&lines));
    text_clear(&lines);
}

/* Whether they have come back meanwhile, and what they wrote then is kept. */
static bool
is_overtaken(struct app *app, const struct compose_state *state)
{
    struct draft draft = {0};
    enum status status = drafting_find(app_viewer(app), state->target,
        state->target_id, state->reply_to, &draft);
    bool is_newer = status == STATUS_OK && draft.saved_at > state->held_at;

    draft_clear(&draft);
    return is_newer;
}

void
compose_hangup(struct app *app, void *state_)
{
    struct compose_state *state = state_;

    if (state->held_at != 0 && is_overtaken(app, state))
        state->kept = compose_changes(state);
    enum status status = compose_keep(app, state);
    if (status == STATUS_OK) {
        if (state->held_at != 0)
            app_farewell(app, "");
        state->held_at = 0;
        return;
    }
    if (state->held_at == 0)
        state->held_at = clock_now();
    hand_out(app, state);
}

bool
compose_holds(const void *state_)
{
    const struct compose_state *state = state_;

    return (state->has_failed || state->held_at != 0) &&
           compose_changes(state) != state->kept;
}
