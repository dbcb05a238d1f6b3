/* Commands: which one is meant, what it was given, how it ended. */

#include "commands/command.h"

#include <string.h>

#include "base/unicode.h"
#include "commands/pattern.h"
#include "commands/tables.h"

enum {
    EXIT_USAGE = 64, /* sysexits.h */
    NEAR_CHANGES = 2,
    NEAR_BYTES = 32
};

const struct command *const enrolment_tables[] = {
    second_factor_commands,
    help_commands,
    NULL,
};

const struct command *const command_tables[] = {
    question_commands,
    amending_commands,
    outlook_commands,
    queue_commands,
    bank_commands,
    past_commands,
    board_commands,
    pin_commands,
    calendar_commands,
    thread_commands,
    edit_commands,
    used_commands,
    regard_commands,
    pledge_commands,
    agreement_commands,
    letter_commands,
    earlier_commands,
    person_commands,
    profile_commands,
    key_commands,
    second_factor_commands,
    people_commands,
    portrait_commands,
    phase_commands,
    course_commands,
    todo_commands,
    policy_commands,
    audit_commands,
    invite_commands,
    help_commands,
    NULL,
};

/* Where a command has no words of its own for what went wrong. */
static const char *const common_words[] = {
    [STATUS_OK] = "",
    [STATUS_NOT_FOUND] = "there is no such thing",
    [STATUS_FORBIDDEN] = "that is not yours to do",
    [STATUS_INVALID] = "that cannot be taken",
    [STATUS_CONFLICT] = "it is there already, or has changed meanwhile",
    [STATUS_FULL] = "there is no room left on the server's disk",
    [STATUS_AGAIN] = "the board is busy: try again",
    [STATUS_FAILED] = "the store cannot be reached",
};

static void
complain(const struct command_io *io, enum status status)
{
    const char *words = reason()[0] != '\0' ? reason() : common_words[status];
    struct text line = {0};

    text_clean(&line, TEXT_LINE, words, strlen(words), NULL);
    text_add(&line, "\n");
    command_write(io->errors, line.bytes, line.length);
    text_clear(&line);
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to change, leave out or put in to make one word of the other. */
static size_t
changes_between(const char *a, const char *b)
{
    size_t row[NEAR_BYTES + 1];
    size_t length = strlen(b);

    if (length > NEAR_BYTES)
        return length;
    for (size_t i = 0; i <= length; i++)
        row[i] = i;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t before = row[0];

        row[0] = i + 1;
        for (size_t j = 1; j <= length; j++) {
            size_t changed = before + (a[i] != b[j - 1]);

            before = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[length];
}

static enum status
refuse_unknown(const struct command *const *tables, const char *word)
{
    struct text name = {0};
    struct text near = {0};
    size_t changes = NEAR_CHANGES + 1;

    for (; *tables != NULL; tables++) {
        for (const struct command *row = *tables; row->pattern; row++) {
            text_truncate(&name, 0);
            text_add_bytes(&name, row->pattern, strcspn(row->pattern, " "));
            size_t here = changes_between(text_bytes(&name), word);
            if (here >= changes)
                continue;
            changes = here;
            text_truncate(&near, 0);
            text_add(&near, text_bytes(&name));
        }
    }
    enum status status = near.length > 0
                             ? refuse(STATUS_INVALID,
                                   "no command called %.40s; did you mean %s?",
                                   word, text_bytes(&near))
                             : refuse(STATUS_INVALID,
                                   "no command called %.40s; try help", word);
    text_clear(&name);
    text_clear(&near);
    return status;
}

static enum status
refuse_begun(const char *const *words, int count)
{
    return refuse(STATUS_INVALID, "%s %.40s is no command; try help %s",
        words[0], count > 1 ? words[1] : "alone", words[0]);
}

/* The command whose words these begin with, the longest such; NULL, with a
 * reason, for none. */
static const struct command *
command_find(const struct command *const *tables, int count,
    const char *const *words)
{
    const struct command *found = NULL;
    int longest = 0;
    bool is_begun = false;

    for (const struct command *const *table = tables; *table; table++) {
        for (const struct command *row = *table; row->pattern; row++) {
            int length = pattern_words(row->pattern);
            int common = pattern_common(row->pattern, count, words);

            is_begun = is_begun || common > 0;
            if (common < length || length <= longest)
                continue;
            longest = length;
            found = row;
        }
    }
    if (found == NULL && count == 0)
        (void)refuse(STATUS_INVALID, "no command; try help");
    else if (found == NULL && is_begun)
        (void)refuse_begun(words, count);
    else if (found == NULL)
        (void)refuse_unknown(tables, words[0]);
    return found;
}

static enum status
call_run(const struct command *command, struct command_call *call)
{
    if (command->needs_person && call->viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "say who does this: homeroom --as HANDLE %s", command->pattern);

    enum status status = command->run(call);
    if (status == STATUS_OK && !command->is_silent && call->viewer != NULL &&
        !call->viewer->is_operator)
        viewer_seen(call->viewer);
    return status;
}

static void
write_crlf(int output, const struct text *text)
{
    struct text lines = {0};

    for (size_t i = 0; i < text->length; i++) {
        if (text->bytes[i] == '\n')
            text_add(&lines, "\r");
        text_add_bytes(&lines, text->bytes + i, 1);
    }
    command_write(output, text_bytes(&lines), lines.length);
    text_clear(&lines);
}

static void
print(struct command_call *call)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_BODY, text_bytes(&call->out), call->out.length,
        NULL);
    if (call->has_crlf && !call->io->is_terminal)
        write_crlf(call->io->output, &clean);
    else
        command_write(call->io->output, text_bytes(&clean), clean.length);
    text_clear(&clean);
}

/* Calls the command with what it was given; its exit status. */
static int
call_with(struct command_call *call, const struct command *command,
    const struct pattern_values *values)
{
    memcpy(call->argument, values->value, sizeof call->argument);
    memcpy(call->flag, values->flag, sizeof call->flag);
    call->wants_json = pattern_flag(command->pattern, values, "json");
    reason_clear();
    enum status status = call_run(command, call);
    if (status == STATUS_OK || call->tells_failing)
        print(call);
    if (status != STATUS_OK)
        complain(call->io, status);
    text_clear(&call->out);
    return status == STATUS_OK ? call->exit_status : status_exit(status);
}

int
command_run(struct viewer *viewer, const struct command_io *io,
    const struct command *const *tables, int count, const char *const *words)
{
    struct command_call call = {.viewer = viewer, .io = io, .tables = tables};
    struct pattern_values values = {0};
    int exit_status = EXIT_USAGE;

    reason_clear();
    const struct command *command = command_find(tables, count, words);
    if (command != NULL &&
        pattern_match(command->pattern, count, words, &values) == STATUS_OK)
        exit_status = call_with(&call, command, &values);
    else
        complain(io, STATUS_INVALID);
    pattern_clear(&values);
    return exit_status;
}

int
command_run_line(struct viewer *viewer, const struct command_io *io,
    const struct command *const *tables, const char *line)
{
    char **words = NULL;
    int count = 0;

    reason_clear();
    enum status status = command_split(line, &words, &count);
    if (status != STATUS_OK) {
        complain(io, status);
        return EXIT_USAGE;
    }
    int exit_status = command_run(viewer, io, tables, count,
        (const char *const *)words);
    command_words_free(words, count);
    return exit_status;
}
