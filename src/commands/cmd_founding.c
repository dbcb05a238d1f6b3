/* Cohorts by the dozen, out of a file. */

#include "base/memory.h"
#include "board/founding.h"
#include "commands/csv_rows.h"
#include "commands/print.h"
#include "commands/print_placed.h"
#include "commands/tables.h"

enum {
    MIB = 1048576,
    FILE_MIB_MOST = 4
};

static const char *const titles[FOUNDING_FIELDS] = {
    [FOUNDING_PROGRAM] = "program",
    [FOUNDING_REGION] = "region",
    [FOUNDING_INTAKE] = "intake",
    [FOUNDING_STARTS] = "starts",
    [FOUNDING_ENDS] = "ends",
    [FOUNDING_CHAMPION] = "champion|champions",
    [FOUNDING_MENTORS] = "mentors|mentor",
    [FOUNDING_SLUG] = "slug",
};

static enum status
check_titles(const struct csv_rows *rows)
{
    for (size_t i = 0; i <= FOUNDING_ENDS; i++) {
        struct text why = {0};

        if (rows->has[i])
            continue;
        text_add_format(&why, "no column is called %s", titles[i]);
        enum status status = file_refuse(rows->path, (struct file_place){1, 1},
            text_bytes(&why));
        text_clear(&why);
        return status;
    }
    if (rows->count == 0)
        return refuse(STATUS_INVALID, "%s: no cohort in it", rows->path);
    return STATUS_OK;
}

static enum status
read_rows(const char *path, struct csv_rows *rows)
{
    struct text content = {0};
    enum status status = file_read_text(path, (size_t)FILE_MIB_MOST * MIB,
        &content);

    if (status == STATUS_OK)
        status = csv_rows_parse(rows, text_bytes(&content), content.length);
    if (status == STATUS_OK)
        status = check_titles(rows);
    text_clear(&content);
    return status;
}

static enum status
found_all(struct command_call *call, const struct csv_rows *rows,
    struct founding_outcome *outcome)
{
    struct founding_row *given = memory_new(rows->count * sizeof *given);

    for (size_t i = 0; i < rows->count; i++)
        for (size_t field = 0; field < FOUNDING_FIELDS; field++)
            given[i].fields[field] = csv_text(rows, i, field);
    enum status status = founding_import(call->viewer, given, rows->count,
        outcome);
    memory_release(given);
    if (status != STATUS_OK && outcome->refused < rows->count) {
        struct file_place place = csv_place(rows, outcome->refused,
            outcome->refused_field);

        status = refuse(status, "%s:%zu:%zu: %s", rows->path, place.line,
            place.column, reason());
    }
    return status;
}

static void
print_founded(struct command_call *call, const struct founded *founded)
{
    print_line(&call->out, "%-6s %s", founded->is_new ? "added" : "staff",
        founded->slug);
    print_placed(&call->out, &founded->placed);
}

static enum status
cmd_cohort_import(struct command_call *call)
{
    struct csv_rows rows = {
        .path = call->argument[0],
        .names = titles,
        .name_count = FOUNDING_FIELDS,
    };
    struct founding_outcome outcome = {0};
    enum status status = read_rows(rows.path, &rows);

    if (status == STATUS_OK)
        status = found_all(call, &rows, &outcome);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (outcome.rows[i].is_new || outcome.rows[i].roles > 0)
            print_founded(call, &outcome.rows[i]);
    if (status == STATUS_OK)
        print_line(&call->out,
            "added %zu cohorts, gave %zu roles, left %zu "
            "cohorts as they are",
            outcome.added, outcome.roles, rows.count - outcome.added);
    founding_outcome_clear(&outcome);
    csv_rows_clear(&rows);
    return status;
}

const struct command founding_commands[] = {
    {
        .pattern = "cohort import <file>",
        .help = "add the cohorts of a CSV file, with champions and mentors",
        .run = cmd_cohort_import,
    },
    {0},
};
