#ifndef COMMANDS_CSV_ROWS_H
#define COMMANDS_CSV_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "commands/file.h"

/* Comma-separated values (RFC 4180) with a row of titles, of which some are
 * wanted: only those columns are kept, so that what a file holds besides, such
 * as passwords, stays out of memory that lives on. Lines end in LF, CRLF or CR;
 * empty ones do not count. */
enum {
    CSV_WANTED_MOST = 16,
    CSV_COLUMNS_MOST = 64,
    CSV_ROW_BYTES_MOST = 65536,
    CSV_LINES_MOST = 1000000
};

/* A field that was wanted: its bytes are at `offset` of the table's. */
struct csv_cell {
    size_t offset;
    struct file_place place;
};

struct csv_rows {
    const char *path; /* borrowed: the file, for reasons */
    const char *const
        *names; /* borrowed: titles wanted, see csv_rows_parse() */
    size_t name_count;
    bool has[CSV_WANTED_MOST]; /* the file has the column */
    struct csv_cell *cells;    /* owned: `count` rows of `name_count` */
    size_t count;              /* rows below the titles */
    struct text bytes;
};

/* Reads text that file_check_text() took. `names` are the titles wanted, each
 * with others of the same meaning: "username|login_id"; the first column so
 * called counts, without regard to case. `rows` has path, names and name_count
 * set, all else zero.
 * INVALID with "PATH:LINE:COLUMN: reason": a quote where none may be or left
 * open, a bound above passed, a value under no title. Clear in any case. */
MUST_USE enum status csv_rows_parse(struct csv_rows *rows, const char *bytes,
    size_t count);
/* "" where the row ends before it, or the file has no such column. */
const char *csv_text(const struct csv_rows *rows, size_t row, size_t name);
/* Where that field begins; without such a column, where the row does. */
struct file_place csv_place(const struct csv_rows *rows, size_t row,
    size_t name);
/* INVALID with "PATH:LINE:COLUMN: why" for a field. */
enum status csv_refuse(const struct csv_rows *rows, size_t row, size_t name,
    const char *why);
void csv_rows_clear(struct csv_rows *rows);

#endif
