/* Profile: what people set for themselves, shown and changed. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/absence.h"
#include "board/profiling.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    WORDS_COLUMN = 11,
    WHEN_BYTES = 32,
    LEAVE_BYTES = 48,
    TOLD_COLUMNS = 9
};

static void
print_field(struct text *out, const char *title, const char *words)
{
    text_add(out, title);
    print_spaces(out, WORDS_COLUMN - (int)strlen(title));
    print_line(out, "%s", words);
}

static void
print_zone(struct command_call *call, const struct profile *profile)
{
    const struct viewer *viewer = call->viewer;
    struct text words = {0};
    char when[WHEN_BYTES];
    int64_t now = clock_now();

    profiling_zone_words(viewer, profile, &words);
    moment_long(now, now, viewer_zone(viewer), when, sizeof when);
    print_field(&call->out, "Time zone", text_bytes(&words));
    print_field(&call->out, "", when);
    text_clear(&words);
}

static void
print_told(struct text *out, const struct told *told)
{
    struct text words = {0};

    for (const struct told_row *row = told_rows; row->name != NULL; row++)
        text_add_format(&words, "%s%s %s", row == told_rows ? "" : ", ",
            row->name, profiling_told(told, row));
    print_field(out, "Told of", text_bytes(&words));
    text_clear(&words);
}

static void
print_leaves(struct command_call *call, const struct leave_list *list,
    const char *title)
{
    char words[LEAVE_BYTES];

    for (size_t i = 0; i < list->count; i++) {
        absence_words(&list->rows[i], call->viewer->today, words, sizeof words);
        print_field(&call->out, i == 0 ? title : "", words);
    }
}

static void
print_profile(struct command_call *call, const struct profile *profile,
    const struct leave_list *leaves)
{
    const struct person *person = &call->viewer->person;

    print_field(&call->out, "Name", person->name);
    print_field(&call->out, "Handle", person->handle);
    print_zone(call, profile);
    print_field(&call->out, "Plain",
        profile->is_plain ? "yes: ssh begins in lines" : "no");
    print_told(&call->out, &profile->told);
    print_leaves(call, leaves, "Leave");
}

static json_t *
leaves_json(const struct leave_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(rows,
            json_pack("{s:s, s:s}", "from", list->rows[i].from_on, "to",
                list->rows[i].to_on));
    return rows;
}

static void
print_profile_json(struct command_call *call, const struct profile *profile,
    const struct leave_list *leaves)
{
    const struct person *person = &call->viewer->person;
    json_t *told = json_object();

    for (const struct told_row *row = told_rows; row->name != NULL; row++)
        json_object_set_new(told, row->name,
            json_string(profiling_told(&profile->told, row)));
    print_json(call, json_pack("{s:s, s:s, s:s, s:b, s:s, s:b, s:o, s:o}",
                         "handle", person->handle, "name", person->name, "zone",
                         viewer_zone(call->viewer), "zone_is_own",
                         profile->own_zone[0] != '\0', "region",
                         person->region_title, "plain", profile->is_plain,
                         "told", told, "leave", leaves_json(leaves)));
}

static enum status
show_profile(struct command_call *call)
{
    struct profile profile;
    struct leave_list leaves = {0};
    enum status status = profiling_find(call->viewer, &profile);

    if (status == STATUS_OK)
        status = absence_list(call->viewer, &leaves);
    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_profile_json(call, &profile, &leaves);
    else
        print_profile(call, &profile, &leaves);
    leave_list_clear(&leaves);
    return STATUS_OK;
}

static enum status
read_yes(const char *given, bool *is_yes)
{
    *is_yes = text_equals(given, "yes");
    if (*is_yes || text_equals(given, "no"))
        return STATUS_OK;
    return refuse(STATUS_INVALID, "plain: yes or no, not %.40s", given);
}

/* Slots: --name, --zone, --plain. */
static enum status
cmd_profile(struct command_call *call)
{
    bool is_plain = false;
    const struct profile_change wanted = {
        .name = call->argument[0],
        .zone = call->argument[1],
        .is_plain = call->argument[2] != NULL ? &is_plain : NULL,
    };
    enum status status = STATUS_OK;

    if (wanted.is_plain != NULL)
        status = read_yes(call->argument[2], &is_plain);
    if (status == STATUS_OK &&
        (wanted.name != NULL || wanted.zone != NULL || wanted.is_plain != NULL))
        status = profiling_change(call->viewer, &wanted);
    return status == STATUS_OK ? show_profile(call) : status;
}

static enum status
cmd_told(struct command_call *call)
{
    struct profile profile;
    enum status status = STATUS_OK;

    if (call->argument[0] != NULL && call->argument[1] == NULL)
        return refuse(STATUS_INVALID, "told what? told %.40s yes, for one",
            call->argument[0]);
    if (call->argument[0] != NULL)
        status = profiling_set_told(call->viewer, call->argument[0],
            call->argument[1]);
    if (status == STATUS_OK)
        status = profiling_find(call->viewer, &profile);
    if (status != STATUS_OK)
        return status;
    for (const struct told_row *row = told_rows; row->name != NULL; row++)
        print_line(&call->out, "%-*s  %-6s  %s", TOLD_COLUMNS, row->name,
            profiling_told(&profile.told, row), row->words);
    return STATUS_OK;
}

/* ---- Leave --------------------------------------------------------------- */

static enum status
cmd_leave(struct command_call *call)
{
    struct leave_list list = {0};
    enum status status = STATUS_OK;

    if (call->argument[0] != NULL && call->argument[1] == NULL)
        return refuse(STATUS_INVALID,
            "leave: from and to, as in leave %.40s %.40s", call->argument[0],
            call->argument[0]);
    if (call->argument[0] != NULL)
        status = absence_take(call->viewer, call->argument[0],
            call->argument[1]);
    if (status == STATUS_OK)
        status = absence_list(call->viewer, &list);
    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_json(call, leaves_json(&list));
    else if (list.count == 0)
        text_add(&call->out, "No leave.\n");
    else
        print_leaves(call, &list, "Leave");
    leave_list_clear(&list);
    return STATUS_OK;
}

static enum status
cmd_leave_cancel(struct command_call *call)
{
    struct leave ended;
    enum status status = absence_cancel(call->viewer, 0, &ended);

    if (status == STATUS_OK)
        print_line(&call->out, "The leave from %s to %s is over.",
            ended.from_on, ended.to_on);
    return status;
}

const struct command profile_commands[] = {
    {
        .pattern = "profile [--name <name>] [--zone <zone>] "
                   "[--plain <yes-or-no>] [--json]",
        .help = "your name, time zone and settings, or a change to them",
        .run = cmd_profile,
        .needs_person = true,
    },
    {
        .pattern = "told [<what>] [<choice>]",
        .help = "what you are told of: told replies no, told digest daily",
        .run = cmd_told,
        .needs_person = true,
    },
    {
        .pattern = "leave [<from>] [<to>] [--json]",
        .help = "be away: leave 2026-12-21 2027-01-03; alone it shows when",
        .run = cmd_leave,
        .needs_person = true,
    },
    {
        .pattern = "leave cancel",
        .help = "be back: ends the leave you are on, or drops the next one",
        .run = cmd_leave_cancel,
        .needs_person = true,
    },
    {0},
};
