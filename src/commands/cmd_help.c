/* Help: every command in two lines, or all about one. */

#include <string.h>

#include "commands/pattern.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    HELP_INDENT = 4
};

static const char at_a_prompt[] =
    "quit\n    leave\n\n"
    "Text stands after its command, on the same line; \"quotes\" keep spaces.\n";
static const char elsewhere[] =
    "\nText that is not given after a command is read from standard input.\n";

/* A pattern as it is typed, too long for one line or not. */
static void
print_command(struct text *out, const struct command *command)
{
    print_wrapped(out, 0, command->pattern);
    print_wrapped(out, HELP_INDENT, command->help);
}

static bool
is_meant(const struct command *command, const char *name)
{
    struct text words = {0};

    pattern_name(command->pattern, &words);
    size_t length = strlen(name);
    bool is_same = strncmp(text_bytes(&words), name, length) == 0 &&
                   (words.bytes[length] == '\0' || words.bytes[length] == ' ');
    text_clear(&words);
    return is_same;
}

static enum status
cmd_help(struct command_call *call)
{
    const char *name = call->argument[0];
    int found = 0;

    for (const struct command *const *table = call->tables; *table; table++) {
        for (const struct command *row = *table; row->pattern; row++) {
            if (name != NULL && !is_meant(row, name))
                continue;
            print_command(&call->out, row);
            found++;
        }
    }
    if (found == 0)
        return refuse(STATUS_NOT_FOUND, "no command called %s; try help", name);
    if (name == NULL)
        text_add(&call->out, call->io->input < 0 ? at_a_prompt : elsewhere);
    return STATUS_OK;
}

const struct command help_commands[] = {
    {
        .pattern = "help [<command>...]",
        .help = "what can be typed here, or more on one command",
        .run = cmd_help,
        .is_silent = true,
    },
    {0},
};
