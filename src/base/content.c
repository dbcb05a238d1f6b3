/* Content: the whole of a small file. */

#include "base/content.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    KIB = 1024
};

enum status
content_read(const char *path, size_t most, struct text *content)
{
    char chunk[4096];
    size_t count;
    FILE *file = fopen(path, "re");

    if (file == NULL)
        return refuse(errno == ENOENT ? STATUS_NOT_FOUND : STATUS_FAILED,
            "%s: %s", path, strerror(errno));
    while (content->length <= most &&
           (count = fread(chunk, 1, sizeof chunk, file)) > 0)
        text_add_bytes(content, chunk, count);
    int cause = ferror(file) ? errno : 0;
    fclose(file);
    if (cause != 0)
        return refuse(STATUS_FAILED, "%s: %s", path, strerror(cause));
    if (content->length > most)
        return refuse(STATUS_INVALID, "%s:1: larger than %zu KiB", path,
            most / KIB);
    return STATUS_OK;
}
