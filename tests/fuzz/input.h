#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* For parsers that want a path: the bytes as a file that is nowhere on disk.
 */
enum {
    INPUT_PATH_BYTES = 64
};

/* Close what it gives. */
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
