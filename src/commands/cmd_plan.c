/* Plans of programs, and what their cohorts have of them. */

#include <jansson.h>

#include "board/planning.h"
#include "commands/plan_file.h"
#include "commands/print.h"
#include "commands/print_placed.h"
#include "commands/tables.h"

/* ---- Of a program ------------------------------------------------------- */

static enum status
print_cohorts(struct command_call *call, const char *program)
{
    struct cohort_list list = {0};
    struct text names = {0};
    enum status status = planning_cohorts(call->viewer, program, &list);

    for (size_t i = 0; i < list.count; i++)
        text_add_format(&names, "%s%s", i == 0 ? "" : ", ", list.rows[i].slug);
    if (status == STATUS_OK && list.count > 0) {
        struct text line = {0};

        text_add_format(&line,
            "Cohorts that are here stay as they are: %s. What is still to "
            "come is theirs too after: cohort plan apply %s",
            text_bytes(&names), list.rows[0].slug);
        print_wrapped(&call->out, 0, text_bytes(&line));
        text_clear(&line);
    }
    text_clear(&names);
    cohort_list_clear(&list);
    return status;
}

static enum status
cmd_plan_import(struct command_call *call)
{
    const char *program = call->argument[0];
    struct plan_file file;
    struct planning_outcome outcome = {0};
    enum status status = plan_file_read(call->argument[1], &file);

    if (status == STATUS_OK) {
        status = planning_import(call->viewer, program, file.plan,
            file.rows.count, &outcome);
        status = plan_file_blame(status, &file, &outcome);
    }
    plan_file_clear(&file);
    if (status != STATUS_OK)
        return status;
    print_line(&call->out,
        "%s: %d questions and %d announcements, for each cohort added from "
        "now on.",
        program, outcome.questions, outcome.announcements);
    if (outcome.replaced)
        text_add(&call->out, "They stand in place of the plan there was.\n");
    return print_cohorts(call, program);
}

static void
print_plan(struct command_call *call, const struct plan_list *list)
{
    static const struct sheet_column columns[] = {
        {"WEEK", 0, true},
        {"DAY", 0, false},
        {"KIND", 0, false},
        {"TEXT", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 4};

    for (size_t i = 0; i < list->count; i++) {
        const struct plan_entry *entry = &list->rows[i];

        sheet_add_number(&sheet, entry->week);
        sheet_add(&sheet, plan_weekday_name(entry->weekday));
        sheet_add(&sheet, plan_kind_name(entry));
        sheet_add(&sheet, entry->body);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_plan_json(struct command_call *call, const struct plan_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct plan_entry *entry = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:i, s:s, s:s, s:s}", "week", entry->week, "weekday",
                plan_weekday_name(entry->weekday), "kind",
                plan_kind_name(entry), "body", entry->body));
    }
    print_json(call, rows);
}

static enum status
cmd_plan_list(struct command_call *call)
{
    struct plan_list list = {0};
    enum status status = planning_list(call->viewer, call->argument[0], &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_plan_json(call, &list);
    else if (list.count == 0)
        print_line(&call->out, "%s has no plan.", call->argument[0]);
    else
        print_plan(call, &list);
    plan_list_clear(&list);
    return STATUS_OK;
}

/* RFC 4180: quoted, a quote doubled. */
static void
add_quoted(struct text *out, const char *value)
{
    text_add(out, "\"");
    for (; *value != '\0'; value++) {
        if (*value == '"')
            text_add(out, "\"");
        text_add_bytes(out, value, 1);
    }
    text_add(out, "\"");
}

static enum status
cmd_plan_export(struct command_call *call)
{
    struct plan_list list = {0};
    enum status status = planning_list(call->viewer, call->argument[0], &list);

    if (status != STATUS_OK)
        return status;
    text_add(&call->out, "week,weekday,kind,text\n");
    for (size_t i = 0; i < list.count; i++) {
        const struct plan_entry *entry = &list.rows[i];

        text_add_format(&call->out, "%d,%s,%s,", entry->week,
            plan_weekday_name(entry->weekday), plan_kind_name(entry));
        add_quoted(&call->out, entry->body);
        text_add(&call->out, "\n");
    }
    plan_list_clear(&list);
    return STATUS_OK;
}

static enum status
cmd_plan_clear(struct command_call *call)
{
    size_t dropped = 0;
    enum status status = planning_clear(call->viewer, call->argument[0],
        &dropped);

    if (status == STATUS_OK)
        print_line(&call->out,
            "%s has no plan now; it had %zu entries. Cohorts keep what they "
            "got of it.",
            call->argument[0], dropped);
    return status;
}

/* ---- Of a cohort -------------------------------------------------------- */

static enum status
cmd_cohort_plan_apply(struct command_call *call)
{
    struct placed placed = {0};
    enum status status = placing_apply(call->viewer, call->argument[0],
        &placed);

    if (status == STATUS_OK && !print_placed(&call->out, &placed))
        print_line(&call->out, "Its program has no plan: %s is as it was.",
            call->argument[0]);
    return status;
}

static enum status
cmd_cohort_plan_clear(struct command_call *call)
{
    struct placed placed = {0};
    enum status status = placing_clear(call->viewer, call->argument[0],
        &placed);

    if (status == STATUS_OK)
        print_line(&call->out,
            "Taken out of %s: %d questions and %d announcements that were "
            "still to come.",
            call->argument[0], placed.questions, placed.announcements);
    return status;
}

static enum status
cmd_cohort_plan_list(struct command_call *call)
{
    static const struct sheet_column columns[] = {
        {"ON", 0, false},
        {"ANNOUNCEMENT", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 2};
    struct announcement_list list = {0};
    const char *slug = call->argument[0];
    enum status status = placing_announcements(call->viewer, slug, &list);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list.count; i++) {
        sheet_add(&sheet, list.rows[i].says_on);
        sheet_add(&sheet, list.rows[i].body);
    }
    if (list.count > 0)
        sheet_print(&sheet, &call->out);
    else
        print_line(&call->out, "No announcement is to come.");
    print_line(&call->out, "Its questions: questions list %s", slug);
    announcement_list_clear(&list);
    return STATUS_OK;
}

const struct command plan_commands[] = {
    {
        .pattern = "program plan import <program> <file>",
        .help = "set what each new cohort is asked and told, by week and day",
        .run = cmd_plan_import,
    },
    {
        .pattern = "program plan list <program> [--json]",
        .help = "what the plan of a program has",
        .run = cmd_plan_list,
    },
    {
        .pattern = "program plan export <program>",
        .help = "the plan as CSV, as program plan import reads it",
        .run = cmd_plan_export,
    },
    {
        .pattern = "program plan clear <program>",
        .help = "a program has no plan any more",
        .run = cmd_plan_clear,
    },
    {
        .pattern = "cohort plan apply <cohort>",
        .help = "give a cohort that is here what is to come of the plan",
        .run = cmd_cohort_plan_apply,
    },
    {
        .pattern = "cohort plan list <cohort>",
        .help = "the announcements that a cohort's board will be told",
        .run = cmd_cohort_plan_list,
    },
    {
        .pattern = "cohort plan clear <cohort>",
        .help = "take out what came with the plan and is still to come",
        .run = cmd_cohort_plan_clear,
    },
    {0},
};
