/* Dialogue: the ways in from here on, and the policy. */

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "commands/print.h"
#include "config/config.h"
#include "daemon/dialogue_steps.h"

enum {
    INDENT = 2
};

/* ---- Ways in ------------------------------------------------------------- */

/* A key logs in one person; that of who comes back is theirs again. */
static bool
needs_key(const struct dialogue *dialogue)
{
    const struct keeping_answer *known = &dialogue->known;

    return !dialogue->is_owner && known->fingerprint[0] != '\0' &&
           config_current()->login_key &&
           (known->owner[0] == '\0' ||
               (known->is_back && text_equals(known->owner, known->handle)));
}

static void
ask_key(struct dialogue *dialogue)
{
    dialogue_say(dialogue, "Your computer has shown the key %s.",
        dialogue->known.fingerprint);
    text_add(dialogue->out, "Log in with it from now on? [Y/n]: ");
}

static bool
take_key(struct dialogue *dialogue, const char *line)
{
    int yes = dialogue_is_yes(line, true);

    dialogue->takes_key = yes == 1;
    return yes >= 0;
}

bool
dialogue_needs_password(const struct dialogue *dialogue)
{
    return !dialogue->is_owner && !dialogue->takes_key;
}

static void
ask_password(struct dialogue *dialogue)
{
    if (config_current()->login_password)
        dialogue_ask_with(dialogue, "Password, 8 characters or more, not shown",
            "");
    else
        dialogue_leave(dialogue,
            "This site takes keys alone. Make one with: ssh-keygen -t ed25519 "
            "and connect again; the code is as good as before.");
}

static bool
take_password(struct dialogue *dialogue, const char *line)
{
    if (credentials_check_length(strlen(line)) != STATUS_OK) {
        dialogue_say(dialogue, "%s", reason());
        return false;
    }
    return text_copy(dialogue->password, sizeof dialogue->password, line);
}

static void
ask_repeat(struct dialogue *dialogue)
{
    dialogue_ask_with(dialogue, "The same once more", "");
}

static bool
take_repeat(struct dialogue *dialogue, const char *line)
{
    if (text_equals(line, dialogue->password))
        return true;
    dialogue_say(dialogue, "These were not the same.");
    sodium_memzero(dialogue->password, sizeof dialogue->password);
    dialogue->step = DIALOGUE_PASSWORD;
    return false;
}

/* ---- The policy ---------------------------------------------------------- */

static bool
needs_policy(const struct dialogue *dialogue)
{
    return dialogue_is_new(dialogue) && dialogue->known.number != 0;
}

/* Piece by piece; false: it was said why there is none. */
static bool
load_policy(struct dialogue *dialogue, struct text *body)
{
    bool is_more = true;

    while (is_more) {
        struct keeping_ask ask = {.kind = KEEPING_JOIN_POLICY};
        struct keeping_answer answer;

        ask.number = (int64_t)body->length;
        bool is_told = dialogue_send(dialogue, &ask, &answer);
        is_more = is_told && answer.text.length > 0;
        if (is_more)
            text_add(body, text_bytes(&answer.text));
        dialogue->version = answer.number;
        keeping_answer_clear(&answer);
        if (!is_told)
            return false;
    }
    return true;
}

static void
ask_policy(struct dialogue *dialogue)
{
    struct text body = {0};

    text_add(dialogue->out, "\n");
    if (load_policy(dialogue, &body)) {
        print_wrapped(dialogue->out, INDENT, text_bytes(&body));
        text_add(dialogue->out,
            "\nThat is what we have agreed on here. Do you accept it? "
            "[yes/no]: ");
    } else {
        dialogue->end = DIALOGUE_LEFT;
    }
    text_clear(&body);
}

static bool
take_policy(struct dialogue *dialogue, const char *line)
{
    int yes = dialogue_is_yes(line, false);

    if (yes == 0 && line[0] != '\0')
        dialogue_leave(dialogue,
            "Then nothing has happened. The code is as good as "
            "before, should you think otherwise.");
    return yes == 1;
}

const struct step step_key = {needs_key, ask_key, take_key};
const struct step step_password = {dialogue_needs_password, ask_password,
    take_password};
const struct step step_repeat = {dialogue_needs_password, ask_repeat,
    take_repeat};
const struct step step_policy = {needs_policy, ask_policy, take_policy};
