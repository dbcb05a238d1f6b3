/* An earlier answer of one's own, met again. */

#include "base/clock.h"
#include "board/recalling.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    INDENT = 4,
    DAY_BYTES = 16
};

static enum status
cmd_earlier(struct command_call *call)
{
    struct earlier earlier = {0};
    char date[11];
    char day[DAY_BYTES];
    enum status status = recalling_find(call->viewer, &earlier);

    if (status == STATUS_NOT_FOUND) {
        text_add(&call->out, "No earlier answer of yours is to be met now.\n");
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    date_of(earlier.answered_at, viewer_zone(call->viewer), date);
    date_short(date, call->viewer->today, day, sizeof day);
    print_wrapped(&call->out, 0, earlier.question);
    print_line(&call->out, "On %s you wrote:", day);
    print_wrapped(&call->out, INDENT, earlier.body);
    print_line(&call->out, "What would you say now? reply %lld %d YOUR TEXT",
        (long long)earlier.thread_id, earlier.number);
    print_unmarked(call, recalling_met(call->viewer, &earlier));
    earlier_clear(&earlier);
    return STATUS_OK;
}

const struct command earlier_commands[] = {
    {
        .pattern = "earlier",
        .help = "what you answered 1, 4 or 12 weeks ago; one a week at most",
        .run = cmd_earlier,
        .needs_person = true,
    },
    {0},
};
