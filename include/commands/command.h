#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"
#include "board/viewer.h"
#include "model/board.h"

/* One table, three ways in: ssh host CMD, plain mode, homeroom CMD. A command
 * is a pattern, a line of help and a function. */

enum {
    COMMAND_SLOTS = 16,
    COMMAND_WORDS = 1000
};

/* What a command prints to and reads from. */
struct command_io {
    int input; /* text comes from here; -1: none */
    int output;
    int errors;
    bool is_line;     /* `input` is a client's: it ends well only where they
                       * said so, not where the line dropped */
    bool is_terminal; /* `output` is one: progress bars may be drawn */
    /* Asks whoever sits at the terminal and does not show what they type;
     * NULL: see command_ask_hidden(). The line is cut off by no more than
     * `size`: INVALID where it is longer, and where they gave it up. */
    enum status (
        *ask)(void *context, const char *prompt, char *line, size_t size);
    void *context;
};

struct command_call {
    struct viewer *viewer;
    const struct command_io *io;
    /* Each <value>, --option and --flag of the pattern has a slot, in the
     * pattern's order: what was given, or NULL. */
    const char *argument[COMMAND_SLOTS];
    bool flag[COMMAND_SLOTS]; /* options without a value */
    struct text out;          /* printed, cleaned, when the command says OK */
    bool tells_failing;       /* set where `out` is printed in any case */
    bool wants_json;          /* --json was given */
    bool has_crlf;            /* set where `out` is to have CRLF in a file */
    int exit_status;          /* set by a command that answers "no": 1 */
    /* Those that can be called here, for help; ends in NULL. */
    const struct command *const *tables;
};

/* A pattern as commands/pattern.h has it: "read <thread>",
 * "post <board> --subject <subject> [<text>...]", "today [--short] [--json]",
 * "reply <thread> [<post>] [<text>...]". */
struct command {
    const char *pattern;
    const char *help; /* one line of at most 76 columns */
    /* OK, or a status with its reason() in words. */
    enum status (*run)(struct command_call *call);
    bool needs_person; /* not for the operator's program itself */
    bool is_silent;    /* does not count as being here */
};

/* The tables, each ending in {0}; the lists end in NULL. */
extern const struct command *const command_tables[];  /* for everyone */
extern const struct command *const operator_tables[]; /* homeroom only */
/* For who is let in to turn a second factor on. */
extern const struct command *const enrolment_tables[];

/* Runs `line` (split as a POSIX shell splits words, no expansion) against the
 * tables. Prints to io; returns the exit status of product.md.
 * What goes wrong is one line on io->errors. */
int command_run_line(struct viewer *viewer, const struct command_io *io,
    const struct command *const *tables, const char *line);
/* The same for words already split. */
int command_run(struct viewer *viewer, const struct command_io *io,
    const struct command *const *tables, int count, const char *const *words);
/* Splits; INVALID with a reason: an open quote, a backslash at the end, over
 * COMMAND_WORDS words. Words are owned: command_words_free(). */
MUST_USE enum status command_split(const char *line, char ***words, int *count);
void command_words_free(char **words, int count);

/* ---- For commands ------------------------------------------------------- */

/* The whole of standard input, without line ends at its end, added to `text`.
 * INVALID with a reason: over `most` bytes ("the text is over 64 KiB", it is
 * then read no further), a line that is not UTF-8 or holds a NUL; no input. */
MUST_USE enum status command_read_input(struct command_call *call, size_t most,
    struct text *text);
/* The text of slot `slot`, or where it was not given that of standard input. */
MUST_USE enum status command_read_text(struct command_call *call, int slot,
    struct text *text);
/* Whether there is somebody at a terminal to be asked: by io->ask, or because
 * standard input is one. */
bool command_can_ask(const struct command_call *call);
/* A line that is not shown as it is typed. INVALID with a reason: too long, or
 * they gave it up. */
MUST_USE enum status command_ask_hidden(struct command_call *call,
    const char *prompt, char *line, size_t size);
enum {
    COMMAND_NUMBER_MOST = INT32_MAX / 2
};
/* The number of a slot that the pattern holds to be one; 0: not given. */
int64_t command_number(const struct command_call *call, int slot);
/* The same of what is counted: the most for what is more, which nothing is. */
int command_small_number(const struct command_call *call, int slot);
/* The board of a slot, by slug or id. NOT_FOUND with a reason. */
MUST_USE enum status command_board(const struct command_call *call, int slot,
    struct board *board);
/* All of `bytes`, also to a pipe that is slow; false when nobody reads. */
bool command_write(int descriptor, const char *bytes, size_t count);

#endif
