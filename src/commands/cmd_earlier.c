/* An earlier answer of one's own, met again. */

#include <ctype.h>
#include <jansson.h>

#include "base/clock.h"
#include "board/recalling.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    INDENT = 4,
    DAY_BYTES = 16
};

static json_t *
earlier_json(const struct earlier *earlier)
{
    return json_pack("{s:I, s:i, s:i, s:o, s:s, s:s}", "thread",
        (json_int_t)earlier->thread_id, "number", earlier->number, "weeks",
        earlier->weeks, "at", print_json_time(earlier->answered_at), "question",
        earlier->question, "body", earlier->body);
}

static void
print_earlier(struct command_call *call, const struct earlier *earlier)
{
    char date[11];
    char day[DAY_BYTES];

    date_of(earlier->answered_at, viewer_zone(call->viewer), date);
    date_short(date, call->viewer->today, day, sizeof day);
    print_wrapped(&call->out, 0, earlier->question);
    print_line(&call->out, "On %s you wrote:", day);
    print_wrapped(&call->out, INDENT, earlier->body);
    print_line(&call->out, "What would you say now? reply %lld %d YOUR TEXT",
        (long long)earlier->thread_id, earlier->number);
}

static enum status
cmd_earlier(struct command_call *call)
{
    struct earlier earlier = {0};
    json_t *rows = json_array();
    enum status status = recalling_find(call->viewer, &earlier);
    bool is_none = status == STATUS_NOT_FOUND;

    if (status == STATUS_OK)
        json_array_append_new(rows, earlier_json(&earlier));
    if (call->wants_json && (is_none || status == STATUS_OK))
        print_json(call, rows);
    else
        json_decref(rows);
    if (is_none && !call->wants_json)
        print_line(&call->out, "%c%s.", toupper((unsigned char)reason()[0]),
            reason() + 1);
    if (status != STATUS_OK)
        return is_none ? STATUS_OK : status;
    if (!call->wants_json)
        print_earlier(call, &earlier);
    print_unmarked(call, recalling_met(call->viewer, &earlier));
    earlier_clear(&earlier);
    return STATUS_OK;
}

const struct command earlier_commands[] = {
    {
        .pattern = "earlier [--json]",
        .help = "what you answered 1, 4 or 12 weeks ago; one a week at most",
        .run = cmd_earlier,
        .needs_person = true,
    },
    {0},
};
