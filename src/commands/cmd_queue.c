/* The queue of questions, filled from a file. */

#include "base/memory.h"
#include "board/asking_many.h"
#include "commands/print.h"
#include "commands/question_file.h"
#include "commands/tables.h"

static enum status
ask_all(struct command_call *call, const struct question_file *file,
    struct asked_many *asked)
{
    struct ask *asks = memory_new(file->count * sizeof *asks);

    for (size_t i = 0; i < file->count; i++)
        asks[i] = (struct ask){
            .body = file->rows[i].body,
            .kind = file->rows[i].kind,
            .is_again = call->flag[2],
            .asks_minute = -1,
        };
    enum status status = asking_many(call->viewer, call->argument[1], asks,
        file->count, asked);
    memory_release(asks);
    return status;
}

static enum status
cmd_questions_import(struct command_call *call)
{
    const char *path = call->argument[0];
    struct question_file file = {0};
    struct asked_many asked;
    enum status status;

    if (path != NULL && !call->viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator names a file: here it is read "
            "from standard input");
    if (path == NULL) {
        path = QUESTION_FILE_INPUT;
        status = question_file_read_input(call, &file);
    } else {
        status = question_file_read(path, &file);
    }
    if (status != STATUS_OK)
        return status;
    status = ask_all(call, &file, &asked);
    if (status == STATUS_OK)
        print_line(&call->out, "queued %zu question%s for %s, from %s to %s",
            file.count, file.count == 1 ? "" : "s", call->argument[1],
            asked.first_on, asked.last_on);
    else
        status = question_file_blame(status, path, &file.rows[asked.refused]);
    question_file_clear(&file);
    return status;
}

const struct command queue_commands[] = {
    {
        .pattern = "questions import [<file>] --cohort <cohort> [--again]",
        .help = "queue many by its rhythm: CSV, or a line each, from the input",
        .run = cmd_questions_import,
    },
    {0},
};
