#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"
#include "board/viewer.h"

/* One table, three ways in: ssh host CMD, plain mode, homeroom CMD. A command
 * is a pattern, a line of help and a function. */

/* What a command prints to and reads from. */
struct command_io {
    int input; /* text comes from here; -1: none */
    int output;
    int errors;
    bool is_terminal; /* `output` is one: progress bars may be drawn */
};

struct command_call {
    struct viewer *viewer;
    const struct command_io *io;
    const char *argument[16]; /* the values of <...> in the pattern's order;
                               * NULL for an option that was not given */
    bool flag[16];            /* options without a value, in the same slots */
    struct text out;          /* printed when the command ends, in the end */
    bool wants_json;          /* --json was given */
    int exit_status;          /* set by a command that answers "no": 1 */
};

/* A pattern: "read <thread>", "post <board> --subject <text>",
 * "today [--short]", "reply <thread> [<post>]", "who [--json]". */
struct command {
    const char *pattern;
    const char *help; /* one line */
    enum status (*run)(struct command_call *call);
};

/* The tables, each ending in {0}. */
extern const struct command *const command_tables[];  /* for everyone */
extern const struct command *const operator_tables[]; /* homeroom only */

/* Runs `line` (split as a POSIX shell splits words, no expansion) against the
 * tables. Prints to io; returns the exit status of product.md. */
int command_run_line(struct viewer *viewer, const struct command_io *io,
    const char *line);
/* The same for words already split; `tables` is a NULL-terminated list. */
int command_run(struct viewer *viewer, const struct command_io *io,
    const struct command *const *tables, int count, const char *const *words);
/* Splits; INVALID: an open quote, over 64 words. Words are owned. */
MUST_USE enum status command_split(const char *line, char ***words, int *count);
void command_words_free(char **words, int count);

/* For commands: the whole of standard input, at most `most` bytes. INVALID
 * with a reason ("over 64 KiB") for more; it is then read no further. */
MUST_USE enum status command_read_input(struct command_call *call, size_t most,
    struct text *text);

#endif
