/* Codes, as those who are here use them: to enrol, to let somebody back in. */

#include <sodium.h>

#include "board/keeping.h"
#include "commands/invite.h"
#include "commands/print.h"
#include "commands/tables.h"

enum status
invite_back(struct command_call *call, const char *handle)
{
    struct keeping_ask ask = {.kind = KEEPING_INVITE_BACK};
    struct keeping_answer answer = {0};
    enum status status = STATUS_NOT_FOUND;

    if (!text_copy(ask.handle, sizeof ask.handle, handle))
        status = refuse(status, "nobody called %.40s", handle);
    else
        status = keeping_send(call->viewer, &ask, &answer);
    if (status == STATUS_OK) {
        print_line(&call->out, "%s", text_bytes(&answer.text));
        print_line(&call->out,
            "Good once, for 24 hours, for %s alone. They type: ssh join@HOST",
            handle);
        print_line(&call->out,
            "What let them in before stops working when they use it.");
    }
    if (answer.text.length > 0)
        sodium_memzero(answer.text.bytes, answer.text.length);
    keeping_answer_clear(&answer);
    return status;
}

static enum status
cmd_invite_back(struct command_call *call)
{
    return invite_back(call, call->argument[0]);
}

static enum status
cmd_enrol(struct command_call *call)
{
    struct keeping_ask ask = {.kind = KEEPING_ENROL};
    struct keeping_answer answer = {0};
    enum status status = STATUS_INVALID;

    if (text_copy(ask.code, sizeof ask.code, call->argument[0]))
        status = keeping_send(call->viewer, &ask, &answer);
    else
        status = refuse(status, "that is longer than any code");
    if (status == STATUS_OK)
        print_line(&call->out, "You are %s in %s (%s) now.",
            role_name(answer.role), answer.cohort, answer.program);
    keeping_answer_clear(&answer);
    return status;
}

const struct command invite_commands[] = {
    {
        .pattern = "enrol <code>...",
        .help = "enrol in one more cohort with a code",
        .run = cmd_enrol,
        .needs_person = true,
    },
    {
        .pattern = "invite --for <handle>",
        .help = "a code that lets somebody back in who lost key or password",
        .run = cmd_invite_back,
        .needs_person = true,
    },
    {0},
};
