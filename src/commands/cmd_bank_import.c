/* The bank of a program, filled from a file. */

#include "base/memory.h"
#include "board/banking.h"
#include "commands/print.h"
#include "commands/question_file.h"
#include "commands/tables.h"

static enum status
add_all(struct command_call *call, const struct question_file *file,
    struct banked_many *many)
{
    struct banked *rows = memory_new(file->count * sizeof *rows);

    for (size_t i = 0; i < file->count; i++)
        rows[i] = (struct banked){file->rows[i].body, file->rows[i].kind};
    enum status status = banking_add(call->viewer, call->argument[1], rows,
        file->count, many);
    memory_release(rows);
    return status;
}

static enum status
cmd_bank_import(struct command_call *call)
{
    const char *path = call->argument[0];
    struct question_file file = {0};
    struct banked_many many = {0};
    enum status status = question_file_read(path, &file);

    if (status != STATUS_OK)
        return status;
    status = add_all(call, &file, &many);
    if (status == STATUS_OK)
        print_line(&call->out,
            "added %zu questions to the bank of %s, %zu were there already",
            many.added, call->argument[1], many.known);
    else
        status = question_file_blame(status, path, &file.rows[many.refused]);
    question_file_clear(&file);
    return status;
}

const struct command bank_import_commands[] = {
    {
        .pattern = "questions bank import <file> --program <program>",
        .help = "fill a program's bank from a file: .csv or lines",
        .run = cmd_bank_import,
    },
    {0},
};
