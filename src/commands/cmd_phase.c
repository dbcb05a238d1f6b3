/* Phases: in which each cohort is, and what has begun for one person alone. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/beginning.h"
#include "board/pacing.h"
#include "board/wording.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    SLUG_COLUMNS = 24
};

/* As of today where the cohort is. */
struct pace {
    const char *phase; /* NULL: each of its people has one of their own */
    char week[WEEK_BYTES];
};

static struct pace
pace_of(const struct cohort *cohort)
{
    struct pace pace = {0};
    char today[11];

    if (cohort->kind == PROGRAM_ELEARNING && !cohort->is_own)
        return pace;

    date_begun(clock_now(), cohort->zone, today);
    pace.phase = phase_name(
        cohort_phase(cohort, cohort->weeks_on_the_job, today));
    cohort_week(cohort, today, pace.week);
    return pace;
}

static void
print_cohorts(struct command_call *call, const struct cohort_list *list)
{
    static const struct sheet_column columns[] = {
        {"COHORT", SLUG_COLUMNS, false},
        {"PHASE", 0, false},
        {"WEEK", 0, false},
        {"STARTS", 0, false},
        {"ENDS", 0, false},
        {"PROGRAM", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 6};

    if (list->count == 0) {
        text_add(&call->out, "You are in no cohort yet.\n");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct cohort *cohort = &list->rows[i];
        struct pace pace = pace_of(cohort);

        sheet_add(&sheet, cohort->slug);
        sheet_add(&sheet, pace.phase != NULL ? pace.phase : "one by one");
        sheet_add(&sheet,
            strcmp(pace.week, phase_name(PHASE_ALUMNI)) == 0 ? "" : pace.week);
        sheet_add(&sheet, cohort->starts_on);
        sheet_add(&sheet, cohort->ends_on);
        sheet_add(&sheet, cohort->program_title);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_cohorts_json(struct command_call *call, const struct cohort_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct cohort *cohort = &list->rows[i];
        struct pace pace = pace_of(cohort);

        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s, s:s, s:s}", "cohort",
                cohort->slug, "program", cohort->program_title, "intake",
                cohort->intake_title, "region", cohort->region_title, "phase",
                pace.phase, "week", pace.week, "starts", cohort->starts_on,
                "ends", cohort->ends_on));
    }
    print_json(call, rows);
}

static enum status
cmd_cohorts(struct command_call *call)
{
    struct cohort_list list = {0};
    enum status status = pacing_cohorts(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_cohorts_json(call, &list);
    else
        print_cohorts(call, &list);
    cohort_list_clear(&list);
    return STATUS_OK;
}

/* ---- What has begun for one person alone --------------------------------- */

static enum status
print_begun(struct command_call *call, const struct beginning *begun)
{
    struct text words = {0};
    char screen[32];

    snprintf(screen, sizeof screen, "own/%s", phase_name(begun->phase));
    enum status status = wording_show(screen, &begun->cohort, &words);
    if (status == STATUS_OK) {
        print_wrapped(&call->out, 0, text_bytes(&words));
        text_add(&call->out, "\n");
    }
    text_clear(&words);
    return status;
}

static enum status
cmd_phase(struct command_call *call)
{
    struct beginning_list begun = {0};
    enum status status = beginning_pending(call->viewer, &begun);

    for (size_t i = 0; i < begun.count && status == STATUS_OK; i++)
        status = print_begun(call, &begun.rows[i]);
    if (status == STATUS_OK)
        print_unmarked(call, beginning_told(call->viewer, &begun));
    if (status == STATUS_OK && begun.count == 0)
        text_add(&call->out, "Nothing has begun for you that you have not read "
                             "of. Where you are now:\n");
    beginning_list_clear(&begun);
    return status == STATUS_OK ? cmd_cohorts(call) : status;
}

const struct command phase_commands[] = {
    {
        .pattern = "phase",
        .help = "what has begun for you, told once, and where you are now",
        .run = cmd_phase,
        .needs_person = true,
    },
    {
        .pattern = "cohorts [--json]",
        .help = "your cohorts, with phase and week; the operator's: all",
        .run = cmd_cohorts,
    },
    {0},
};
