#ifndef COMMANDS_FILE_H
#define COMMANDS_FILE_H

#include "base/status.h"
#include "base/text.h"

/* The whole of a file that the operator names, at most `most` bytes; "-" is
 * standard input. NOT_FOUND, FORBIDDEN, INVALID (a folder, too large) or
 * FAILED with "PATH: reason". */
MUST_USE enum status file_read(const char *path, size_t most,
    struct text *content);

#endif
