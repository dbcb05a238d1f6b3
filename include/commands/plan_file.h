#ifndef COMMANDS_PLAN_FILE_H
#define COMMANDS_PLAN_FILE_H

#include "board/planning.h"
#include "commands/csv_rows.h"

/* A program's plan out of a CSV file with the titles week, weekday, kind and
 * text. */
struct plan_file {
    struct csv_rows rows;
    struct planning_row *plan; /* owned, borrows texts from `rows` */
};

/* INVALID with "PATH:LINE:COLUMN: reason"; else as file_read() says. Clear in
 * any case. */
MUST_USE enum status plan_file_read(const char *path, struct plan_file *file);
void plan_file_clear(struct plan_file *file);
/* Why the board did not take a row, told by its place in the file. */
enum status plan_file_blame(enum status status, const struct plan_file *file,
    const struct planning_outcome *outcome);

#endif
