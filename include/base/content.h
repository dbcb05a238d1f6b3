#ifndef BASE_CONTENT_H
#define BASE_CONTENT_H

#include "base/text.h"

/* Appends the whole of a file. NOT_FOUND, FAILED: it cannot be read. INVALID
 * with "PATH:1: ..." where it is larger than `most` bytes. */
MUST_USE enum status content_read(const char *path, size_t most,
    struct text *content);

#endif
