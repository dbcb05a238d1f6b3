#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the fuzzers share. */

enum {
    INPUT_PATH_BYTES = 64
};

static inline void
require(bool is_so)
{
    if (!is_so)
        abort();
}

/* The bytes as a string, owned; at the first NUL it is over. */
static inline char *
input_words(const uint8_t *data, size_t size)
{
    char *words = malloc(size + 1);

    require(words != NULL);
    if (size > 0)
        memcpy(words, data, size);
    words[size] = '\0';
    return words;
}

/* For parsers that want a path: the bytes as a file that is nowhere on disk.
 * Close what it gives. */
static inline int
input_file(const uint8_t *data, size_t size, char path[INPUT_PATH_BYTES])
{
    int file = memfd_create("input", MFD_CLOEXEC);

    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, INPUT_PATH_BYTES, "/proc/self/fd/%d", file);
    return file;
}

#endif
