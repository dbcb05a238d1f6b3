/* The bank of a program, and the rhythm of a board. */

#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "board/agreeing.h"
#include "board/banking.h"
#include "board/scheduling.h"
#include "commands/print.h"
#include "commands/tables.h"

static void
print_bank(struct command_call *call, const struct bank_list *list)
{
    static const struct sheet_column columns[] = {
        {"ID", 0, true},
        {"ASKED", 0, false},
        {"KIND", 0, false},
        {"QUESTION", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 4};

    if (list->count == 0) {
        text_add(&call->out, "The bank is empty.\n");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct bank_question *question = &list->rows[i];

        sheet_add_number(&sheet, question->id);
        sheet_add(&sheet,
            question->last_on[0] == '\0' ? "never" : question->last_on);
        sheet_add(&sheet, question_kind_name(question->kind));
        sheet_add(&sheet, question->body);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_bank_json(struct command_call *call, const struct bank_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct bank_question *question = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:I, s:s?, s:s, s:s}", "id", (json_int_t)question->id,
                "asked",
                question->last_on[0] == '\0' ? NULL : question->last_on, "kind",
                question_kind_name(question->kind), "body", question->body));
    }
    print_json(call, rows);
}

static enum status
cmd_bank_list(struct command_call *call)
{
    struct bank_list list = {0};
    enum status status = banking_list(call->viewer, call->argument[0], &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_bank_json(call, &list);
    else
        print_bank(call, &list);
    bank_list_clear(&list);
    return STATUS_OK;
}

static enum status
cmd_bank_drop(struct command_call *call)
{
    struct bank_question dropped;
    enum status status = banking_drop(call->viewer, command_number(call, 0),
        &dropped);

    if (status == STATUS_OK)
        print_line(&call->out, "Dropped: %s", dropped.body);
    return status;
}

static enum status
read_phase(const char *given, enum phase *phase)
{
    for (int i = 0; i < PHASE_COUNT; i++) {
        if (text_equals(phase_name((enum phase)i), given)) {
            *phase = (enum phase)i;
            return STATUS_OK;
        }
    }
    return refuse(STATUS_INVALID,
        "no such phase: %.40s; upcoming, training, on-the-job or alumni",
        given);
}

static enum status
show_rhythms(struct command_call *call, const struct board *board)
{
    struct viewer *viewer = call->viewer;
    struct schedule schedule;
    enum status status = scheduling_open(viewer, board, &schedule);

    for (int i = 0; i < PHASE_COUNT && status == STATUS_OK; i++) {
        struct rhythm rhythm;
        char words[RHYTHM_BYTES];
        bool is_set = false;

        status = scheduling_rhythm(&schedule, (enum phase)i, &rhythm, &is_set);
        if (status != STATUS_OK)
            break;
        rhythm_words(&rhythm, words);
        print_line(&call->out, "%-12s%s%s", phase_name((enum phase)i), words,
            is_set ? ", as set for this board" : "");
    }
    scheduling_clear(&schedule);
    return status;
}

/* What the cohort agreed on goes before all of them. */
static enum status
show_agreed(struct command_call *call, const struct board *board)
{
    struct agreeing agreeing;
    struct text words = {0};

    if (board->kind != BOARD_COHORT)
        return STATUS_OK;
    enum status status = agreeing_find(call->viewer, board->slug, &agreeing);
    if (status != STATUS_OK || !agreeing.has_agreement)
        return status;
    agreeing_words(&agreeing, &words);
    print_line(&call->out, "%-12s%s", "agreed", text_bytes(&words));
    text_clear(&words);
    return STATUS_OK;
}

static enum status
cmd_rhythm(struct command_call *call)
{
    struct board board;
    enum phase phase = PHASE_TRAINING;
    const char *words = call->argument[2];
    enum status status = command_board(call, 0, &board);

    if (status == STATUS_OK && words == NULL) {
        status = show_rhythms(call, &board);
        return status == STATUS_OK ? show_agreed(call, &board) : status;
    }
    if (status == STATUS_OK && call->argument[1] == NULL)
        status = refuse(STATUS_INVALID,
            "in which phase? --phase upcoming, training, on-the-job or alumni");
    if (status == STATUS_OK)
        status = read_phase(call->argument[1], &phase);
    if (status == STATUS_OK)
        status = scheduling_set(call->viewer, board.id, phase,
            strcmp(words, "default") == 0 ? NULL : words);
    if (status == STATUS_OK)
        print_line(&call->out, "%s: %s in phase %s.", board.title, words,
            phase_name(phase));
    return status;
}

const struct command bank_commands[] = {
    {
        .pattern = "questions bank list <program> [--json]",
        .help = "what is asked on days without a question, the next one first",
        .run = cmd_bank_list,
    },
    {
        .pattern = "questions bank drop <question>",
        .help = "take a question out of its program's bank",
        .run = cmd_bank_drop,
    },
    {
        .pattern = "questions rhythm <board> [--phase <phase>] [<rhythm>...]",
        .help = "how often a board asks by itself: daily, mon,thu, weekly ...",
        .run = cmd_rhythm,
    },
    {0},
};
