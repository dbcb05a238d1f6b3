#ifndef COMMANDS_PRINT_H
#define COMMANDS_PRINT_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "commands/command.h"

struct json_t;

/* What commands print: plain lines of at most 80 columns, no escape sequence;
 * JSON with a row a line. */
enum {
    PRINT_COLUMNS = 80
};

/* One cleaned line, cut with ".." where it is too long. */
void print_line(struct text *out, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same with `right` at the end of the 80 columns. */
void print_pair(struct text *out, const char *left, const char *right);
/* `body` line for line, each wrapped between words to end by column 80 and
 * begun with `indent` spaces; a word wider than the line is broken. */
void print_wrapped(struct text *out, int indent, const char *body);
/* Appends at most `width_columns` of `line`, cleaned; returns the columns. */
int print_cut(struct text *out, const char *line, int width_columns);
void print_spaces(struct text *out, int count);

/* That they read it is not on record, where `status` says so: no reason not to
 * print it. Nothing for OK, and in JSON. */
void print_unmarked(struct command_call *call, enum status status);

/* Prints and frees: arrays with an element a line. */
void print_json(struct command_call *call, struct json_t *value);
/* One value without a line's end; it stays the caller's. */
void print_json_text(struct text *out, const struct json_t *value);
/* "2026-11-23T12:00:00Z"; null for 0. */
struct json_t *print_json_time(int64_t at);
/* The number; null for 0. */
struct json_t *print_json_id(int64_t id);

/* A table, as wide as its cells, the last column to the end of the line. */
struct sheet_column {
    const char *title;
    int most_columns; /* the widest it gets; 0: no bound */
    bool is_right;
};

struct sheet {
    const struct sheet_column *columns;
    size_t column_count;
    char **cells; /* owned, row by row */
    size_t cell_count;
};

void sheet_add(struct sheet *sheet, const char *cell);
/* Nothing for 0. */
void sheet_add_number(struct sheet *sheet, int64_t number);
/* Prints titles and rows, and clears. */
void sheet_print(struct sheet *sheet, struct text *out);

#endif
