/* Members who leave a cohort, or change to another. */

#include "board/moving.h"
#include "commands/print.h"
#include "commands/tables.h"

static enum status
cmd_member_remove(struct command_call *call)
{
    const struct moving asked = {
        .handle = call->argument[0],
        .cohort = call->argument[1],
        .role = call->argument[2],
        .why = call->argument[3],
    };
    struct text roles = {0};
    enum status status = moving_remove(call->viewer, &asked, &roles);

    if (status == STATUS_OK)
        print_line(&call->out,
            "%s is no longer %s in %s; what they wrote stays.", asked.handle,
            text_bytes(&roles), asked.cohort);
    text_clear(&roles);
    return status;
}

static enum status
cmd_member_move(struct command_call *call)
{
    const struct moving asked = {
        .handle = call->argument[0],
        .cohort = call->argument[1],
        .to = call->argument[2],
        .why = call->argument[3],
    };
    struct text roles = {0};
    enum status status = moving_move(call->viewer, &asked, &roles);

    if (status == STATUS_OK)
        print_line(&call->out, "%s is %s in %s now, not in %s.", asked.handle,
            text_bytes(&roles), asked.to, asked.cohort);
    text_clear(&roles);
    return status;
}

const struct command moving_commands[] = {
    {
        .pattern = "member remove <handle> <cohort> [--role <role>] "
                   "[--why <text>]",
        .help = "take a role in a cohort away, or all of them there",
        .run = cmd_member_remove,
    },
    {
        .pattern = "member move <handle> <cohort> <to> [--why <text>]",
        .help = "move a member to another cohort, in the roles they have",
        .run = cmd_member_move,
    },
    {0},
};
