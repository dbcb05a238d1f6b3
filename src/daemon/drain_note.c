/* The note of a drain: what a listener goes on with that is begun again. */

#include "daemon/drain_note.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "config/config.h"

enum {
    NOTE_BYTES = 24 + DRAIN_TEXT_BYTES
};

static char *
path_with(const struct settings *settings, const char *suffix)
{
    struct text path = {0};

    text_add_format(&path, "%s/drain%s", settings->store, suffix);
    return text_take(&path);
}

/* The folder too: what was renamed into it lasts. */
static bool
folder_sync(const struct settings *settings)
{
    int folder = open(settings->store, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_done = folder >= 0 && fsync(folder) == 0;

    if (folder >= 0)
        close(folder);
    return is_done;
}

static bool
file_write(const char *path, const struct text *line)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
        0600);
    bool is_done = file >= 0 &&
                   write(file, text_bytes(line), line->length) ==
                       (ssize_t)line->length &&
                   fsync(file) == 0;

    if (file >= 0)
        close(file);
    return is_done;
}

enum status
drain_note_write(const struct settings *settings, const struct drain_note *note)
{
    char *path = path_with(settings, "");
    char *fresh = path_with(settings, ".new");
    struct text line = {0};

    text_add_format(&line, "%" PRId64 " %s\n", note->ends_at, note->text);
    bool is_done = file_write(fresh, &line) && rename(fresh, path) == 0 &&
                   folder_sync(settings);
    enum status status = STATUS_OK;
    if (!is_done)
        status = refuse(errno == ENOSPC || errno == EROFS || errno == EDQUOT
                            ? STATUS_FULL
                            : STATUS_FAILED,
            "%s: %s", path, strerror(errno));
    if (!is_done)
        unlink(fresh);
    text_clear(&line);
    memory_release(fresh);
    memory_release(path);
    return status;
}

/* "1700000000 new disk\n", and nothing else. */
static bool
note_take(char *line, struct drain_note *note)
{
    char *blank = strchr(line, ' ');
    char *end = strchr(line, '\n');

    if (blank == NULL || end == NULL || end < blank || end[1] != '\0')
        return false;
    *blank = '\0';
    *end = '\0';
    return text_number(line, 0, INT64_MAX, &note->ends_at) &&
           text_copy(note->text, sizeof note->text, blank + 1);
}

enum status
drain_note_read(const struct settings *settings, struct drain_note *note)
{
    char line[NOTE_BYTES + 1];
    char *path = path_with(settings, "");
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    ssize_t count = file < 0 ? -1 : read(file, line, NOTE_BYTES);

    if (file >= 0)
        close(file);
    memory_release(path);
    if (count <= 0)
        return STATUS_NOT_FOUND;
    line[count] = '\0';
    return note_take(line, note) ? STATUS_OK : STATUS_NOT_FOUND;
}

void
drain_note_drop(const struct settings *settings)
{
    char *path = path_with(settings, "");

    unlink(path);
    memory_release(path);
}
