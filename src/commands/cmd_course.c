/* Courses: the SMEs of an eLearning program as a whole. */

#include <jansson.h>

#include "board/staffing.h"
#include "commands/print.h"
#include "commands/tables.h"

static void
print_smes(struct command_call *call, const struct person_list *list)
{
    static const struct sheet_column columns[] = {
        {"HANDLE", 0, false},
        {"NAME", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 2};

    if (list->count == 0) {
        text_add(&call->out, "No SME is named yet.\n");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        sheet_add(&sheet, list->rows[i].handle);
        sheet_add(&sheet, list->rows[i].name);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_smes_json(struct command_call *call, const struct person_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(rows,
            json_pack("{s:s, s:s}", "handle", list->rows[i].handle, "name",
                list->rows[i].name));
    print_json(call, rows);
}

static enum status
cmd_course_smes(struct command_call *call)
{
    struct person_list list = {0};
    enum status status = staffing_smes_of(call->viewer, call->argument[0],
        &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_smes_json(call, &list);
    else
        print_smes(call, &list);
    person_list_clear(&list);
    return STATUS_OK;
}

static enum status
cmd_course_sme_add(struct command_call *call)
{
    enum status status = staffing_add_sme(call->viewer, call->argument[0],
        call->argument[1]);

    if (status == STATUS_OK)
        print_line(&call->out, "%s is SME of %s.", call->argument[0],
            call->argument[1]);
    return status;
}

static enum status
cmd_course_sme_remove(struct command_call *call)
{
    enum status status = staffing_remove_sme(call->viewer, call->argument[0],
        call->argument[1]);

    if (status == STATUS_OK)
        print_line(&call->out, "%s is no longer SME of %s.", call->argument[0],
            call->argument[1]);
    return status;
}

const struct command course_commands[] = {
    {
        .pattern = "course smes <program> [--json]",
        .help = "who answers for an eLearning program as a whole",
        .run = cmd_course_smes,
    },
    {0},
};

const struct command course_sme_commands[] = {
    {
        .pattern = "course sme add <handle> <program>",
        .help = "name an SME for an eLearning program as a whole",
        .run = cmd_course_sme_add,
    },
    {
        .pattern = "course sme remove <handle> <program>",
        .help = "take that away again",
        .run = cmd_course_sme_remove,
    },
    {0},
};
