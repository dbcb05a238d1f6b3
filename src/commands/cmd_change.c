/* Cohorts and programs that are there, changed by the operator. */

#include "base/text.h"
#include "board/changing.h"
#include "commands/print.h"
#include "commands/print_placed.h"
#include "commands/tables.h"

static void
print_told(struct command_call *call, const struct cohort_changed *changed)
{
    struct text line = {0};

    for (int phase = 0; phase < PHASE_COUNT; phase++)
        if ((changed->told & (1U << phase)) != 0)
            text_add_format(&line, "%s%s", line.length > 0 ? ", " : "",
                phase_name((enum phase)phase));
    if (line.length > 0)
        print_line(&call->out,
            "Its board has been told of: %s; that is not told again.",
            text_bytes(&line));
    text_clear(&line);
}

static enum status
cmd_cohort_change(struct command_call *call)
{
    const struct cohort_change change = {
        .slug = call->argument[0],
        .starts_on = call->argument[1],
        .ends_on = call->argument[2],
        .why = call->argument[3],
    };
    struct cohort_changed changed;
    enum status status = changing_cohort(call->viewer, &change, &changed);

    if (status != STATUS_OK)
        return status;
    print_line(&call->out, "%s is from %s to %s now.", change.slug,
        changed.cohort.starts_on, changed.cohort.ends_on);
    print_placed(&call->out, &changed.placed);
    /* Where people begin one by one it has no phase of its own. */
    if (changed.cohort.kind == PROGRAM_ELEARNING)
        return STATUS_OK;
    if (changed.now != changed.before)
        print_line(&call->out, "It is %s today, no longer %s.",
            phase_name(changed.now), phase_name(changed.before));
    print_told(call, &changed);
    return STATUS_OK;
}

static enum status
cmd_program_set(struct command_call *call)
{
    const struct program_change change = {
        .slug = call->argument[0],
        .title = call->argument[1],
        .goal = call->argument[2],
        .weeks = call->argument[3],
        .why = call->argument[4],
    };
    enum status status = changing_program(call->viewer, &change);

    if (status == STATUS_OK)
        print_line(&call->out, "Changed the program %s.", change.slug);
    return status;
}

const struct command change_commands[] = {
    {
        .pattern = "cohort change <slug> [--starts <date>] [--ends <date>] "
                   "[--why <text>]",
        .help = "other dates for a cohort; its phases follow",
        .run = cmd_cohort_change,
    },
    {
        .pattern = "program set <slug> [--title <title>] [--goal <goal>] "
                   "[--weeks-on-the-job <weeks>] [--why <text>]",
        .help = "another title, goal or time on the job for a program",
        .run = cmd_program_set,
    },
    {0},
};
