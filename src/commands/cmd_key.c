/* Keys and passwords: what lets a person in, as they change it themselves. */

#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "board/keeping.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    KEY_INPUT_BYTES = 65536,
    FINGERPRINT_LEAST = 4, /* characters after SHA256: that may stand for all */
    PASSWORD_LINES_BYTES = 2 * PASSWORD_BYTES,
    KEY_INDENT = 4,
    WHEN_BYTES = 32
};

static const char hash_name[] = "SHA256:";

static void
print_key(struct command_call *call, const struct listed_key *key)
{
    struct text line = {0};
    char when[WHEN_BYTES];

    moment_short(key->added_at, clock_now(), viewer_zone(call->viewer), when,
        sizeof when);
    text_add_format(&line, "%s, added %s", key->type, when);
    if (key->comment[0] != '\0')
        text_add_format(&line, ", %s", key->comment);
    print_line(&call->out, "%s", key->fingerprint);
    print_spaces(&call->out, KEY_INDENT);
    print_line(&call->out, "%s", text_bytes(&line));
    text_clear(&line);
}

static json_t *
key_json(const struct listed_key *key)
{
    return json_pack("{s:s, s:s, s:s, s:o}", "fingerprint", key->fingerprint,
        "type", key->type, "comment", key->comment, "added_at",
        print_json_time(key->added_at));
}

static enum status
cmd_keys(struct command_call *call)
{
    struct keeping_ask ask = {.kind = KEEPING_KEYS};
    struct keeping_answer answer;
    struct listed_key key;
    enum status status = keeping_send(call->viewer, &ask, &answer);
    const char *at = text_bytes(&answer.text);
    json_t *rows = json_array();

    if (status == STATUS_OK && !call->wants_json && *at == '\0')
        text_add(&call->out, "No keys: you come in with your password.\n");
    while (status == STATUS_OK && keeping_key_read(&at, &key)) {
        if (call->wants_json)
            json_array_append_new(rows, key_json(&key));
        else
            print_key(call, &key);
    }
    if (status == STATUS_OK && call->wants_json)
        print_json(call, rows);
    else
        json_decref(rows);
    keeping_answer_clear(&answer);
    return status;
}

/* ---- Adding -------------------------------------------------------------- */

static bool
is_key_line(const char *line, size_t length)
{
    size_t blanks = strspn(line, " \t\r");

    return blanks < length && line[blanks] != '#';
}

/* The one line of a .pub file that holds a key, remarks left out. */
static enum status
take_line(const char *bytes, char line[KEEPING_LINE_BYTES])
{
    int count = 0;

    for (const char *at = bytes; *at != '\0';
         at += strcspn(at, "\n"), at += *at == '\n') {
        size_t length = strcspn(at, "\n");

        if (!is_key_line(at, length))
            continue;
        if (count > 0 && text_starts(line, "----"))
            break; /* no .pub file at all: its first line tells */
        if (length >= KEEPING_LINE_BYTES)
            return refuse(STATUS_INVALID, "key: longer than any we take");
        memcpy(line, at, length);
        line[length] = '\0';
        count++;
    }
    if (count == 0)
        return refuse(STATUS_INVALID,
            "key: there is none; give what stands in a .pub file");
    if (count > 1)
        return refuse(STATUS_INVALID, "key: one at a time, these are %d",
            count);
    return STATUS_OK;
}

static enum status
cmd_keys_add(struct command_call *call)
{
    struct keeping_ask ask = {.kind = KEEPING_KEY_ADD};
    struct keeping_answer answer = {0};
    struct text given = {0};
    enum status status = STATUS_OK;

    if (call->argument[0] != NULL)
        text_add(&given, call->argument[0]);
    else
        status = command_read_input(call, KEY_INPUT_BYTES, &given);
    if (status == STATUS_OK)
        status = take_line(text_bytes(&given), ask.line);
    if (status == STATUS_OK)
        status = keeping_send(call->viewer, &ask, &answer);
    if (status == STATUS_OK)
        print_line(&call->out, "Added %s.", text_bytes(&answer.text));
    keeping_answer_clear(&answer);
    text_clear(&given);
    return status;
}

/* ---- Removing ------------------------------------------------------------ */

static bool
is_meant(const struct listed_key *key, const char *given)
{
    size_t prefix = text_starts(given, hash_name) ? 0 : sizeof hash_name - 1;

    return text_starts(key->fingerprint + prefix, given);
}

/* The whole fingerprint of the one key of theirs that begins so. */
static enum status
find_key(struct command_call *call, const char *given,
    char fingerprint[KEEPING_LINE_BYTES])
{
    struct keeping_ask ask = {.kind = KEEPING_KEYS};
    struct keeping_answer answer;
    struct listed_key key;
    int count = 0;
    enum status status = keeping_send(call->viewer, &ask, &answer);
    const char *at = text_bytes(&answer.text);

    while (status == STATUS_OK && keeping_key_read(&at, &key)) {
        if (!is_meant(&key, given))
            continue;
        text_copy(fingerprint, KEEPING_LINE_BYTES, key.fingerprint);
        count++;
    }
    keeping_answer_clear(&answer);
    if (status == STATUS_OK && count == 0)
        status = refuse(STATUS_NOT_FOUND,
            "you have no key %.64s; keys shows those you have", given);
    if (status == STATUS_OK && count > 1)
        status = refuse(STATUS_INVALID, "%d of your keys begin with %.64s",
            count, given);
    return status;
}

static enum status
cmd_keys_remove(struct command_call *call)
{
    const char *given = call->argument[0];
    struct keeping_ask ask = {.kind = KEEPING_KEY_REMOVE};
    struct keeping_answer answer = {0};
    size_t prefix = text_starts(given, hash_name) ? sizeof hash_name - 1 : 0;

    if (strlen(given) < prefix + FINGERPRINT_LEAST)
        return refuse(STATUS_INVALID,
            "give the fingerprint, or its first %d characters",
            FINGERPRINT_LEAST);
    enum status status = find_key(call, given, ask.line);
    if (status == STATUS_OK)
        status = keeping_send(call->viewer, &ask, &answer);
    if (status == STATUS_OK)
        print_line(&call->out, "Removed %s.", ask.line);
    keeping_answer_clear(&answer);
    return status;
}

/* ---- Passwords ----------------------------------------------------------- */

static enum status
ask_passwords(struct command_call *call, struct keeping_ask *ask)
{
    char again[PASSWORD_BYTES];
    enum status status = command_ask_hidden(call,
        "Old password (Enter where you have none): ", ask->old_password,
        sizeof ask->old_password);

    if (status == STATUS_OK)
        status = command_ask_hidden(call, "New password: ", ask->password,
            sizeof ask->password);
    if (status != STATUS_OK)
        return status;
    status = command_ask_hidden(call, "The new one again: ", again,
        sizeof again);
    if (status == STATUS_OK && !text_equals(again, ask->password))
        status = refuse(STATUS_INVALID, "the two differ; nothing was changed");
    sodium_memzero(again, sizeof again);
    return status;
}

static enum status
read_passwords(struct command_call *call, struct keeping_ask *ask)
{
    struct text given = {0};

    if (call->io->input < 0)
        return refuse(STATUS_INVALID,
            "here it would be seen; ssh -t HOST password asks for it unseen");
    enum status status = command_read_input(call, PASSWORD_LINES_BYTES, &given);
    const char *old = text_bytes(&given);
    size_t old_length = strcspn(old, "\r\n");
    const char *fresh = old + old_length;

    fresh += *fresh == '\r';
    fresh += *fresh == '\n';
    if (status == STATUS_OK &&
        (fresh == old + old_length || strpbrk(fresh, "\r\n") != NULL))
        status = refuse(STATUS_INVALID,
            "give two lines: the old password, empty where there is none, and "
            "the new one");
    if (status == STATUS_OK && (old_length >= sizeof ask->old_password ||
                                   strlen(fresh) >= sizeof ask->password))
        status = credentials_check_length(PASSWORD_LINES_BYTES);
    if (status == STATUS_OK) {
        memcpy(ask->old_password, old, old_length);
        text_copy(ask->password, sizeof ask->password, fresh);
    }
    if (given.bytes != NULL)
        sodium_memzero(given.bytes, given.capacity);
    text_clear(&given);
    return status;
}

static enum status
cmd_password(struct command_call *call)
{
    struct keeping_ask ask = {.kind = KEEPING_PASSWORD};
    struct keeping_answer answer = {0};
    enum status status = command_can_ask(call) ? ask_passwords(call, &ask)
                                               : read_passwords(call, &ask);

    if (status == STATUS_OK)
        status = keeping_send(call->viewer, &ask, &answer);
    sodium_memzero(&ask, sizeof ask);
    if (status == STATUS_OK)
        text_add(&call->out, "Your password is changed.\n");
    keeping_answer_clear(&answer);
    return status;
}

const struct command key_commands[] = {
    {
        .pattern = "keys [--json]",
        .help = "your SSH keys: fingerprint, type, when it was added, comment",
        .run = cmd_keys,
        .needs_person = true,
    },
    {
        .pattern = "keys list [--json]",
        .help = "the same",
        .run = cmd_keys,
        .needs_person = true,
    },
    {
        .pattern = "keys add [<line>...]",
        .help = "add one, as it stands in a .pub file: keys add < id_x.pub",
        .run = cmd_keys_add,
        .needs_person = true,
    },
    {
        .pattern = "keys remove <fingerprint>",
        .help = "take one away; its first characters will do",
        .run = cmd_keys_remove,
        .needs_person = true,
    },
    {
        .pattern = "password",
        .help = "change your password; without a terminal two lines, old and "
                "new",
        .run = cmd_password,
        .needs_person = true,
    },
    {0},
};
