/* The second factor: turned on and off, its codes. */

#include <sodium.h>
#include <string.h>

#include "base/totp.h"
#include "board/proving.h"
#include "commands/print.h"
#include "commands/tables.h"
#include "config/config.h"

/* Asks the keeper; `typed` NULL: no code goes with it. Clear the answer. */
static enum status
ask_keeper(struct command_call *call, enum keeping_kind kind, const char *typed,
    struct keeping_answer *answer)
{
    struct keeping_ask ask = {.kind = kind};

    *answer = (struct keeping_answer){0};
    if (typed != NULL && !text_copy(ask.code, sizeof ask.code, typed))
        return refuse(STATUS_INVALID, "that is longer than any code");
    enum status status = keeping_send(call->viewer, &ask, answer);
    sodium_memzero(&ask, sizeof ask);
    return status;
}

static void
print_how_it_stands(struct command_call *call, const struct proving *proving)
{
    struct text *out = &call->out;

    if (proving->is_on)
        text_add_format(out,
            "Your second factor is on; recovery codes left: %d.",
            proving->codes_left);
    else if (proving->is_begun)
        text_add(out,
            "Your second factor waits for its first code: second-factor "
            "confirm CODE.");
    else
        text_add(out, "You have no second factor.");
    if (proving->has_next)
        text_add(out,
            " Another app waits for its first code: second-factor confirm "
            "CODE.");
    text_add(out, proving->is_demanded ? " Your role demands one.\n" : "\n");
}

static enum status
cmd_second_factor(struct command_call *call)
{
    struct keeping_answer answer;
    struct proving proving;
    enum status status = ask_keeper(call, KEEPING_FACTOR, NULL, &answer);

    if (status == STATUS_OK &&
        !proving_read(text_bytes(&answer.text), &proving))
        status = STATUS_FAILED;
    if (status == STATUS_OK)
        print_how_it_stands(call, &proving);
    keeping_answer_clear(&answer);
    return status;
}

static void
print_secret(struct command_call *call, const char *secret, const char *holds)
{
    char grouped[TOTP_GROUPED_BYTES];
    char address[TOTP_ADDRESS_BYTES];

    totp_secret_group(secret, grouped);
    text_add_format(&call->out,
        "Add this secret to your authenticator app, by hand:\n\n    %s\n",
        grouped);
    if (totp_address(config_current()->name, call->viewer->person.handle,
            secret, true, address))
        text_add_format(&call->out, "\nor give it this address:\n\n    %s\n",
            address);
    text_add_format(&call->out, "\n%s\n", holds);
    sodium_memzero(grouped, sizeof grouped);
    sodium_memzero(address, sizeof address);
}

static enum status
cmd_on(struct command_call *call)
{
    struct keeping_answer answer;
    enum status status = ask_keeper(call, KEEPING_FACTOR_ON, NULL, &answer);

    if (status == STATUS_OK)
        print_secret(call, text_bytes(&answer.text),
            "It holds once the app has shown a right code: second-factor "
            "confirm CODE");
    keeping_answer_clear(&answer);
    return status;
}

static enum status
cmd_renew(struct command_call *call)
{
    struct keeping_answer answer;
    enum status status = ask_keeper(call, KEEPING_FACTOR_REPLACE,
        call->argument[0], &answer);

    if (status == STATUS_OK)
        print_secret(call, text_bytes(&answer.text),
            "The old one counts until the app has shown a right code of this "
            "one, within\nthe hour: second-factor confirm CODE");
    keeping_answer_clear(&answer);
    return status;
}

static enum status
print_codes(struct command_call *call, enum keeping_kind kind,
    const char *words, const char *renewed)
{
    struct keeping_answer answer;
    enum status status = ask_keeper(call, kind, call->argument[0], &answer);

    if (status == STATUS_OK)
        text_add_format(&call->out,
            "%s\n\n%s\nEach of these recovery codes serves once in place of "
            "the app's. Keep them\nsafe: they are not shown again.\n",
            answer.number == 0 ? words : renewed, text_bytes(&answer.text));
    keeping_answer_clear(&answer);
    return status;
}

static enum status
cmd_confirm(struct command_call *call)
{
    return print_codes(call, KEEPING_FACTOR_CONFIRM,
        "Your second factor is on: from the next login on a code is wanted.",
        "The new app counts from now on. The old one, and the recovery codes "
        "you had,\nserve no more.");
}

static enum status
cmd_codes(struct command_call *call)
{
    static const char words[] = "The recovery codes you had serve no more.";

    return print_codes(call, KEEPING_FACTOR_CODES, words, words);
}

static enum status
cmd_off(struct command_call *call)
{
    const char *typed = call->argument[0] != NULL ? call->argument[0] : "";
    struct keeping_answer answer;
    enum status status = ask_keeper(call, KEEPING_FACTOR_OFF, typed, &answer);

    if (status == STATUS_OK)
        print_line(&call->out, "Your second factor is off.");
    keeping_answer_clear(&answer);
    return status;
}

const struct command second_factor_commands[] = {
    {
        .pattern = "second-factor",
        .help = "whether a code is wanted beside your key or password",
        .run = cmd_second_factor,
        .needs_person = true,
    },
    {
        .pattern = "second-factor on",
        .help = "a new secret for an authenticator app",
        .run = cmd_on,
        .needs_person = true,
    },
    {
        .pattern = "second-factor confirm <code>...",
        .help = "a code that the app shows: it is on; gives recovery codes",
        .run = cmd_confirm,
        .needs_person = true,
    },
    {
        .pattern = "second-factor renew <code>...",
        .help = "another app in place of the one you have, for a code",
        .run = cmd_renew,
        .needs_person = true,
    },
    {
        .pattern = "second-factor codes <code>...",
        .help = "ten new recovery codes, for a code",
        .run = cmd_codes,
        .needs_person = true,
    },
    {
        .pattern = "second-factor off [<code>...]",
        .help = "turn it off, for a code of the app or a recovery code",
        .run = cmd_off,
        .needs_person = true,
    },
    {0},
};

static enum status
cmd_take(struct command_call *call)
{
    struct keeping_ask ask = {.kind = KEEPING_FACTOR_TAKE};
    struct keeping_answer answer = {0};
    enum status status = STATUS_INVALID;

    if (!call->flag[1])
        return refuse(status, "only taken away here: add --off");
    if (text_copy(ask.handle, sizeof ask.handle, call->argument[0]))
        status = keeping_send(call->viewer, &ask, &answer);
    else
        status = refuse(STATUS_NOT_FOUND, "no person called %.40s",
            call->argument[0]);
    if (status == STATUS_OK)
        print_line(&call->out, "%s has no second factor any more.", ask.handle);
    keeping_answer_clear(&answer);
    return status;
}

const struct command second_factor_operator_commands[] = {
    {
        .pattern = "person second-factor <handle> [--off]",
        .help = "take somebody's second factor away, who lost app and codes",
        .run = cmd_take,
    },
    {0},
};
