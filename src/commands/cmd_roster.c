/* Rosters: a learning platform's list of people comes to a cohort. */

#include "board/rostering.h"
#include "commands/print.h"
#include "commands/roster_file.h"
#include "commands/tables.h"

enum {
    NAME_COLUMNS = 24,
    LINES_MOST = 60
};

static void
note(struct text *notes, const char *format, const char *word)
{
    text_add(notes, notes->length > 0 ? ", " : "");
    text_add_format(notes, "%s%s", format, word);
}

static void
note_row(const struct roster_row *row, const struct roster_person *person,
    struct text *notes)
{
    text_truncate(notes, 0);
    if (row->act == ROSTER_ADD && !row->is_new)
        note(notes, "known here already", "");
    if (row->new_role != ROLE_NONE &&
        (row->act != ROSTER_ADD || row->new_role != ROLE_LEARNER))
        note(notes, row->act == ROSTER_ADD ? "" : "also ",
            role_name(row->new_role));
    if (row->has_new_name)
        note(notes, "new name", "");
    if (row->has_new_email)
        note(notes, row->is_new ? "" : "now ", person->email);
    if (row->has_no_address)
        note(notes, "no address: ", person->email);
    if (row->is_cut)
        note(notes, "name cut", "");
}

static void
add_row(struct sheet *sheet, const struct roster_row *row,
    const struct roster_person *person)
{
    static const char *const acts[ROSTER_ACTS] = {"keep", "add", "change"};
    struct text notes = {0};

    note_row(row, person, &notes);
    sheet_add(sheet, acts[row->act]);
    sheet_add(sheet, row->handle);
    sheet_add(sheet, person->name);
    sheet_add(sheet, text_bytes(&notes));
    text_clear(&notes);
}

/* What changes, a line each when few. */
static void
print_changes(struct command_call *call, const struct roster_file *file,
    const struct roster_outcome *outcome)
{
    static const struct sheet_column columns[] = {
        {"", 0, false},
        {"HANDLE", 0, false},
        {"NAME", NAME_COLUMNS, false},
        {"", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 4};
    size_t lines = outcome->counts[ROSTER_ADD] + outcome->counts[ROSTER_CHANGE];

    if (lines == 0 || lines > LINES_MOST)
        return;
    for (size_t i = 0; i < file->count; i++)
        if (outcome->rows[i].act != ROSTER_KEEP)
            add_row(&sheet, &outcome->rows[i], &file->people[i]);
    sheet_print(&sheet, &call->out);
    text_add(&call->out, "\n");
}

/* Who is on the cohort and not in the file, however many. */
static void
print_absent(struct command_call *call, const struct person_list *absent)
{
    static const struct sheet_column columns[] = {
        {"NOT IN THE FILE", 0, false},
        {"THEY STAY", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 2};

    if (absent->count == 0)
        return;
    for (size_t i = 0; i < absent->count; i++) {
        sheet_add(&sheet, absent->rows[i].handle);
        sheet_add(&sheet, absent->rows[i].name);
    }
    sheet_print(&sheet, &call->out);
    text_add(&call->out, "\n");
}

static void
print_outcome(struct command_call *call, const struct roster_file *file,
    const struct roster_outcome *outcome)
{
    static const char *const will[] = {"keep", "add", "change"};
    static const char *const done[] = {"kept", "added", "changed"};
    const char *const *words = call->flag[2] ? will : done;
    struct text line = {0};

    print_changes(call, file, outcome);
    print_absent(call, &outcome->absent);
    text_add_format(&line, "%s %zu, %s %zu, %s %zu, not in the file %zu",
        words[ROSTER_ADD], outcome->counts[ROSTER_ADD], words[ROSTER_CHANGE],
        outcome->counts[ROSTER_CHANGE], words[ROSTER_KEEP],
        outcome->counts[ROSTER_KEEP], outcome->absent.count);
    if (file->left_out > 0)
        text_add_format(&line, ", deleted in the file %zu", file->left_out);
    print_line(&call->out, "%s", text_bytes(&line));
    text_clear(&line);
}

static enum status
cmd_roster_import(struct command_call *call)
{
    const char *path = call->argument[0];
    struct roster_file file;
    struct roster_outcome outcome = {0};
    struct file_place place;
    enum status status = roster_file_read(path, &file);

    if (status == STATUS_OK) {
        struct roster roster = {
            .cohort = call->argument[1],
            .people = file.people,
            .count = file.count,
            .is_dry_run = call->flag[2],
        };

        outcome.refused = file.count;
        status = rostering_import(call->viewer, &roster, &outcome);
        if (status == STATUS_OK) {
            print_outcome(call, &file, &outcome);
        } else if (outcome.refused < file.count) {
            roster_file_locate(&file, outcome.refused, outcome.refused_field,
                &place);
            status = refuse(status, "%s:%zu:%zu: %s", path, place.line,
                place.column, reason());
        }
    }
    roster_outcome_clear(&outcome);
    roster_file_clear(&file);
    return status;
}

const struct command roster_commands[] = {
    {
        .pattern = "roster import <file> --cohort <cohort> [--dry-run]",
        .help = "bring a cohort the people of a CSV file of Moodle or Canvas",
        .run = cmd_roster_import,
    },
    {0},
};
