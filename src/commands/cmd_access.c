/* Who can read a board, and why. */

#include <jansson.h>
#include <string.h>

#include "board/disclosing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    NAME_COLUMNS = 20
};

/* The line that `*rest` begins with, into `line`; false at the end. */
static bool
next_line(const char **rest, struct text *line)
{
    size_t length = strcspn(*rest, "\n");

    if (**rest == '\0')
        return false;
    text_truncate(line, 0);
    text_add_bytes(line, *rest, length);
    *rest += length + ((*rest)[length] == '\n' ? 1 : 0);
    return true;
}

/* A row a reason; who it is stands beside the first. */
static void
add_rows(struct sheet *sheet, const struct disclosed *row)
{
    const char *rest = row->reasons;
    struct text reason = {0};

    for (bool is_first = true; next_line(&rest, &reason); is_first = false) {
        sheet_add(sheet, is_first ? row->handle : "");
        sheet_add(sheet, is_first ? row->name : "");
        sheet_add(sheet, text_bytes(&reason));
    }
    text_clear(&reason);
}

static void
print_readers(struct command_call *call, const struct board *board,
    const struct disclosed_list *list)
{
    static const struct sheet_column columns[] = {
        {"HANDLE", 0, false},
        {"NAME", NAME_COLUMNS, false},
        {"WHY", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 3};

    print_line(&call->out, "%s: %zu %s can read it.", board->title, list->count,
        list->count == 1 ? "person" : "people");
    for (size_t i = 0; i < list->count; i++)
        add_rows(&sheet, &list->rows[i]);
    if (list->count > 0)
        sheet_print(&sheet, &call->out);
}

static void
print_readers_json(struct command_call *call, const struct disclosed_list *list)
{
    json_t *rows = json_array();
    struct text reason = {0};

    for (size_t i = 0; i < list->count; i++) {
        const struct disclosed *row = &list->rows[i];
        const char *rest = row->reasons;
        json_t *reasons = json_array();

        while (next_line(&rest, &reason))
            json_array_append_new(reasons, json_string(text_bytes(&reason)));
        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:o}", "handle", row->handle, "name",
                row->name, "reasons", reasons));
    }
    text_clear(&reason);
    print_json(call, rows);
}

static enum status
cmd_access(struct command_call *call)
{
    struct board board;
    struct disclosed_list list = {0};
    enum status status = disclosing_readers(call->viewer, call->argument[0],
        &board, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_readers_json(call, &list);
    else
        print_readers(call, &board, &list);
    disclosed_list_clear(&list);
    return STATUS_OK;
}

const struct command access_commands[] = {
    {
        .pattern = "access <board> [--json]",
        .help = "who can read a board, and why, for an auditor",
        .run = cmd_access,
    },
    {0},
};
