/* Who accepted which version of the policy, and when. */

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/policing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    PAGE_PEOPLE = 1000,
    WHEN_BYTES = 64,
    NAME_COLUMNS = 32
};

/* A record's moments are told whole: "2026-11-23 12:00:05". */
static void
write_moment(int64_t at, char out[WHEN_BYTES])
{
    struct civil civil;

    clock_civil(at, "UTC", &civil);
    snprintf(out, WHEN_BYTES, "%04d-%02d-%02d %02d:%02d:%02d", civil.year,
        civil.month, civil.day, civil.hour, civil.minute, civil.second);
}

static void
add_rows(struct sheet *sheet, const struct acceptance_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct acceptance *row = &list->rows[i];
        char when[WHEN_BYTES] = "";

        if (row->accepted_at != 0)
            write_moment(row->accepted_at, when);
        sheet_add(sheet, row->handle);
        sheet_add(sheet, row->name);
        sheet_add(sheet, when);
    }
}

static void
add_json_rows(json_t *rows, const struct acceptance_list *list, int64_t version)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct acceptance *row = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:I, s:o}", "handle", row->handle, "name",
                row->name, "version", (json_int_t)version, "accepted_at",
                print_json_time(row->accepted_at)));
    }
}

/* Page by page, so that many people take no more than their rows. */
static enum status
gather(struct command_call *call, struct policing_page *page,
    struct sheet *sheet, json_t *rows)
{
    size_t count = PAGE_PEOPLE;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && count == PAGE_PEOPLE) {
        struct acceptance_list list = {0};

        status = policing_list(call->viewer, page, &list);
        count = list.count;
        if (rows != NULL)
            add_json_rows(rows, &list, page->version);
        else
            add_rows(sheet, &list);
        if (count > 0)
            page->after_id = list.rows[count - 1].person_id;
        acceptance_list_clear(&list);
    }
    return status;
}

/* The one that was asked for, else the one that counts. */
static enum status
find_version(struct command_call *call, int64_t *version)
{
    const char *given = call->argument[0];
    struct policy policy = {0};

    if (given != NULL && !text_number(given, 1, INT64_MAX, version))
        return refuse(STATUS_INVALID, "version: a number, not \"%.20s\"",
            given);
    if (given != NULL)
        return STATUS_OK;
    enum status status = policing_current(call->viewer, &policy, NULL);
    *version = policy.id;
    policy_clear(&policy);
    return status;
}

static enum status
print_count(struct command_call *call, const struct policing_page *page)
{
    int accepted = 0;
    int people = 0;
    enum status status = policing_count(call->viewer, page->version, &accepted,
        &people);

    if (status != STATUS_OK)
        return status;
    print_line(&call->out, "Of %d who may log in, %d %s version %" PRId64 ".",
        people, page->is_missing ? people - accepted : accepted,
        page->is_missing ? "have not accepted" : "accepted", page->version);
    return STATUS_OK;
}

/* Slots: --version, --missing, --json. */
static enum status
cmd_policy_accepted(struct command_call *call)
{
    static const struct sheet_column columns[] = {
        {"HANDLE", 0, false},
        {"NAME", NAME_COLUMNS, false},
        {"ACCEPTED (UTC)", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 3};
    struct policing_page page = {
        .is_missing = call->flag[1],
        .limit = PAGE_PEOPLE,
    };
    json_t *rows = call->wants_json ? json_array() : NULL;
    enum status status = find_version(call, &page.version);

    if (status == STATUS_OK)
        status = gather(call, &page, &sheet, rows);
    if (status == STATUS_OK && rows != NULL)
        print_json(call, json_incref(rows));
    json_decref(rows);
    if (rows == NULL && sheet.cell_count > 0)
        sheet_print(&sheet, &call->out);
    if (status != STATUS_OK || rows != NULL)
        return status;
    return print_count(call, &page);
}

const struct command accepted_commands[] = {
    {
        .pattern = "policy accepted [--version <version>] [--missing] [--json]",
        .help = "who accepted a version of the policy when, or has not yet",
        .run = cmd_policy_accepted,
    },
    {0},
};
