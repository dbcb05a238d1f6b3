/* What the operator has the daemon do that runs: reload, drain. */

#include "main/cmd_daemon.h"

#include "config/config.h"
#include "daemon/site_daemon.h"

static enum status
cmd_reload(struct command_call *call)
{
    return site_reload(config_current(), call->viewer, &call->out);
}

/* Slots: --in, --text, --cancel. */
static enum status
cmd_drain(struct command_call *call)
{
    if (!call->flag[2])
        return site_drain(config_current(), call->viewer, call->argument[0],
            call->argument[1], &call->out);
    if (call->argument[0] != NULL || call->argument[1] != NULL)
        return refuse(STATUS_INVALID, "--cancel stands alone");
    return site_stay(config_current(), call->viewer, &call->out);
}

const struct command daemon_commands[] = {
    {
        .pattern = "reload",
        .help = "have the daemon read settings and screens anew",
        .run = cmd_reload,
    },
    {
        .pattern = "drain [--in <time>] [--text <text>] [--cancel]",
        .help = "announce that the site goes down, count down, end it",
        .run = cmd_drain,
    },
    {0},
};
