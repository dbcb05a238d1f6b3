/* Enrolment codes, as the operator makes, lists and takes them back. */

#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/inviting.h"
#include "commands/invite.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    DATE_BYTES = 11,
    NUMBER_BYTES = 24
};

static enum status
add(struct command_call *call)
{
    const struct invite_terms terms = {
        .cohort = call->argument[0],
        .role = call->argument[2],
        .uses = command_small_number(call, 3),
        .days = command_small_number(call, 4),
    };
    struct invitation made;
    char code[CODE_TEXT_BYTES];
    char until[DATE_BYTES];
    enum status status = inviting_add(call->viewer, &terms, code, &made);

    if (status != STATUS_OK)
        return status;
    date_of(made.expires_at, "UTC", until);
    print_line(&call->out, "%s", code);
    print_line(&call->out,
        "Code %" PRId64 ", for a %s in %s, good %d time%s until %s.", made.id,
        role_name(made.role), terms.cohort, made.uses,
        made.uses == 1 ? "" : "s", until);
    sodium_memzero(code, sizeof code);
    return STATUS_OK;
}

/* Slots: cohort, --for, --role, --uses, --days. */
static enum status
cmd_invite(struct command_call *call)
{
    if (call->argument[1] != NULL && call->argument[0] == NULL)
        return invite_back(call, call->argument[1]);
    if (call->argument[0] == NULL || call->argument[1] != NULL)
        return refuse(STATUS_INVALID,
            "usage: invite COHORT [--role ROLE] [--uses N] [--days N], or "
            "invite --for HANDLE");
    return add(call);
}

static const char *
standing_of(const struct invitation *invitation)
{
    if (invitation->revoked_at != 0)
        return "taken back";
    if (invitation->uses_left == 0)
        return "used up";
    return invitation->expires_at <= clock_now() ? "past" : "good";
}

static void
print_list(struct command_call *call, const struct invited_list *list)
{
    static const struct sheet_column columns[] = {
        {"CODE", 0, true},
        {"FOR", 32, false},
        {"LEFT", 0, true},
        {"UNTIL", 0, false},
        {"STANDING", 0, false},
        {"MADE BY", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 6};
    struct text what = {0};
    char left[NUMBER_BYTES];
    char until[DATE_BYTES];

    for (size_t i = 0; i < list->count; i++) {
        const struct invited *row = &list->rows[i];
        const struct invitation *invitation = &row->invitation;

        text_truncate(&what, 0);
        if (invitation->cohort_id != 0)
            text_add_format(&what, "%s %s", row->cohort,
                role_name(invitation->role));
        else
            text_add_format(&what, "%s, back in", row->handle);
        snprintf(left, sizeof left, "%d of %d", invitation->uses_left,
            invitation->uses);
        date_of(invitation->expires_at, "UTC", until);
        sheet_add_number(&sheet, invitation->id);
        sheet_add(&sheet, text_bytes(&what));
        sheet_add(&sheet, left);
        sheet_add(&sheet, until);
        sheet_add(&sheet, standing_of(invitation));
        sheet_add(&sheet, invitation->made_by);
    }
    text_clear(&what);
    if (list->count == 0)
        text_add(&call->out, "No codes.\n");
    else
        sheet_print(&sheet, &call->out);
}

static void
print_list_json(struct command_call *call, const struct invited_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct invited *row = &list->rows[i];
        const struct invitation *invitation = &row->invitation;

        json_array_append_new(rows,
            json_pack("{s:I, s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:s, s:s}",
                "code", (json_int_t)invitation->id, "cohort", row->cohort,
                "role", role_name(invitation->role), "handle", row->handle,
                "uses", invitation->uses, "left", invitation->uses_left, "made",
                print_json_time(invitation->made_at), "until",
                print_json_time(invitation->expires_at), "standing",
                standing_of(invitation), "by", invitation->made_by));
    }
    print_json(call, rows);
}

static enum status
cmd_invite_list(struct command_call *call)
{
    struct invited_list list = {0};
    enum status status = inviting_list(call->viewer, call->argument[0], &list);

    if (status == STATUS_OK && call->wants_json)
        print_list_json(call, &list);
    else if (status == STATUS_OK)
        print_list(call, &list);
    invited_list_clear(&list);
    return status;
}

static enum status
cmd_invite_revoke(struct command_call *call)
{
    int64_t id = 0;

    if (!text_number(call->argument[0], 1, INT64_MAX, &id))
        return refuse(STATUS_INVALID,
            "code: its number, as invite list tells it");
    enum status status = inviting_revoke(call->viewer, id);
    if (status == STATUS_OK)
        print_line(&call->out, "Code %" PRId64 " is taken back.", id);
    return status;
}

const struct command invite_operator_commands[] = {
    {
        .pattern = "invite [<cohort>] [--for <handle>] [--role <role>] "
                   "[--uses <count>] [--days <count>]",
        .help = "a code to enrol with, or one that lets somebody back in",
        .run = cmd_invite,
    },
    {
        .pattern = "invite list [<cohort>] [--json]",
        .help = "the codes that were made, and what is left of each",
        .run = cmd_invite_list,
    },
    {
        .pattern = "invite revoke <code>",
        .help = "take a code back, by its number",
        .run = cmd_invite_revoke,
    },
    {0},
};
