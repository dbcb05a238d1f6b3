/* Cohorts: in which phase and week each is. */

#include <jansson.h>

#include "base/clock.h"
#include "board/pacing.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    SLUG_COLUMNS = 24
};

/* As of today where the cohort is. */
struct pace {
    enum phase phase;
    char week[WEEK_BYTES];
};

static struct pace
pace_of(const struct cohort *cohort)
{
    struct pace pace;
    char today[11];

    date_begun(clock_now(), cohort->zone, today);
    pace.phase = cohort_phase(cohort, cohort->weeks_on_the_job, today);
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
        sheet_add(&sheet, phase_name(pace.phase));
        sheet_add(&sheet, pace.phase == PHASE_ALUMNI ? "" : pace.week);
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
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "cohort",
                cohort->slug, "program", cohort->program_title, "intake",
                cohort->intake_title, "region", cohort->region_title, "phase",
                phase_name(pace.phase), "week", pace.week, "starts",
                cohort->starts_on, "ends", cohort->ends_on));
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

const struct command phase_commands[] = {
    {
        .pattern = "cohorts [--json]",
        .help = "your cohorts, with phase and week; the operator's: all",
        .run = cmd_cohorts,
    },
    {0},
};
