/* Compose: a new thread, a reply, an answer; a draft until it is sent. */

#include <inttypes.h>

#include "base/clock.h"
#include "config/config.h"
#include "ui/views.h"
#include "ui/views/compose.h"

enum {
    KEEP_TICKS = 2000, /* after the first unsaved key */
    PREVIEW_PAGE = 10
};

static enum status
compose_open(struct app *app, void *state, const char *place)
{
    return compose_load(app, state, place);
}

/* What was typed outlives the right to send it. */
static enum status
compose_reload(struct app *app, void *state_)
{
    struct compose_state *state = state_;
    enum status status = compose_check(app, state);

    if (status != STATUS_NOT_FOUND && status != STATUS_FORBIDDEN)
        return status;
    bool is_kept = compose_keep(app, state) == STATUS_OK &&
                   !compose_is_empty(state);

    return refuse(status, "You may not write there any more%s",
        is_kept ? ": your draft is kept" : "");
}

static void
compose_title(struct app *app, const void *state_, struct text *left,
    struct text *right)
{
    const struct compose_state *state = state_;
    (void)app;

    text_add(left, text_bytes(&state->title));
    text_add(right, text_bytes(&state->about));
}

static void
compose_view_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    const struct area area = {top, bottom, 0, app_columns(app)};

    compose_draw(state, app, canvas, &area);
}

static void
compose_keys(struct app *app, const void *state_, struct text *line)
{
    static const char *const words[] = {
        [COMPOSE_SUBJECT] = "Enter to the text  Ctrl-X send  Ctrl-G help  "
                            "Esc leave, draft stays",
        [COMPOSE_BODY] = "Ctrl-X send  Esc leave, draft stays  "
                         "Ctrl-P preview  Ctrl-Z undo  Ctrl-G help",
        [COMPOSE_CONFIRM] = "Enter sends  Esc goes back to writing",
        [COMPOSE_PREVIEW] = "Ctrl-P back to writing  Ctrl-X send",
    };
    const struct compose_state *state = state_;
    (void)app;

    if (state->mode == COMPOSE_CONFIRM && state->early.length > 0)
        text_add_format(line, "%s  Enter sends  Esc goes back",
            text_bytes(&state->early));
    else if (state->mode == COMPOSE_CONFIRM && state->target == DRAFT_ASK)
        compose_ask_keys(state, line);
    else if (state->mode == COMPOSE_CONFIRM && state->is_nameless_allowed)
        text_add(line, "Enter sends with your name  w sends without it  "
                       "Esc back to writing");
    else
        text_add(line, words[state->mode]);
}

static enum request
compose_act(struct app *app, void *state, enum request request)
{
    (void)app;
    (void)state;
    return request == REQUEST_REDRAW || request == REQUEST_LEAVE ||
                   request == REQUEST_HELP
               ? request
               : REQUEST_NONE;
}

static void
leave_without_draft(struct app *app, void *state_)
{
    struct compose_state *state = state_;

    state->kept = compose_changes(state);
    state->begun = state->kept;
    app_pop(app);
}

static void
leave(struct app *app, struct compose_state *state)
{
    bool is_kept = compose_changes(state) != state->kept;

    if (compose_keep(app, state) != STATUS_OK) {
        app_ask(app, "The draft could not be kept. Leave without it?",
            leave_without_draft);
        return;
    }
    app_pop(app);
    if (is_kept && !compose_is_empty(state))
        app_say(app, "Your draft is kept: D shows your drafts.");
}

static void
go_back_to_writing(struct compose_state *state)
{
    state->mode = state->subject != NULL && editor_length(state->subject) == 0
                      ? COMPOSE_SUBJECT
                      : COMPOSE_BODY;
}

static bool
type_confirm(struct app *app, struct compose_state *state,
    const struct key *key)
{
    if (state->target == DRAFT_ASK && compose_ask_type(state, key))
        return true;
    go_back_to_writing(state);
    if (key->kind == KEY_RETURN)
        compose_send(app, state, false);
    else if (state->is_nameless_allowed && key->kind == KEY_CHARACTER &&
             key->point == 'w')
        compose_send(app, state, true);
    return true;
}

static bool
is_control(const struct key *key, char letter)
{
    return key->kind == KEY_CONTROL && key->point == (uint32_t)letter;
}

static bool
type_preview(struct app *app, struct compose_state *state,
    const struct key *key)
{
    (void)app;
    if (key->kind == KEY_ESCAPE || is_control(key, 'p'))
        go_back_to_writing(state);
    else if (key->kind == KEY_ARROW_DOWN)
        state->preview_top++;
    else if (key->kind == KEY_PAGE_DOWN)
        state->preview_top += PREVIEW_PAGE;
    else if (key->kind == KEY_ARROW_UP)
        state->preview_top--;
    else if (key->kind == KEY_PAGE_UP)
        state->preview_top -= PREVIEW_PAGE;
    if (state->preview_top < 0)
        state->preview_top = 0;
    return true;
}

static bool
type_subject(struct app *app, struct compose_state *state,
    const struct key *key)
{
    (void)app;
    if (key->kind == KEY_RETURN || key->kind == KEY_TAB ||
        key->kind == KEY_ARROW_DOWN) {
        state->mode = COMPOSE_BODY;
        return true;
    }
    return editor_key(state->subject, key);
}

static bool
type_body(struct app *app, struct compose_state *state, const struct key *key)
{
    (void)app;
    bool goes_up = key->kind == KEY_BACKTAB ||
                   (key->kind == KEY_ARROW_UP &&
                       editor_cursor(state->body) == 0);

    if (goes_up && state->subject != NULL) {
        state->mode = COMPOSE_SUBJECT;
        return true;
    }
    return editor_key(state->body, key);
}

/* What the keys do that mean the same while writing subject and body. */
static bool
type_command(struct app *app, struct compose_state *state,
    const struct key *key)
{
    if (key->kind == KEY_ESCAPE && state->mode != COMPOSE_PREVIEW)
        leave(app, state);
    else if (is_control(key, 'x'))
        state->mode = COMPOSE_CONFIRM;
    else if (is_control(key, 'p') && state->mode != COMPOSE_PREVIEW)
        state->mode = COMPOSE_PREVIEW;
    else
        return false;
    return true;
}

static struct editor *
written_in(const struct compose_state *state)
{
    return state->mode == COMPOSE_SUBJECT ? state->subject : state->body;
}

static bool
type_in_mode(struct app *app, struct compose_state *state,
    const struct key *key)
{
    static bool (*const types[])(struct app *, struct compose_state *,
        const struct key *) = {
        [COMPOSE_SUBJECT] = type_subject,
        [COMPOSE_BODY] = type_body,
        [COMPOSE_CONFIRM] = type_confirm,
        [COMPOSE_PREVIEW] = type_preview,
    };

    if (key->kind == KEY_PASTE_BEGIN)
        state->is_pasting = true;
    else if (key->kind == KEY_PASTE_END)
        state->is_pasting = false;
    if (state->is_pasting || key->kind == KEY_PASTE_END) {
        /* A paste never sends: it is text, whatever it holds. */
        if (state->mode == COMPOSE_CONFIRM || state->mode == COMPOSE_PREVIEW)
            go_back_to_writing(state);
        return editor_key(written_in(state), key);
    }
    if (state->mode != COMPOSE_CONFIRM && type_command(app, state, key))
        return true;
    return types[state->mode](app, state, key);
}

/* Counts what the editor did not take, and says so, of a paste at its end. */
static void
count_left_out(struct app *app, struct compose_state *state,
    const struct key *key, bool has_changed)
{
    const struct editor *editor = written_in(state);
    bool is_left_out = key->kind == KEY_CHARACTER && !has_changed &&
                       !editor_is_full(editor);
    struct text words = {0};

    if (is_left_out)
        state->left_out++;
    if (state->left_out == 0 || state->is_pasting ||
        (!is_left_out && key->kind != KEY_PASTE_END))
        return;
    compose_count_words(state->left_out, &words);
    app_say(app, "%s", text_bytes(&words));
    text_clear(&words);
}

/* Of a paste at its end. */
static void
say_full(struct app *app, const struct compose_state *state,
    const struct editor *editor)
{
    bool is_left = written_in(state) != editor;

    if (state->is_pasting || is_left || !editor_is_full(editor))
        return;
    if (editor == state->subject)
        app_say(app, "A subject holds %d bytes: no more fits.",
            SUBJECT_BYTES - 1);
    else if (state->target == DRAFT_ASK)
        app_say(app, "A question holds 1000 bytes: no more fits.");
    else
        app_say(app, "A post holds %lld KiB: no more fits.",
            (long long)config_current()->post_kilobytes);
}

static bool
compose_type(struct app *app, void *state_, const struct key *key)
{
    struct compose_state *state = state_;
    bool is_writing = state->mode == COMPOSE_SUBJECT ||
                      state->mode == COMPOSE_BODY;
    const struct editor *editor = written_in(state);
    unsigned changes = compose_changes(state);
    bool is_taken = type_in_mode(app, state, key);

    if (is_writing) {
        count_left_out(app, state, key, compose_changes(state) != changes);
        say_full(app, state, editor);
    }
    if (compose_changes(state) != state->kept && state->unsaved_ticks == 0)
        state->unsaved_ticks = clock_ticks();
    return is_taken;
}

/* Once, and again when they have typed on. */
static void
say_unsaved(struct app *app, struct compose_state *state, enum status status)
{
    if (status == STATUS_FULL || status == STATUS_FAILED)
        app_say(app, "Not saved yet: %s. Your text stays here.", reason());
    else
        app_refuse(app, status);
    state->has_failed = true;
}

static int
compose_tick(struct app *app, void *state_, int64_t now_ticks)
{
    struct compose_state *state = state_;
    int64_t due = state->unsaved_ticks + KEEP_TICKS;

    if (state->unsaved_ticks == 0)
        return -1;
    if (now_ticks < due)
        return (int)(due - now_ticks);
    enum status status = compose_keep(app, state);

    if (status == STATUS_OK && !state->has_kept_place)
        app_keep_place(app);
    if (status == STATUS_OK) {
        if (state->has_failed)
            app_say(app, "Your text is saved now.");
        state->has_failed = false;
        state->has_kept_place = true;
        return -1;
    }
    say_unsaved(app, state, status);
    state->unsaved_ticks = now_ticks;
    return KEEP_TICKS;
}

static void
compose_save(const void *state_, struct text *place)
{
    const struct compose_state *state = state_;

    text_add_format(place, "%s %" PRId64, draft_target_name(state->target),
        state->target_id);
    if (state->reply_to > 0)
        text_add_format(place, " %s %d",
            state->target == DRAFT_EDIT ? "post" : "reply", state->reply_to);
    if (state->has_draft)
        text_add(place, " draft");
}

static void
compose_close(void *state_)
{
    struct compose_state *state = state_;

    text_clear(&state->title);
    text_clear(&state->about);
    text_clear(&state->above);
    text_clear(&state->policy);
    text_clear(&state->shows);
    text_clear(&state->early);
    editor_free(state->subject);
    editor_free(state->body);
}

const struct view compose_view = {
    .name = "compose",
    .state_size = sizeof(struct compose_state),
    .open = compose_open,
    .title = compose_title,
    .draw = compose_view_draw,
    .keys = compose_keys,
    .act = compose_act,
    .type = compose_type,
    .reload = compose_reload,
    .tick = compose_tick,
    .save = compose_save,
    .hangup = compose_hangup,
    .holds = compose_holds,
    .close = compose_close,
};
