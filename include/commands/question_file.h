#ifndef COMMANDS_QUESTION_FILE_H
#define COMMANDS_QUESTION_FILE_H

#include <stddef.h>

#include "base/status.h"
#include "commands/command.h"
#include "model/question.h"

/* Questions out of a file. A name that ends in .csv: comma-separated values
 * with a line of titles, of which one is "question" and one may be "kind"; the
 * other columns are left alone. Else: a question a line, lines that are empty
 * or begin with "#" left out. */
struct question_row {
    char *body; /* owned */
    enum question_kind kind;
    size_t line; /* where it stands, both from 1 */
    size_t column;
};

struct question_file {
    struct question_row *rows; /* owned */
    size_t count;
};

/* INVALID with "PATH:LINE:COLUMN: reason"; else as file_read() says. */
MUST_USE enum status question_file_read(const char *path,
    struct question_file *file);
/* What stands for the path of standard input. */
#define QUESTION_FILE_INPUT "input"
/* The same from standard input: CSV where one of the titles in its first line
 * is "question". */
MUST_USE enum status question_file_read_input(struct command_call *call,
    struct question_file *file);
void question_file_clear(struct question_file *file);
/* What a question broke, told by its place in the file: INVALID and CONFLICT
 * get it, anything else stays. */
enum status question_file_blame(enum status status, const char *path,
    const struct question_row *row);

#endif
