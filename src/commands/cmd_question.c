/* Questions: today's, answering it, asking one. */

#include <jansson.h>

#include "base/clock.h"
#include "board/asking.h"
#include "board/banking.h"
#include "board/beginning.h"
#include "board/crossing.h"
#include "commands/print.h"
#include "commands/print_panel.h"
#include "commands/question_words.h"
#include "commands/tables.h"

enum {
    UNANSWERED = 1,   /* exit status of today */
    FIRST_SHOWING = 2 /* ask: the place of --open */
};

static void
print_today(struct command_call *call, const struct panel_list *list,
    bool is_short)
{
    if (list->count == 0) {
        text_add(&call->out, "No question today.\n");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (is_short) {
            print_panel_short(&call->out, call->viewer, &list->rows[i]);
            return;
        }
        if (i > 0)
            text_add(&call->out, "\n");
        print_panel(&call->out, call->viewer, &list->rows[i]);
    }
}

/* What has begun for the viewer alone, a line each. */
static enum status
print_begun(struct command_call *call)
{
    struct beginning_list begun = {0};
    char words[BEGINNING_BYTES];
    enum status status = beginning_pending(call->viewer, &begun);

    for (size_t i = 0; i < begun.count && status == STATUS_OK; i++) {
        beginning_words(&begun.rows[i], words);
        print_line(&call->out, "%s. To read of it: phase", words);
    }
    if (begun.count > 0)
        text_add(&call->out, "\n");
    beginning_list_clear(&begun);
    return status;
}

/* For those who are to fill it up. */
static enum status
print_bank(struct command_call *call)
{
    struct bank_left low;
    enum status status = banking_low(call->viewer, &low);

    if (status == STATUS_OK && low.left >= 0)
        print_line(&call->out,
            "The bank of %s has %d left that were not asked within a year.",
            low.program, low.left);
    return status;
}

static void
print_today_json(struct command_call *call, const struct panel_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(rows, print_panel_json(&list->rows[i]));
    print_json(call, rows);
}

static enum status
cmd_today(struct command_call *call)
{
    struct panel_list list = {0};
    enum status status = asking_today(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (!call->wants_json && !call->flag[0])
        status = print_begun(call);
    if (call->wants_json)
        print_today_json(call, &list);
    else
        print_today(call, &list, call->flag[0]);
    if (status == STATUS_OK && !call->wants_json && !call->flag[0])
        status = print_bank(call);
    if (list.count > 0 && panel_is_due(&list.rows[0]))
        call->exit_status = UNANSWERED;
    panel_list_clear(&list);
    return status;
}

/* The question that an answer is for: that of the number in a slot, else the
 * one that waits, which comes before all, else the first that is open. */
static enum status
find_open(struct command_call *call, int slot, struct panel *panel)
{
    struct panel_list list = {0};
    int64_t id = command_number(call, slot);
    enum status status = STATUS_OK;

    if (id != 0)
        return asking_panel(call->viewer, id, panel);
    status = asking_today(call->viewer, &list);
    if (status != STATUS_OK)
        return status;
    status = refuse(STATUS_NOT_FOUND, "no question is open for you now");
    for (size_t i = 0; i < list.count && status != STATUS_OK; i++) {
        if (!list.rows[i].is_open)
            continue;
        *panel = list.rows[i];
        reason_clear();
        status = STATUS_OK;
    }
    panel_list_clear(&list);
    return status;
}

/* Once, to whoever has answered. */
static void
offer_crossing(struct command_call *call, int64_t thread_id)
{
    struct crossing crossing;
    struct text words = {0};

    if (crossing_find(call->viewer, thread_id, &crossing) == STATUS_OK &&
        crossing.is_due &&
        crossing_offered(call->viewer, thread_id) == STATUS_OK) {
        crossing_words(&crossing, &words);
        print_line(&call->out, "To %s:", text_bytes(&words));
        print_line(&call->out, "    reply %lld %d YOUR TEXT",
            (long long)thread_id, crossing.number);
    }
    reason_clear();
    text_clear(&words);
}

static enum status
cmd_answer(struct command_call *call)
{
    struct panel panel = {0};
    struct posted posted;
    struct text body = {0};

    enum status status = find_open(call, 1, &panel);
    if (status == STATUS_OK)
        status = command_read_text(call, 2, &body);
    if (status == STATUS_OK)
        status = (call->flag[0] ? asking_answer_nameless
                                : asking_answer)(call->viewer,
            panel.question.id, text_bytes(&body), &posted);
    text_clear(&body);
    if (status != STATUS_OK)
        return status;

    if (call->flag[0])
        text_add(&call->out, "Kept. It is shown without your name when the "
                             "question has closed everywhere.\n");
    else
        print_line(&call->out, "Answered: post %d of thread %lld.",
            posted.number, (long long)posted.thread_id);
    if (posted.removed > 0)
        print_line(&call->out,
            "%zu characters that may not stand were left "
            "out.",
            posted.removed);
    if (asking_panel(call->viewer, panel.question.id, &panel) != STATUS_OK)
        return STATUS_OK;
    if (panel.is_covered)
        print_panel_cover(&call->out, call->viewer, &panel);
    else
        print_line(&call->out,
            "%d of %d have answered. To read theirs: read %lld", panel.answered,
            panel.asked, (long long)posted.thread_id);
    offer_crossing(call, posted.thread_id);
    return STATUS_OK;
}

static enum status
cmd_skip(struct command_call *call)
{
    struct panel panel = {0};
    enum status status = find_open(call, 0, &panel);

    if (status == STATUS_OK)
        status = asking_skip(call->viewer, panel.question.id);
    if (status != STATUS_OK)
        return status;
    if (panel.is_covered && panel.question.is_at_closing)
        print_line(&call->out, "Skipped. The answers open when the question "
                               "has closed everywhere.");
    else
        print_line(&call->out, "Skipped. To read the answers: read %lld",
            (long long)panel.question.thread_id);
    return STATUS_OK;
}

static enum status
ask_showing(const struct command_call *call, enum showing *showing)
{
    static const enum showing showings[] = {SHOWING_OPEN, SHOWING_COVERED,
        SHOWING_AT_CLOSING};
    int given = 0;

    for (int i = 0; i < 3; i++)
        if (call->flag[FIRST_SHOWING + i]) {
            *showing = showings[i];
            given++;
        }
    if (given > 1)
        return refuse(STATUS_INVALID,
            "one of --open, --covered and --at-closing");
    return STATUS_OK;
}

static void
print_asked(struct command_call *call, const struct board *board,
    const char *date, bool is_chosen)
{
    char words[16];

    if (!is_chosen) {
        print_line(&call->out, "Asked in %s, on %s.", board->title, date);
        return;
    }
    date_words(date, words, sizeof words);
    print_line(&call->out, "Asked in %s, on %s (%s), its next free day.",
        board->title, words, date);
}

static enum status
cmd_ask(struct command_call *call)
{
    struct board board;
    struct text body = {0};
    char date[11];
    char asked_on[11];
    struct ask ask = {.asks_minute = -1, .asked_on = asked_on};
    int64_t question_id = 0;

    enum status status = command_board(call, 0, &board);
    if (status == STATUS_OK && call->argument[1] != NULL) {
        status = question_date(call->viewer, call->argument[1], date);
        ask.asks_on = date;
    }
    ask.is_nameless_allowed = call->flag[5];
    ask.is_again = call->flag[7];
    if (status == STATUS_OK && call->argument[6] != NULL)
        status = question_kind_read(call->argument[6], &ask.kind);
    if (status == STATUS_OK)
        status = ask_showing(call, &ask.showing);
    if (status == STATUS_OK)
        status = command_read_text(call, 8, &body);
    ask.body = text_bytes(&body);
    if (status == STATUS_OK)
        status = asking_add(call->viewer, board.id, &ask, &question_id);
    text_clear(&body);
    if (status == STATUS_OK)
        print_asked(call, &board, asked_on, ask.asks_on == NULL);
    return status;
}

const struct command question_commands[] = {
    {
        .pattern = "today [--short] [--json]",
        .help = "today's question; exits with 1 while you have not answered",
        .run = cmd_today,
        .needs_person = true,
        .is_silent = true,
    },
    {
        .pattern =
            "answer [--without-name] [--question <question>] [<text>...]",
        .help = "answer today's question",
        .run = cmd_answer,
        .needs_person = true,
    },
    {
        .pattern = "skip [--question <question>]",
        .help = "leave today's question and see what the others wrote",
        .run = cmd_skip,
        .needs_person = true,
    },
    {
        .pattern = "ask <board> [--on <date>] [--open] [--covered] "
                   "[--at-closing] [--nameless-allowed] [--kind <kind>] "
                   "[--again] [<text>...]",
        .help = "put a question in a board's queue; and when its answers open",
        .run = cmd_ask,
        .needs_person = true,
    },
    {0},
};
