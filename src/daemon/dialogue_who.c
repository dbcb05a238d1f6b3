/* Dialogue: the code, and who somebody is by it. */

#include <sodium.h>
#include <string.h>

#include "base/code.h"
#include "base/text.h"
#include "daemon/dialogue_steps.h"

/* ---- The code ------------------------------------------------------------ */

static void
ask_code(struct dialogue *dialogue)
{
    dialogue_ask_with(dialogue, "Enrolment code", "");
}

static void
tell_code(struct dialogue *dialogue)
{
    const struct keeping_answer *known = &dialogue->known;

    if (known->is_back)
        dialogue_say(dialogue, "This code lets %s (%s) back in.", known->name,
            known->handle);
    else
        dialogue_say(dialogue, "%s: %s, as %s %s.", known->program,
            known->cohort,
            strchr("aeiou", role_name(known->role)[0]) != NULL ? "an" : "a",
            known->role == ROLE_SME ? "SME" : role_name(known->role));
    text_add(dialogue->out, "\n");
}

static bool
take_code(struct dialogue *dialogue, const char *line)
{
    struct keeping_ask ask = {.kind = KEEPING_JOIN_CODE};
    struct keeping_answer answer;
    char digits[CODE_DIGITS + 1];

    if (line[0] == '\0')
        return false;
    if (code_read(line, digits) != STATUS_OK) {
        dialogue_say(dialogue, "%s", reason());
        return false;
    }
    text_copy(dialogue->code, sizeof dialogue->code, digits);
    sodium_memzero(digits, sizeof digits);
    if (!dialogue_send(dialogue, &ask, &answer)) {
        keeping_answer_clear(&answer);
        return false;
    }
    keeping_answer_clear(&dialogue->known);
    dialogue->known = answer;
    dialogue->is_owner = false;
    dialogue->takes_key = false;
    dialogue->login[0] = '\0';
    tell_code(dialogue);
    return true;
}

/* ---- Who ----------------------------------------------------------------- */

bool
dialogue_is_new(const struct dialogue *dialogue)
{
    return !dialogue->known.is_back && !dialogue->is_owner;
}

static bool
needs_owner(const struct dialogue *dialogue)
{
    return dialogue->known.owner[0] != '\0' && !dialogue->known.is_back;
}

static void
ask_owner(struct dialogue *dialogue)
{
    dialogue_say(dialogue,
        "Your computer has shown the key of %s, who is here already.",
        dialogue->known.owner);
    text_add_format(dialogue->out,
        "Enrol %s with this code? [Y/n]: ", dialogue->known.owner);
}

static bool
take_owner(struct dialogue *dialogue, const char *line)
{
    int yes = dialogue_is_yes(line, true);

    dialogue->is_owner = yes == 1;
    return yes >= 0;
}

static bool
needs_login(const struct dialogue *dialogue)
{
    return dialogue_is_new(dialogue) && dialogue->known.has_roster;
}

static void
ask_login(struct dialogue *dialogue)
{
    dialogue_say(dialogue,
        "If your training has put you on a list, say who you are "
        "there: your email or login id. Else press Enter.");
    dialogue_ask_with(dialogue, "Email or login id", "none");
}

static bool
take_login(struct dialogue *dialogue, const char *line)
{
    struct keeping_ask ask = {.kind = KEEPING_JOIN_PERSON};
    struct keeping_answer answer;

    dialogue->login[0] = '\0';
    if (line[0] == '\0' || text_equals(line, "none"))
        return true;
    if (!text_copy(ask.login, sizeof ask.login, line)) {
        dialogue_say(dialogue, "that is longer than any");
        return false;
    }
    bool is_found = dialogue_send(dialogue, &ask, &answer);
    if (is_found) {
        text_copy(dialogue->login, sizeof dialogue->login, line);
        text_copy(dialogue->name, sizeof dialogue->name, answer.name);
        text_copy(dialogue->handle, sizeof dialogue->handle, answer.handle);
        dialogue_say(dialogue, "You are on it as %s.", answer.name);
    }
    keeping_answer_clear(&answer);
    return is_found;
}

static void
ask_name(struct dialogue *dialogue)
{
    dialogue_ask_with(dialogue, "Your name, as others will see it",
        dialogue->name);
}

static bool
take_name(struct dialogue *dialogue, const char *line)
{
    struct keeping_ask ask = {.kind = KEEPING_JOIN_NAME};
    struct keeping_answer answer;
    const char *name = line[0] != '\0' ? line : dialogue->name;

    if (name[0] == '\0') {
        dialogue_say(dialogue, "A name is wanted, as colleagues know you.");
        return false;
    }
    if (!text_copy(ask.name, sizeof ask.name, name)) {
        dialogue_say(dialogue, "name: at most %d bytes", NAME_BYTES - 1);
        return false;
    }
    text_copy(ask.login, sizeof ask.login, dialogue->login);
    bool is_taken = dialogue_send(dialogue, &ask, &answer);
    if (is_taken) {
        text_copy(dialogue->name, sizeof dialogue->name, answer.name);
        if (dialogue->login[0] == '\0')
            text_copy(dialogue->handle, sizeof dialogue->handle, answer.handle);
    }
    keeping_answer_clear(&answer);
    return is_taken;
}

static void
ask_handle(struct dialogue *dialogue)
{
    dialogue_ask_with(dialogue, "Your handle, a short name to log in with",
        dialogue->handle);
}

static bool
take_handle(struct dialogue *dialogue, const char *line)
{
    struct keeping_ask ask = {.kind = KEEPING_JOIN_HANDLE};
    struct keeping_answer answer;
    const char *handle = line[0] != '\0' ? line : dialogue->handle;

    if (!text_copy(ask.handle, sizeof ask.handle, handle)) {
        dialogue_say(dialogue, "handle: at most %d letters", HANDLE_BYTES - 1);
        return false;
    }
    text_copy(ask.login, sizeof ask.login, dialogue->login);
    bool is_free = dialogue_send(dialogue, &ask, &answer);
    if (is_free)
        text_copy(dialogue->handle, sizeof dialogue->handle, ask.handle);
    keeping_answer_clear(&answer);
    return is_free;
}

const struct step step_code = {NULL, ask_code, take_code};
const struct step step_owner = {needs_owner, ask_owner, take_owner};
const struct step step_login = {needs_login, ask_login, take_login};
const struct step step_name = {dialogue_is_new, ask_name, take_name};
const struct step step_handle = {dialogue_is_new, ask_handle, take_handle};
