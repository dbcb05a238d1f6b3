/* Dialogue: joining, a question and a line at a time. */

#include "daemon/dialogue.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/unicode.h"
#include "commands/print.h"
#include "config/config.h"
#include "daemon/dialogue_steps.h"
#include "ui/display.h"

enum {
    PORT_BYTES = 8,
    INDENT = 2
};

/* ---- Saying -------------------------------------------------------------- */

void
dialogue_say(struct dialogue *dialogue, const char *format, ...)
{
    char words[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    print_wrapped(dialogue->out, INDENT, words);
}

void
dialogue_ask_with(struct dialogue *dialogue, const char *question,
    const char *otherwise)
{
    text_add(dialogue->out, question);
    if (otherwise[0] != '\0')
        text_add_format(dialogue->out, " [%s]", otherwise);
    text_add(dialogue->out, ": ");
}

void
dialogue_leave(struct dialogue *dialogue, const char *why)
{
    dialogue_say(dialogue, "%s", why);
    dialogue->end = DIALOGUE_LEFT;
}

bool
dialogue_send(struct dialogue *dialogue, struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    const struct keeper_line *keeper = dialogue->keeper;

    reason_clear();
    *answer = (struct keeping_answer){0};
    text_copy(ask->code, sizeof ask->code, dialogue->code);
    enum status status = keeper->send(keeper->context, ask, answer);
    if (status == STATUS_OK && answer->status != STATUS_OK)
        status = refuse(answer->status, "%s", answer->why);
    if (status == STATUS_OK)
        return true;
    dialogue_say(dialogue, "%s", reason());
    if (status == STATUS_FULL)
        dialogue->end = DIALOGUE_LEFT;
    return false;
}

int
dialogue_is_yes(const char *line, bool otherwise)
{
    if (line[0] == '\0')
        return otherwise;
    if (text_equals(line, "y") || text_equals(line, "Y") ||
        text_equals(line, "yes") || text_equals(line, "Yes"))
        return 1;
    if (text_equals(line, "n") || text_equals(line, "N") ||
        text_equals(line, "no") || text_equals(line, "No"))
        return 0;
    return -1;
}

/* ---- The last step ------------------------------------------------------- */

static void
tell_joined(struct dialogue *dialogue)
{
    char port[PORT_BYTES];

    snprintf(port, sizeof port, "%d", (int)config_current()->port);
    const struct display_values values = {
        .site = config_current()->name,
        .name = dialogue->name,
        .handle = dialogue->handle,
        .host = dialogue->host,
        .port = port,
    };

    text_add(dialogue->out, "\n");
    if (display_show("joined", &values, dialogue->out) != STATUS_OK)
        dialogue_say(dialogue, "Done: you are %s.", dialogue->handle);
    text_add(dialogue->out, "\n");
}

/* Where to ask again, for what was wrong. */
static enum dialogue_step
step_of(enum keeping_field field)
{
    static const enum dialogue_step steps[KEEPING_FIELD_COUNT] = {
        [KEEPING_FIELD_NONE] = DIALOGUE_REDEEM,
        [KEEPING_FIELD_CODE] = DIALOGUE_CODE,
        [KEEPING_FIELD_LOGIN] = DIALOGUE_LOGIN,
        [KEEPING_FIELD_NAME] = DIALOGUE_NAME,
        [KEEPING_FIELD_HANDLE] = DIALOGUE_HANDLE,
        [KEEPING_FIELD_KEY] = DIALOGUE_PASSWORD,
        [KEEPING_FIELD_PASSWORD] = DIALOGUE_PASSWORD,
        [KEEPING_FIELD_POLICY] = DIALOGUE_POLICY,
    };

    return steps[field];
}

/* What was said before the code, or of another person, does not count. */
static void
go_back(struct dialogue *dialogue, enum keeping_field field)
{
    dialogue->step = step_of(field);
    dialogue->has_tried = field != KEEPING_FIELD_CODE &&
                          field != KEEPING_FIELD_LOGIN;
    if (field == KEEPING_FIELD_KEY)
        dialogue->takes_key = false;
}

static bool
redeem(struct dialogue *dialogue)
{
    struct keeping_ask ask = {
        .kind = KEEPING_JOIN_REDEEM,
        .number = dialogue->version,
        .takes_key = dialogue->takes_key,
        .is_owner = dialogue->is_owner,
    };
    struct keeping_answer answer;

    text_copy(ask.login, sizeof ask.login, dialogue->login);
    text_copy(ask.name, sizeof ask.name, dialogue->name);
    text_copy(ask.handle, sizeof ask.handle, dialogue->handle);
    if (dialogue_needs_password(dialogue))
        text_copy(ask.password, sizeof ask.password, dialogue->password);
    bool is_in = dialogue_send(dialogue, &ask, &answer);
    sodium_memzero(&ask, sizeof ask);
    dialogue->needs_login = is_in && answer.needs_login;
    if (is_in)
        text_copy(dialogue->handle, sizeof dialogue->handle, answer.handle);
    else
        go_back(dialogue, answer.field);
    keeping_answer_clear(&answer);
    return is_in;
}

static void
ask_redeem(struct dialogue *dialogue)
{
    text_add(dialogue->out, "Enter tries again: ");
}

static bool
take_redeem(struct dialogue *dialogue, const char *line)
{
    (void)dialogue;
    (void)line;
    return true; /* which leads to another try */
}

static void
ask_go(struct dialogue *dialogue)
{
    tell_joined(dialogue);
    if (dialogue->needs_login) {
        dialogue_say(dialogue,
            "Log in now as always: a second factor is wanted of you.");
        dialogue->end = DIALOGUE_JOINED;
        return;
    }
    text_add(dialogue->out, "Press Enter to go in: ");
}

static bool
take_go(struct dialogue *dialogue, const char *line)
{
    (void)line;
    dialogue->end = DIALOGUE_JOINED;
    return false;
}

/* ---- The order ----------------------------------------------------------- */

static const struct step step_redeem = {NULL, ask_redeem, take_redeem};
static const struct step step_go = {NULL, ask_go, take_go};

static const struct step *const steps[DIALOGUE_STEPS] = {
    [DIALOGUE_CODE] = &step_code,
    [DIALOGUE_OWNER] = &step_owner,
    [DIALOGUE_LOGIN] = &step_login,
    [DIALOGUE_NAME] = &step_name,
    [DIALOGUE_HANDLE] = &step_handle,
    [DIALOGUE_KEY] = &step_key,
    [DIALOGUE_PASSWORD] = &step_password,
    [DIALOGUE_REPEAT] = &step_repeat,
    [DIALOGUE_POLICY] = &step_policy,
    [DIALOGUE_REDEEM] = &step_redeem,
    [DIALOGUE_GO] = &step_go,
};

static bool
is_needed(const struct dialogue *dialogue)
{
    const struct step *step = steps[dialogue->step];

    return step->is_needed == NULL || step->is_needed(dialogue);
}

/* After an answer: the next that is needed, or, where all was asked before,
 * the last; a password is always asked twice. */
static void
go_on(struct dialogue *dialogue)
{
    bool is_repeat = dialogue->step == DIALOGUE_PASSWORD;

    if (dialogue->step != DIALOGUE_REDEEM)
        dialogue->step = dialogue->has_tried && !is_repeat
                             ? DIALOGUE_REDEEM
                             : (enum dialogue_step)(dialogue->step + 1);
    while (!is_needed(dialogue))
        dialogue->step = (enum dialogue_step)(dialogue->step + 1);
    if (dialogue->step == DIALOGUE_REDEEM && redeem(dialogue))
        dialogue->step = DIALOGUE_GO;
}

void
dialogue_begin(struct dialogue *dialogue, const struct keeper_line *keeper,
    const char *host, struct text *out)
{
    const struct display_values values = {
        .site = config_current()->name,
        .host = host,
    };

    *dialogue = (struct dialogue){.keeper = keeper, .host = host, .out = out};
    if (display_show("join", &values, out) == STATUS_OK)
        text_add(out, "\n");
    steps[dialogue->step]->ask(dialogue);
}

void
dialogue_take(struct dialogue *dialogue, const char *line)
{
    struct text clean = {0};

    /* A password is what was typed, to the byte. */
    if (line == NULL)
        dialogue_say(dialogue, "That line is too long.");
    else if (dialogue_is_hidden(dialogue))
        text_add(&clean, line);
    else
        text_clean(&clean, TEXT_LINE, line, strlen(line), NULL);
    if (line != NULL &&
        steps[dialogue->step]->take(dialogue, text_bytes(&clean)) &&
        dialogue->end == DIALOGUE_GOES_ON)
        go_on(dialogue);
    if (dialogue->end == DIALOGUE_GOES_ON)
        steps[dialogue->step]->ask(dialogue);
    if (clean.bytes != NULL)
        sodium_memzero(clean.bytes, clean.capacity);
    text_clear(&clean);
}

bool
dialogue_is_hidden(const struct dialogue *dialogue)
{
    return dialogue->step == DIALOGUE_PASSWORD ||
           dialogue->step == DIALOGUE_REPEAT;
}

void
dialogue_clear(struct dialogue *dialogue)
{
    keeping_answer_clear(&dialogue->known);
    sodium_memzero(dialogue, sizeof *dialogue);
}
