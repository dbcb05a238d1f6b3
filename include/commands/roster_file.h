#ifndef COMMANDS_ROSTER_FILE_H
#define COMMANDS_ROSTER_FILE_H

#include "board/rostering.h"
#include "commands/csv_rows.h"

/* Rosters as Moodle's user upload and Canvas's users.csv have them, known by
 * the titles of their columns. */
struct roster_place {
    size_t row;
    size_t name_at; /* in the names */
};

struct roster_file {
    struct csv_rows rows;
    struct text names;            /* of people, each with a NUL */
    struct roster_place *places;  /* owned: one a person */
    struct roster_person *people; /* owned; borrows of rows and names */
    size_t count;
    size_t left_out; /* rows that the file itself counts as deleted */
};

/* INVALID with a reason: as file_read_text() and csv_rows_parse() say, a file
 * that is no roster, a row without a name or without both login and address.
 * `path` is borrowed. Clear in any case. */
MUST_USE enum status roster_file_read(const char *path,
    struct roster_file *file);
/* The same for text that file_check_text() took. */
MUST_USE enum status roster_file_parse(const char *path,
    const struct text *content, struct roster_file *file);
/* Where a person's row has `field`. */
void roster_file_locate(const struct roster_file *file, size_t person,
    enum roster_field field, struct file_place *place);
void roster_file_clear(struct roster_file *file);

#endif
