/* The queue of a board: seen, reworded, moved, dropped. */

#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/amending.h"
#include "board/asking.h"
#include "commands/print.h"
#include "commands/print_panel.h"
#include "commands/question_words.h"
#include "commands/tables.h"

enum {
    QUEUE_ROWS = 400,
    CELL_BYTES = 32,
    MINUTES_AN_HOUR = 60
};

static void
print_queue(struct command_call *call, const struct question_list *list)
{
    static const struct sheet_column columns[] = {
        {"ID", 0, true},
        {"DATE", 0, false},
        {"AT", 0, false},
        {"KIND", 0, false},
        {"BY", 16, false},
        {"QUESTION", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 6};
    char minute[CELL_BYTES];

    if (list->count == 0) {
        text_add(&call->out, "No question is queued here.\n");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct question *question = &list->rows[i];

        snprintf(minute, sizeof minute, "%02d:%02d",
            question->asks_minute / MINUTES_AN_HOUR,
            question->asks_minute % MINUTES_AN_HOUR);
        sheet_add_number(&sheet, question->id);
        sheet_add(&sheet, question->asks_on);
        sheet_add(&sheet, minute);
        sheet_add(&sheet, question_kind_name(question->kind));
        sheet_add(&sheet, question->asker_name);
        sheet_add(&sheet, question->body);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_queue_json(struct command_call *call, const struct question_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct question *question = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:I, s:s, s:i, s:i, s:s, s:s, s:s}", "id",
                (json_int_t)question->id, "date", question->asks_on, "minute",
                question->asks_minute, "window_hours", question->window_hours,
                "kind", question_kind_name(question->kind), "asker",
                question->asker_name, "body", question->body));
    }
    print_json(call, rows);
}

static enum status
cmd_questions_list(struct command_call *call)
{
    struct question_list list = {0};
    struct board board;

    enum status status = command_board(call, 0, &board);
    if (status == STATUS_OK)
        status = asking_queue(call->viewer, board.id, QUEUE_ROWS, &list);
    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_queue_json(call, &list);
    else
        print_queue(call, &list);
    question_list_clear(&list);
    return STATUS_OK;
}

/* With a kind and no text the words stay as they are. */
static enum status
cmd_questions_edit(struct command_call *call)
{
    struct amendment amendment = {
        .kind = QUESTION_KIND_COUNT,
        .is_again = call->flag[2],
    };
    struct text body = {0};
    enum status status = STATUS_OK;

    if (call->argument[1] != NULL)
        status = question_kind_read(call->argument[1], &amendment.kind);
    if (status == STATUS_OK &&
        (call->argument[3] != NULL || call->argument[1] == NULL)) {
        status = command_read_text(call, 3, &body);
        amendment.body = text_bytes(&body);
    }
    if (status == STATUS_OK)
        status = amending_reword(call->viewer, command_number(call, 0),
            &amendment);
    text_clear(&body);
    if (status == STATUS_OK)
        print_line(&call->out,
            "Changed. To see it as it will be asked: "
            "questions preview %lld",
            (long long)command_number(call, 0));
    return status;
}

static enum status
cmd_questions_move(struct command_call *call)
{
    char date[11];
    enum status status = question_date(call->viewer, call->argument[1], date);

    if (status == STATUS_OK)
        status = amending_move(call->viewer, command_number(call, 0), date,
            call->flag[2]);
    if (status == STATUS_OK)
        print_line(&call->out, "Question %lld is asked on %s now.",
            (long long)command_number(call, 0), date);
    return status;
}

static enum status
cmd_questions_drop(struct command_call *call)
{
    struct question dropped;
    enum status status = amending_drop(call->viewer, command_number(call, 0),
        &dropped);

    if (status == STATUS_OK)
        print_line(&call->out, "Dropped, was to be asked on %s: %s",
            dropped.asks_on, dropped.body);
    return status;
}

static enum status
cmd_questions_preview(struct command_call *call)
{
    struct preview preview;
    char left[CELL_BYTES];
    enum status status = amending_preview(call->viewer, command_number(call, 0),
        &preview);

    if (status != STATUS_OK)
        return status;
    int64_t seconds = preview.first_opens_at - clock_now();
    duration_short(seconds < 0 ? -seconds : seconds, left, sizeof left);
    print_line(&call->out,
        seconds < 0 ? "First opened %s ago, in %s." : "First opens in %s, %s.",
        left, preview.first_zone);
    text_add(&call->out, "\n");
    print_panel(&call->out, call->viewer, &preview.panel);
    return STATUS_OK;
}

const struct command amending_commands[] = {
    {
        .pattern = "questions list <board> [--json]",
        .help = "the questions queued for a board",
        .run = cmd_questions_list,
    },
    {
        .pattern = "questions edit <question> [--kind <kind>] [--again] "
                   "[<text>...]",
        .help = "reword a queued question, until it first opens anywhere",
        .run = cmd_questions_edit,
    },
    {
        .pattern = "questions move <question> --on <date> [--swap]",
        .help = "another day; --swap: change places with what is there",
        .run = cmd_questions_move,
    },
    {
        .pattern = "questions drop <question>",
        .help = "take a question out of the queue",
        .run = cmd_questions_drop,
    },
    {
        .pattern = "questions preview <question>",
        .help = "a queued question as it will stand in the panel",
        .run = cmd_questions_preview,
    },
    {0},
};
