/* To do: what a champion has to do for a cohort, and ticking it off. */

#include <jansson.h>

#include "base/memory.h"
#include "board/championing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    NUMBER_COLUMNS = 4
};

/* ---- Of which cohort ---------------------------------------------------- */

/* Their cohorts; with a slug that one alone, whose ever it is. */
static enum status
find_cohorts(struct command_call *call, const char *slug,
    struct cohort_list *list)
{
    struct cohort_list found = {0};

    if (slug == NULL) {
        enum status status = championing_cohorts(call->viewer, &found);

        if (status == STATUS_OK && found.count == 0)
            status = refuse(STATUS_NOT_FOUND,
                call->viewer->is_operator
                    ? "of which cohort? todo COHORT"
                    : "you are champion or mentor of no cohort");
        if (status == STATUS_OK)
            *list = found;
        return status;
    }
    found.rows = grow(found.rows, 1, sizeof *found.rows);
    text_copy(found.rows[0].slug, sizeof found.rows[0].slug, slug);
    found.count = 1;
    *list = found;
    return STATUS_OK;
}

/* ---- Printing ----------------------------------------------------------- */

static void
print_act(struct command_call *call, const struct todo_act *act)
{
    print_line(&call->out, "%-*d%s", NUMBER_COLUMNS, act->number, act->words);
}

static void
print_list(struct command_call *call, const struct todo_list *list)
{
    print_line(&call->out, "%s, %s: %zu to do", list->cohort.region_title,
        list->cohort.intake_title, list->open_count);
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].state == TODO_OPEN)
            print_act(call, &list->rows[i]);
}

static void
print_todo(struct command_call *call, const struct todo_list *lists,
    size_t count)
{
    size_t open = 0;

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_add(&call->out, "\n");
        print_list(call, &lists[i]);
        open += lists[i].open_count;
    }
    if (open > 0)
        text_add(&call->out,
            "\nTo tick one off: todo done NUMBER; to take that back: "
            "todo undo NUMBER\n");
}

static json_t *
act_json(const struct todo_list *list, const struct todo_act *act)
{
    static const char *const states[] = {
        [TODO_OPEN] = "open",
        [TODO_LATER] = "later",
        [TODO_DONE] = "done",
    };

    return json_pack("{s:s, s:i, s:s, s:s, s:s?, s:s?, s:o}", "cohort",
        list->cohort.slug, "number", act->number, "words", act->words, "state",
        states[act->state], "due", act->due_on[0] != '\0' ? act->due_on : NULL,
        "done_by", act->state == TODO_DONE ? act->done_by : NULL, "done_at",
        print_json_time(act->done_at));
}

static void
print_todo_json(struct command_call *call, const struct todo_list *lists,
    size_t count)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < lists[i].count; j++)
            json_array_append_new(rows, act_json(&lists[i], &lists[i].rows[j]));
    print_json(call, rows);
}

static enum status
cmd_todo(struct command_call *call)
{
    struct cohort_list cohorts = {0};
    struct todo_list *lists = NULL;
    size_t count = 0;
    enum status status = find_cohorts(call, call->argument[0], &cohorts);

    while (status == STATUS_OK && count < cohorts.count) {
        lists = grow(lists, count + 1, sizeof *lists);
        status = championing_todo(call->viewer, cohorts.rows[count].slug,
            &lists[count]);
        count += status == STATUS_OK;
    }
    if (status == STATUS_OK && call->wants_json)
        print_todo_json(call, lists, count);
    else if (status == STATUS_OK)
        print_todo(call, lists, count);
    for (size_t i = 0; i < count; i++)
        todo_list_clear(&lists[i]);
    memory_release(lists);
    cohort_list_clear(&cohorts);
    return status;
}

/* ---- Ticking off -------------------------------------------------------- */

static enum status
set(struct command_call *call, bool is_done)
{
    struct cohort_list cohorts = {0};
    struct text words = {0};
    enum status status = find_cohorts(call, call->argument[1], &cohorts);

    if (status == STATUS_OK && cohorts.count > 1)
        status = refuse(STATUS_INVALID,
            "of which cohort? You look after %zu: todo %s NUMBER COHORT",
            cohorts.count, is_done ? "done" : "undo");
    if (status == STATUS_OK)
        status = championing_set(call->viewer,
            &(struct championing_mark){
                .cohort = cohorts.rows[0].slug,
                .number = command_small_number(call, 0),
                .is_done = is_done,
            },
            &words);
    if (status == STATUS_OK)
        print_line(&call->out, "%s: %s", is_done ? "Done" : "To do again",
            text_bytes(&words));
    text_clear(&words);
    cohort_list_clear(&cohorts);
    return status;
}

static enum status
cmd_todo_done(struct command_call *call)
{
    return set(call, true);
}

static enum status
cmd_todo_undo(struct command_call *call)
{
    return set(call, false);
}

const struct command todo_commands[] = {
    {
        .pattern = "todo [<cohort>] [--json]",
        .help = "what is to do for the cohorts you are champion or mentor of",
        .run = cmd_todo,
    },
    {
        .pattern = "todo done <number> [<cohort>]",
        .help = "tick one of them off",
        .run = cmd_todo_done,
    },
    {
        .pattern = "todo undo <number> [<cohort>]",
        .help = "take that back",
        .run = cmd_todo_undo,
    },
    {0},
};
