/* Programs, regions and cohorts, as the operator adds them. */

#include "base/text.h"
#include "board/enrolling.h"
#include "commands/print.h"
#include "commands/print_placed.h"
#include "commands/tables.h"

static enum status
cmd_program_add(struct command_call *call)
{
    enum status status = enrolling_add_program(call->viewer, call->argument[0],
        call->argument[1], call->argument[2]);

    if (status == STATUS_OK)
        print_line(&call->out, "Added the program %s.", call->argument[0]);
    return status;
}

static enum status
cmd_region_add(struct command_call *call)
{
    enum status status = enrolling_add_region(call->viewer, call->argument[0],
        call->argument[2], call->argument[1]);

    if (status == STATUS_OK)
        print_line(&call->out, "Added the region %s, %s.", call->argument[0],
            call->argument[1]);
    return status;
}

/* A reason about the dates names them. */
static enum status
name_dates(enum status status, const struct cohort_terms *terms)
{
    struct text why = {0};
    bool is_date = text_starts(reason(), "starts") ||
                   text_starts(reason(), "ends");

    if (status != STATUS_INVALID || !is_date)
        return status;
    text_add(&why, reason());
    status = refuse(status, "%s to %s: %s", terms->starts_on, terms->ends_on,
        text_bytes(&why));
    text_clear(&why);
    return status;
}

static enum status
cmd_cohort_add(struct command_call *call)
{
    struct placed placed = {0};
    struct cohort_terms terms = {
        .slug = call->argument[0],
        .program = call->argument[1],
        .region = call->argument[2],
        .intake = call->argument[3],
        .starts_on = call->argument[4],
        .ends_on = call->argument[5],
    };
    enum status status = enrolling_place_cohort(call->viewer, &terms, &placed);

    if (status == STATUS_OK)
        print_line(&call->out,
            "Added the cohort %s; its board goes by the "
            "same name.",
            terms.slug);
    if (status == STATUS_OK)
        print_placed(&call->out, &placed);
    return name_dates(status, &terms);
}

const struct command cohort_commands[] = {
    {
        .pattern = "program add <slug> --title <title> --kind <kind>",
        .help = "add a program; its kind: instructor-led or elearning",
        .run = cmd_program_add,
    },
    {
        .pattern = "region add <slug> --zone <zone> [--title <title>]",
        .help = "add a region, with its IANA time zone",
        .run = cmd_region_add,
    },
    {
        .pattern = "cohort add <slug> --program <program> --region <region> "
                   "--intake <intake> --starts <date> --ends <date>",
        .help = "add a cohort, and its board, to an intake of a program",
        .run = cmd_cohort_add,
    },
    {0},
};
