/* Files that the operator names on the command line. */

#include "commands/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    CHUNK_BYTES = 65536,
    MIB = 1048576
};

static enum status
status_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return STATUS_NOT_FOUND;
    case EACCES:
    case EPERM:
        return STATUS_FORBIDDEN;
    case EISDIR:
        return STATUS_INVALID;
    default:
        return STATUS_FAILED;
    }
}

static enum status
read_all(int descriptor, size_t most, struct text *content)
{
    static char chunk[CHUNK_BYTES];

    while (content->length <= most) {
        ssize_t taken = read(descriptor, chunk, sizeof chunk);

        if (taken == 0)
            return STATUS_OK;
        if (taken < 0 && errno != EINTR)
            return status_of(errno);
        if (taken > 0)
            text_add_bytes(content, chunk, (size_t)taken);
    }
    errno = EFBIG;
    return STATUS_INVALID;
}

enum status
file_read(const char *path, size_t most, struct text *content)
{
    bool is_input = text_equals(path, "-");
    int descriptor = is_input ? STDIN_FILENO
                              : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (descriptor < 0)
        return refuse(status_of(errno), "%s: %s", path, strerror(errno));
    enum status status = read_all(descriptor, most, content);
    int error = errno;
    if (!is_input)
        close(descriptor);
    if (status == STATUS_OK)
        return status;
    text_clear(content);
    if (error == EFBIG)
        return refuse(status, "%s: over %zu MiB", path, most / MIB);
    return refuse(status, "%s: %s", path, strerror(error));
}
