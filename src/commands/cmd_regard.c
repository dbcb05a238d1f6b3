/* What one thinks of a post: thanks, and the mark of mentors and SMEs. */

#include "board/endorsing.h"
#include "board/thanking.h"
#include "commands/tables.h"

/* Runs `set`, or with --undo `undo`, and says what is so then. */
static enum status
regard(struct command_call *call,
    enum status (*set)(struct viewer *viewer, int64_t thread_id, int number),
    enum status (*undo)(struct viewer *viewer, int64_t thread_id, int number),
    const char *words)
{
    bool undoes = call->flag[2];
    enum status status = (undoes ? undo : set)(call->viewer,
        command_number(call, 0), command_small_number(call, 1));

    if (status == STATUS_OK)
        text_add(&call->out, undoes ? "Taken back.\n" : words);
    return status;
}

static enum status
cmd_thanks(struct command_call *call)
{
    return regard(call, thanking_say, thanking_undo,
        "Counted beside the post; not whose it is.\n");
}

static enum status
cmd_endorse(struct command_call *call)
{
    return regard(call, endorsing_set, endorsing_undo,
        "Endorsed; its author is told.\n");
}

const struct command regard_commands[] = {
    {
        .pattern = "thanks <thread> <post> [--undo]",
        .help = "thank for a post; how many did stands after it",
        .run = cmd_thanks,
        .needs_person = true,
    },
    {
        .pattern = "endorse <thread> <post> [--undo]",
        .help = "mentors and SMEs: mark the answer that is right",
        .run = cmd_endorse,
        .needs_person = true,
    },
    {0},
};
