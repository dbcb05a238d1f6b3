/* What was used: said, read by its author, counted. */

#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/using.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    LINE_INDENT = 4,
    WHEN_BYTES = 32
};

static enum status
cmd_used(struct command_call *call)
{
    int64_t thread_id = command_number(call, 0);
    int number = command_small_number(call, 1);
    bool undoes = call->flag[3];
    enum status status = undoes ? using_undo(call->viewer, thread_id, number)
                                : using_say(call->viewer, thread_id, number,
                                      call->argument[2]);

    if (status == STATUS_OK && undoes)
        text_add(&call->out, "Taken back.\n");
    else if (status == STATUS_OK)
        text_add(&call->out, "Its author is told that you used it.\n");
    return status;
}

static void
print_use(struct command_call *call, const struct use *use)
{
    struct text left = {0};
    char when[WHEN_BYTES];

    moment_long(use->used_at, clock_now(), viewer_zone(call->viewer), when,
        sizeof when);
    text_add_format(&left, "%s%s%s %s post %d of thread %lld%s", use->name,
        use->region[0] != '\0' ? ", " : "", use->region,
        use->is_endorsement ? "endorsed" : "used", use->number,
        (long long)use->thread_id, use->is_told ? "" : "  (new)");
    print_pair(&call->out, text_bytes(&left), when);
    print_wrapped(&call->out, LINE_INDENT, use->subject);
    if (use->line[0] != '\0')
        print_wrapped(&call->out, LINE_INDENT, use->line);
    text_clear(&left);
}

static void
print_uses_json(struct command_call *call, const struct use_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct use *use = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:s, s:I, s:i, s:s, s:s, s:s, s:s, s:o, s:b, s:s}",
                "kind", use->is_endorsement ? "endorsed" : "used", "thread",
                (json_int_t)use->thread_id, "number", use->number, "subject",
                use->subject, "handle", use->handle, "name", use->name,
                "region", use->region, "at", print_json_time(use->used_at),
                "is_new", !use->is_told, "line", use->line));
    }
    print_json(call, rows);
}

static enum status
cmd_used_list(struct command_call *call)
{
    struct use_list list = {0};
    enum status status = using_list(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_uses_json(call, &list);
    else if (list.count == 0)
        text_add(&call->out, "Nobody has used or endorsed something of yours "
                             "yet.\n");
    for (size_t i = 0; i < list.count && !call->wants_json; i++)
        print_use(call, &list.rows[i]);
    print_unmarked(call, using_tell(call->viewer, &list));
    use_list_clear(&list);
    return STATUS_OK;
}

static void
print_counts(struct command_call *call, const struct use_count_list *list)
{
    static const struct sheet_column columns[] = {
        {"USED", 0, true},
        {"POSTS", 0, true},
        {"PEOPLE", 0, true},
        {"PROGRAM", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 4};
    char cell[WHEN_BYTES];

    for (size_t i = 0; i < list->count; i++) {
        const struct use_count *row = &list->rows[i];
        const int counts[] = {row->uses, row->posts, row->people};

        for (size_t j = 0; j < sizeof counts / sizeof *counts; j++) {
            snprintf(cell, sizeof cell, "%d", counts[j]);
            sheet_add(&sheet, cell);
        }
        sheet_add(&sheet, row->program_title);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_counts_json(struct command_call *call, const struct use_count_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct use_count *row = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:i, s:i, s:i}", "program", row->program_slug,
                "title", row->program_title, "uses", row->uses, "posts",
                row->posts, "people", row->people));
    }
    print_json(call, rows);
}

static enum status
cmd_used_counts(struct command_call *call)
{
    struct use_count_list list = {0};
    enum status status = using_counts(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_counts_json(call, &list);
    else
        print_counts(call, &list);
    use_count_list_clear(&list);
    return STATUS_OK;
}

const struct command used_commands[] = {
    {
        .pattern = "used <thread> <post> [<text>...] [--undo]",
        .help = "tell its author that you used a post, and what happened",
        .run = cmd_used,
        .needs_person = true,
    },
    {
        .pattern = "used list [--json]",
        .help = "what others used and endorsed of what you wrote",
        .run = cmd_used_list,
        .needs_person = true,
    },
    {
        .pattern = "used counts [--json]",
        .help = "how often something was used, by program; never who",
        .run = cmd_used_counts,
    },
    {0},
};
