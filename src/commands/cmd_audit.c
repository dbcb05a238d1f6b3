/* The record of acts: read and searched, and its chain proved. */

#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "board/auditing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    PAGE_ACTS = 50,
    WHEN_BYTES = 32,
    NAME_COLUMNS = 18,
    HEAD_SHOWN = ACT_HEAD_DIGITS_LEAST,
    DIGITS_A_GROUP = 3
};

static void
print_acts(struct command_call *call, const struct act_list *list)
{
    static const struct sheet_column columns[] = {
        {"ID", 0, true},
        {"WHEN", 0, true},
        {"WHO", 0, false},
        {"ACT", NAME_COLUMNS, false},
        {"ON WHAT, WHY", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 5};
    struct text what = {0};
    char when[WHEN_BYTES];

    for (size_t i = 0; i < list->count; i++) {
        const struct act *act = &list->rows[i];

        moment_long(act->at, clock_now(), viewer_zone(call->viewer), when,
            sizeof when);
        text_truncate(&what, 0);
        text_add_format(&what, "%s%s%s", act->subject,
            act->reason[0] != '\0' ? ": " : "", act->reason);
        sheet_add_number(&sheet, act->id);
        sheet_add(&sheet, when);
        sheet_add(&sheet, act->actor);
        sheet_add(&sheet, act->name);
        sheet_add(&sheet, text_bytes(&what));
    }
    text_clear(&what);
    if (list->count == 0)
        text_add(&call->out, "No such act is on record.\n");
    else
        sheet_print(&sheet, &call->out);
    if (list->count == PAGE_ACTS)
        print_line(&call->out, "Older ones: --before %lld",
            (long long)list->rows[list->count - 1].id);
}

/* null for "". */
static json_t *
json_given(const char *given)
{
    return given[0] != '\0' ? json_string(given) : json_null();
}

static void
print_acts_json(struct command_call *call, const struct act_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct act *act = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:I, s:o, s:s, s:s, s:s, s:o, s:o, s:o}", "id",
                (json_int_t)act->id, "at", print_json_time(act->at), "actor",
                act->actor, "act", act->name, "subject", act->subject, "reason",
                json_given(act->reason), "digest", json_given(act->digest),
                "link", json_given(act->link)));
    }
    print_json(call, rows);
}

/* Slots: --who, --act, --about, --since, --before, --json. */
static enum status
read_filter(const struct command_call *call, struct act_filter *filter)
{
    const char *since = call->argument[3];
    const char *before = call->argument[4];

    *filter = (struct act_filter){
        .actor = call->argument[0],
        .name_word = call->argument[1],
        .words = call->argument[2],
    };
    if (since != NULL && !date_is_valid(since))
        return refuse(STATUS_INVALID,
            "since: a date like 2026-11-23, not %.40s", since);
    if (before != NULL &&
        !text_number(before, 1, INT64_MAX, &filter->before_id))
        return refuse(STATUS_INVALID, "before: the ID of an act, not %.40s",
            before);
    if (since == NULL)
        return STATUS_OK;
    return clock_instant(since, 0, viewer_zone(call->viewer), &filter->since);
}

static enum status
cmd_audit(struct command_call *call)
{
    struct act_filter filter;
    struct act_list list = {0};
    enum status status = read_filter(call, &filter);

    if (status == STATUS_OK)
        status = auditing_list(call->viewer, &filter, PAGE_ACTS, &list);
    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_acts_json(call, &list);
    else
        print_acts(call, &list);
    act_list_clear(&list);
    return STATUS_OK;
}

/* "2,031" */
static void
add_grouped(struct text *line, int64_t number)
{
    struct text digits = {0};

    text_add_format(&digits, "%lld", (long long)number);
    for (size_t left = digits.length; left > 0; left--) {
        bool is_group = left % DIGITS_A_GROUP == 0 && left != digits.length;

        text_add(line, is_group ? "," : "");
        text_add_bytes(line, digits.bytes + digits.length - left, 1);
    }
    text_clear(&digits);
}

static enum status
cmd_audit_verify(struct command_call *call)
{
    struct text count = {0};
    struct act_chain chain;
    enum status status = auditing_verify(call->viewer, call->argument[0],
        &chain);

    if (status != STATUS_OK)
        return status;
    add_grouped(&count, chain.count);
    print_line(&call->out, "%s act%s, chain whole, head %.*s..",
        text_bytes(&count), chain.count == 1 ? "" : "s", HEAD_SHOWN,
        chain.head);
    text_clear(&count);
    return STATUS_OK;
}

const struct command audit_commands[] = {
    {
        .pattern = "audit [--who <handle>] [--act <word>] [--about <words>] "
                   "[--since <date>] [--before <id>] [--json]",
        .help = "what moderators, staff and the operator did, newest first",
        .run = cmd_audit,
    },
    {0},
};

const struct command audit_verify_commands[] = {
    {
        .pattern = "audit verify [--head <digits>]",
        .help = "prove the record's chain, and that this head of it is there",
        .run = cmd_audit_verify,
    },
    {0},
};
