/* The questions of the past. */

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/reading.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    PAST_ROWS = 50,
    PAGE_ROWS = 50,
    PAGES_LOOKED_AT = 20,
    CELL_BYTES = 32
};

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
    {0},
};
