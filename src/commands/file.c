/* Files that the operator names on the command line. */

#include "commands/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/unicode.h"

enum {
    CHUNK_BYTES = 65536,
    MIB = 1048576
};

static const char byte_order_mark[] = "\xEF\xBB\xBF";

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

void
file_place_step(struct file_place *place, char byte, char next)
{
    bool is_inside = ((unsigned char)byte & 0xC0) == 0x80;

    if (byte == '\n' || (byte == '\r' && next != '\n')) {
        place->line++;
        place->column = 1;
    } else if (!is_inside) {
        place->column++;
    }
}

enum status
file_refuse(const char *path, struct file_place place, const char *why)
{
    return refuse(STATUS_INVALID, "%s:%zu:%zu: %s", path, place.line,
        place.column, why);
}

static enum status
refuse_byte(const char *path, const char *bytes, size_t at, const char *why)
{
    struct file_place place = {1, 1};

    for (size_t i = 0; i < at; i++)
        file_place_step(&place, bytes[i], bytes[i + 1]);
    return file_refuse(path, place, why);
}

enum status
file_check_text(const char *path, struct text *content)
{
    const char *bytes = text_bytes(content);
    size_t at = 0;

    if (text_starts(bytes, byte_order_mark)) {
        text_remove(content, 0, strlen(byte_order_mark));
        bytes = text_bytes(content);
    }
    const char *nul = memchr(bytes, '\0', content->length);
    if (!text_is_utf8(bytes, content->length, &at))
        return refuse_byte(path, bytes, at, "this is not UTF-8");
    if (nul != NULL)
        return refuse_byte(path, bytes, (size_t)(nul - bytes),
            "a NUL byte may not stand here");
    return STATUS_OK;
}

enum status
file_read_text(const char *path, size_t most, struct text *content)
{
    enum status status = file_read(path, most, content);

    if (status == STATUS_OK)
        status = file_check_text(path, content);
    return status;
}
