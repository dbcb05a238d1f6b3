/* Questions beyond today's: those queued and those of the past. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/asking.h"
#include "board/reading.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    QUEUE_ROWS = 400,
    PAST_ROWS = 50,
    PAGE_ROWS = 50,
    PAGES_LOOKED_AT = 20,
    CELL_BYTES = 32,
    MINUTES_AN_HOUR = 60
};

static void
print_queue(struct command_call *call, const struct question_list *list)
{
    static const struct sheet_column columns[] = {
        {"DATE", 0, false},
        {"AT", 0, false},
        {"BY", 16, false},
        {"QUESTION", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 4};
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
        sheet_add(&sheet, question->asks_on);
        sheet_add(&sheet, minute);
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
            json_pack("{s:I, s:s, s:i, s:i, s:s, s:s}", "id",
                (json_int_t)question->id, "date", question->asks_on, "minute",
                question->asks_minute, "window_hours", question->window_hours,
                "asker", question->asker_name, "body", question->body));
    }
    print_json(call, rows);
}

static enum status
cmd_questions_list(struct command_call *call)
{
    struct question_list list = {0};
    struct board board;

    enum status status = reading_board(call->viewer, call->argument[0], &board);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no board %s", call->argument[0]);
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

/* Adds the questions of one board that are not today's, the newest first. */
static enum status
gather_past(struct viewer *viewer, int64_t board_id, struct thread_list *past)
{
    struct thread_list page = {0};
    struct thread_key after = {0};
    enum status status = STATUS_OK;
    bool is_last = false;

    for (int i = 0; i < PAGES_LOOKED_AT && !is_last; i++) {
        status = reading_threads(viewer, board_id, &after, PAGE_ROWS, &page);
        if (status != STATUS_OK)
            return status;
        for (size_t j = 0; j < page.count; j++) {
            const struct thread *thread = &page.rows[j].thread;

            after = thread_key_of(thread);
            if (thread->kind != THREAD_QUESTION || page.rows[j].is_today)
                continue;
            past->rows = grow(past->rows, past->count + 1, sizeof *past->rows);
            past->rows[past->count++] = page.rows[j];
        }
        is_last = page.count < PAGE_ROWS;
        thread_list_clear(&page);
    }
    return STATUS_OK;
}

static int
compare_newest(const void *a_, const void *b_)
{
    const struct thread_row *a = a_;
    const struct thread_row *b = b_;
    int64_t difference = b->thread.created_at - a->thread.created_at;

    if (difference == 0)
        difference = b->thread.id - a->thread.id;
    return difference < 0 ? -1 : difference > 0;
}

static void
print_past(struct command_call *call, const struct thread_list *past)
{
    static const struct sheet_column columns[] = {
        {"ID", 0, true},
        {"ASKED", 0, false},
        {"NEW", 0, true},
        {"ANSWERED", 0, true},
        {"QUESTION", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 5};
    char cell[CELL_BYTES];

    if (past->count == 0) {
        text_add(&call->out, "No question has been asked before today.\n");
        return;
    }
    for (size_t i = 0; i < past->count && i < PAST_ROWS; i++) {
        const struct thread_row *row = &past->rows[i];

        sheet_add_number(&sheet, row->thread.id);
        moment_short(row->thread.created_at, clock_now(),
            viewer_zone(call->viewer), cell, sizeof cell);
        sheet_add(&sheet, cell);
        sheet_add_number(&sheet, row->unread);
        snprintf(cell, sizeof cell, "%d/%d", row->answered, row->asked);
        sheet_add(&sheet, cell);
        sheet_add(&sheet, row->thread.subject);
    }
    sheet_print(&sheet, &call->out);
}

static enum status
cmd_past(struct command_call *call)
{
    struct board_list boards = {0};
    struct thread_list past = {0};
    enum status status = reading_boards(call->viewer, &boards);

    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++)
        status = gather_past(call->viewer, boards.rows[i].board.id, &past);
    if (status == STATUS_OK && past.count > 0)
        qsort(past.rows, past.count, sizeof *past.rows, compare_newest);
    if (status == STATUS_OK)
        print_past(call, &past);
    thread_list_clear(&past);
    board_list_clear(&boards);
    return status;
}

const struct command past_commands[] = {
    {
        .pattern = "past",
        .help = "the questions of the past, with their answers",
        .run = cmd_past,
    },
    {
        .pattern = "questions list <board> [--json]",
        .help = "the questions queued for a board",
        .run = cmd_questions_list,
    },
    {0},
};
