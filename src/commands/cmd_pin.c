/* Pins: threads at the top of their board, questions in the panel. */

#include "board/pinning.h"
#include "commands/print.h"
#include "commands/question_words.h"
#include "commands/tables.h"

static enum status
cmd_pin(struct command_call *call)
{
    struct pin pin = {.why = call->argument[2]};
    char date[11];
    long long thread = (long long)command_number(call, 0);
    enum status status = STATUS_OK;

    if (call->argument[1] != NULL) {
        status = question_date(call->viewer, call->argument[1], date);
        pin.until = date;
    }
    if (status == STATUS_OK)
        status = pinning_pin(call->viewer, thread, &pin);
    if (status == STATUS_OK && pin.until != NULL)
        print_line(&call->out, "Thread %lld is pinned until %s is over.",
            thread, date);
    else if (status == STATUS_OK)
        print_line(&call->out,
            "Thread %lld is pinned. To take it down: unpin %lld", thread,
            thread);
    return status;
}

static enum status
cmd_unpin(struct command_call *call)
{
    int64_t thread = command_number(call, 0);
    enum status status = pinning_unpin(call->viewer, thread, call->argument[1]);

    if (status == STATUS_OK)
        print_line(&call->out, "Thread %lld is not pinned any more.",
            (long long)thread);
    return status;
}

const struct command pin_commands[] = {
    {
        .pattern = "pin <thread> [--until <date>] [--why <text>]",
        .help = "keep a thread at the top, a question in the panel",
        .run = cmd_pin,
    },
    {
        .pattern = "unpin <thread> [--why <text>]",
        .help = "take it down again",
        .run = cmd_unpin,
    },
    {0},
};
