#ifndef COMMANDS_FILE_H
#define COMMANDS_FILE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* The whole of a file that the operator names, at most `most` bytes; "-" is
 * standard input. NOT_FOUND, FORBIDDEN, INVALID (a folder, too large) or
 * FAILED with "PATH: reason". */
MUST_USE enum status file_read(const char *path, size_t most,
    struct text *content);
/* The same for text, then held to file_check_text(). */
MUST_USE enum status file_read_text(const char *path, size_t most,
    struct text *content);
/* Takes a byte order mark away. INVALID with "PATH:LINE:COLUMN: reason" for
 * what is not UTF-8 or holds a NUL. */
MUST_USE enum status file_check_text(const char *path, struct text *content);

/* A place in a text file, both from 1; columns are characters. */
struct file_place {
    size_t line;
    size_t column;
};

/* Over `byte`, which `next` follows; lines end in LF, CRLF or CR. */
void file_place_step(struct file_place *place, char byte, char next);
/* INVALID with "PATH:LINE:COLUMN: why". */
enum status file_refuse(const char *path, struct file_place place,
    const char *why);

#endif
