/* The second factor: what is asked of the keeper, and what comes of it. */

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "config/config.h"
#include "ui/views/factor.h"

enum {
    HIDE_TICKS = 10 * 60 * 1000 /* that something secret is on the screen */
};

void
factor_wipe(struct factor_state *state)
{
    explicit_bzero(state->secret, sizeof state->secret);
    explicit_bzero(state->codes, sizeof state->codes);
    state->code_count = 0;
    state->replaces = false;
    state->first_row = 0;
    state->page.scroll.selected = 0;
    qr_clear(&state->qr);
    prompt_close(&state->prompt);
    state->stage = FACTOR_STANDS;
}

/* `typed` "": no code goes with it. Clear the answer. */
static enum status
ask_keeper(struct app *app, enum keeping_kind kind, const char *typed,
    struct keeping_answer *answer)
{
    struct keeping_ask *ask = memory_new(sizeof *ask);
    enum status status = STATUS_INVALID;

    *answer = (struct keeping_answer){0};
    ask->kind = kind;
    reason_clear();
    if (text_copy(ask->code, sizeof ask->code, typed))
        status = keeping_send(app_viewer(app), ask, answer);
    else
        status = refuse(status, "that is longer than any code");
    explicit_bzero(ask, sizeof *ask);
    memory_release(ask);
    return status;
}

void
factor_look(struct app *app, struct proving *proving, bool *is_known)
{
    struct keeping_answer answer;
    enum status status = ask_keeper(app, KEEPING_FACTOR, "", &answer);

    *proving = (struct proving){0};
    *is_known = status == STATUS_OK &&
                proving_read(text_bytes(&answer.text), proving);
    keeping_answer_clear(&answer);
    reason_clear();
}

void
factor_end(struct app *app, struct factor_state *state)
{
    bool is_done = state->stage == FACTOR_CODES;

    factor_wipe(state);
    factor_look(app, &state->proving, &state->is_known);
    if (is_done && app_is_confined(app))
        app_release(app);
}

/* ---- A new secret -------------------------------------------------------- */

/* The address that names the site twice is for apps that want it so; one that
 * is shorter makes a smaller picture. */
static void
make_qr(struct app *app, struct factor_state *state)
{
    const char *site = config_current()->name;
    const char *handle = app_viewer(app)->person.handle;
    char address[TOTP_ADDRESS_BYTES];

    for (int with_issuer = 1; with_issuer >= 0; with_issuer--) {
        qr_clear(&state->qr);
        if (!totp_address(site, handle, state->secret, with_issuer == 1,
                address) ||
            !qr_make(&state->qr, address))
            continue;
        if (qr_rows(&state->qr, QR_QUIET_LEAST) <= app_body_rows(app))
            break;
    }
    explicit_bzero(address, sizeof address);
}

static void
show(struct app *app, struct factor_state *state, enum factor_stage stage)
{
    state->stage = stage;
    state->hide_at = clock_ticks() + HIDE_TICKS;
    (void)app;
}

static void
show_secret(struct app *app, struct factor_state *state, const char *secret)
{
    factor_wipe(state);
    if (!text_copy(state->secret, sizeof state->secret, secret)) {
        app_refuse(app, STATUS_FAILED);
        return;
    }
    make_qr(app, state);
    prompt_open(&state->prompt, "", KEEPING_CODE_BYTES - 1);
    show(app, state, FACTOR_SHOWS);
}

void
factor_begin(struct app *app, struct factor_state *state)
{
    struct keeping_answer answer;
    enum status status = ask_keeper(app, KEEPING_FACTOR_ON, "", &answer);

    if (status == STATUS_OK)
        show_secret(app, state, text_bytes(&answer.text));
    else
        app_refuse(app, status);
    keeping_answer_clear(&answer);
}

/* ---- Codes --------------------------------------------------------------- */

static void
take_codes(struct factor_state *state, const char *lines)
{
    while (*lines != '\0' && state->code_count < PROVING_RECOVERY_CODES) {
        char *code = state->codes[state->code_count];
        size_t length = strcspn(lines, "\n");

        if (length >= CODE_TEXT_BYTES)
            break;
        memcpy(code, lines, length);
        code[length] = '\0';
        state->code_count++;
        lines += length + (lines[length] == '\n');
    }
}

void
factor_ask_code(struct app *app, struct factor_state *state,
    enum factor_stage stage)
{
    if (stage == FACTOR_ENDING && state->proving.is_demanded) {
        app_say(app, "Your role here demands a second factor, so it stays on.");
        return;
    }
    state->stage = stage;
    prompt_open(&state->prompt, "", KEEPING_CODE_BYTES - 1);
}

static void
enter(struct app *app, struct factor_state *state)
{
    static const enum keeping_kind kinds[FACTOR_STAGES] = {
        [FACTOR_SHOWS] = KEEPING_FACTOR_CONFIRM,
        [FACTOR_RENEWING] = KEEPING_FACTOR_CODES,
        [FACTOR_ENDING] = KEEPING_FACTOR_OFF,
        [FACTOR_REPLACING] = KEEPING_FACTOR_REPLACE,
    };
    enum factor_stage stage = state->stage;
    bool replaces = state->replaces || stage == FACTOR_REPLACING;
    struct keeping_answer answer;
    enum status status = ask_keeper(app, kinds[state->stage],
        prompt_text(&state->prompt), &answer);

    if (status != STATUS_OK) {
        app_refuse(app, status);
        prompt_set(&state->prompt, "");
    } else if (stage == FACTOR_ENDING) {
        factor_end(app, state);
        app_say(app, "Your second factor is off.");
    } else if (stage == FACTOR_REPLACING) {
        show_secret(app, state, text_bytes(&answer.text));
        state->replaces = replaces;
    } else {
        factor_wipe(state);
        take_codes(state, text_bytes(&answer.text));
        state->replaces = replaces;
        show(app, state, FACTOR_CODES);
    }
    keeping_answer_clear(&answer);
}

void
factor_type(struct app *app, struct factor_state *state, const struct key *key)
{
    switch (prompt_key(&state->prompt, key)) {
    case PROMPT_ENTERED:
        enter(app, state);
        break;
    case PROMPT_LEFT:
        factor_end(app, state);
        app_say(app, "Nothing has changed.");
        break;
    case PROMPT_OTHERS:
        page_act(&state->page,
            key->kind == KEY_ARROW_UP || key->kind == KEY_PAGE_UP
                ? REQUEST_PREVIOUS
                : REQUEST_NEXT,
            state->page.rows);
        break;
    case PROMPT_STAYS:
        if (prompt_is_full(&state->prompt))
            app_say(app, "That is longer than any code.");
        break;
    }
}
