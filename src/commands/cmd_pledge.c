/* Pledges: made, asked again, counted. */

#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/pledging.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    INDENT = 4,
    DAY_BYTES = 16
};

static void
print_pledge(struct command_call *call, const struct pledge *pledge)
{
    struct text line = {0};
    char day[DAY_BYTES];
    char right[64] = "";

    date_short(pledge->by_on, call->viewer->today, day, sizeof day);
    if (pledge->due_days > 0)
        snprintf(right, sizeof right, "%d days on: what became of it?",
            pledge->due_days);
    else if (pledge->answer != PLEDGE_UNANSWERED)
        snprintf(right, sizeof right, "%s",
            pledge_answer_words(pledge->answer));
    text_add_format(&line, "%d  by %s", pledge->number, day);
    print_pair(&call->out, text_bytes(&line), right);
    text_truncate(&line, 0);
    text_add_format(&line, "When %s, I will %s.", pledge->moment, pledge->deed);
    print_wrapped(&call->out, INDENT, text_bytes(&line));
    if (pledge->word[0] != '\0')
        print_wrapped(&call->out, INDENT, pledge->word);
    text_clear(&line);
}

static void
print_pledges_json(struct command_call *call, const struct pledge_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct pledge *pledge = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:i, s:s, s:s, s:s, s:o, s:s, s:s, s:o, s:i}", "number",
                pledge->number, "when", pledge->moment, "will", pledge->deed,
                "by", pledge->by_on, "at", print_json_time(pledge->made_at),
                "answer", pledge_answer_name(pledge->answer), "word",
                pledge->word, "answered_at",
                print_json_time(pledge->answered_at), "due_days",
                pledge->due_days));
    }
    print_json(call, rows);
}

static enum status
cmd_pledge(struct command_call *call)
{
    struct pledge_list list = {0};
    enum status status = pledging_list(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_pledges_json(call, &list);
    else if (list.count == 0)
        text_add(&call->out, "No pledge yet. Make one with: pledge add --when "
                             "W --will D --by DATE\n");
    for (size_t i = 0; i < list.count && !call->wants_json; i++)
        print_pledge(call, &list.rows[i]);
    pledge_list_clear(&list);
    return STATUS_OK;
}

static enum status
cmd_pledge_add(struct command_call *call)
{
    const struct pledge_terms terms = {
        .moment = call->argument[0],
        .deed = call->argument[1],
        .by = call->argument[2],
    };
    int number = 0;
    enum status status = pledging_make(call->viewer, &terms, &number);

    if (status == STATUS_OK)
        print_line(&call->out,
            "Pledge %d is made. It is yours alone until you "
            "post it.",
            number);
    return status;
}

static enum status
cmd_pledge_answer(struct command_call *call)
{
    int number = command_small_number(call, 0);
    enum pledge_answer answer = pledge_answer_of(call->argument[1]);

    if (answer == PLEDGE_UNANSWERED)
        return refuse(STATUS_INVALID, "%.40s: say done, not-yet or changed",
            call->argument[1]);
    enum status status = pledging_answer(call->viewer, number, answer,
        call->argument[2]);

    if (status == STATUS_OK)
        print_line(&call->out,
            "Noted, for you alone. To tell your cohort: "
            "pledge draft %d",
            number);
    return status;
}

static enum status
cmd_pledge_draft(struct command_call *call)
{
    int64_t board_id = 0;
    enum status status = pledging_draft(call->viewer,
        command_small_number(call, 0), &board_id);

    if (status == STATUS_OK)
        text_add(&call->out, "A draft waits on your cohort's board: D on home "
                             "shows it, and it is yours to send.\n");
    return status;
}

static enum status
cmd_pledge_counts(struct command_call *call)
{
    struct pledge_counts counts = {0};
    enum status status = pledging_count(call->viewer, call->argument[0],
        &counts);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_json(call,
            json_pack("{s:i, s:i, s:i, s:i, s:i}", "people", counts.people,
                "made", counts.made, "done", counts.done, "not_yet",
                counts.not_yet, "changed", counts.changed));
    else
        print_line(&call->out,
            "%d made by %d %s: %d done, %d not yet, %d changed", counts.made,
            counts.people, counts.people == 1 ? "person" : "people",
            counts.done, counts.not_yet, counts.changed);
    return STATUS_OK;
}

const struct command pledge_commands[] = {
    {
        .pattern = "pledge [--json]",
        .help = "your pledges, and those to say what became of",
        .run = cmd_pledge,
        .needs_person = true,
    },
    {
        .pattern = "pledge add --when <moment> --will <deed> --by <date>",
        .help = "when ..., I will ..., by ...; yours alone until you post it",
        .run = cmd_pledge_add,
        .needs_person = true,
    },
    {
        .pattern = "pledge answer <pledge> <answer> [<text>...]",
        .help = "what became of it: done, not-yet or changed, and a word on it",
        .run = cmd_pledge_answer,
        .needs_person = true,
    },
    {
        .pattern = "pledge draft <pledge>",
        .help = "put what happened into a draft on your cohort's board",
        .run = cmd_pledge_draft,
        .needs_person = true,
    },
    {
        .pattern = "pledge counts <cohort> [--json]",
        .help = "how many pledges a cohort made and did; never whose",
        .run = cmd_pledge_counts,
    },
    {0},
};
