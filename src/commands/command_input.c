/* Input of commands: text taken in whole, within its bounds; what a slot is. */

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/unicode.h"
#include "board/posting.h"
#include "board/reading.h"
#include "commands/command.h"

enum {
    CHUNK_BYTES = 4096,
    KIB = 1024,
    FOR_EVER = -1
};

/* After EINTR at once, after EAGAIN when the descriptor is ready; false for
 * what waiting does not mend. */
static bool
wait_ready(int descriptor, short events)
{
    struct pollfd waited = {.fd = descriptor, .events = events};

    if (errno == EINTR)
        return true;
    if (errno != EAGAIN)
        return false;
    return poll(&waited, 1, FOR_EVER) >= 0 || errno == EINTR;
}

bool
command_write(int descriptor, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);

        if (written < 0 && !wait_ready(descriptor, POLLOUT))
            return false;
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
    return true;
}

/* A client that is done shuts its half of the socket down; where the line
 * dropped all of it is closed. */
static bool
is_cut_off(const struct command_io *io)
{
    struct pollfd end = {.fd = io->input};

    return io->is_line && poll(&end, 1, 0) > 0 && (end.revents & POLLHUP) != 0;
}

static enum status
read_at_most(const struct command_io *io, size_t most, struct text *text)
{
    int descriptor = io->input;
    char chunk[CHUNK_BYTES];
    size_t begin = text->length;

    for (;;) {
        size_t room = most + 1 - (text->length - begin);
        ssize_t taken = read(descriptor, chunk,
            room < sizeof chunk ? room : sizeof chunk);

        if (taken == 0 && is_cut_off(io))
            return refuse(STATUS_AGAIN, "the line dropped within the text");
        if (taken == 0)
            return STATUS_OK;
        if (taken < 0 && !wait_ready(descriptor, POLLIN))
            return refuse(STATUS_FAILED, "cannot read standard input: %s",
                strerror(errno));
        if (taken > 0)
            text_add_bytes(text, chunk, (size_t)taken);
        if (text->length - begin > most)
            return refuse(STATUS_INVALID, "the text is over %zu KiB",
                most / KIB);
    }
}

static int
line_at(const char *bytes, size_t at)
{
    int line = 1;

    for (size_t i = 0; i < at; i++)
        line += bytes[i] == '\n';
    return line;
}

static enum status
check_bytes(const char *bytes, size_t count)
{
    const char *nul = count > 0 ? memchr(bytes, '\0', count) : NULL;
    size_t at = 0;

    if (!text_is_utf8(bytes, count, &at))
        return refuse(STATUS_INVALID, "line %d is not UTF-8",
            line_at(bytes, at));
    if (nul != NULL)
        return refuse(STATUS_INVALID, "line %d holds a NUL byte",
            line_at(bytes, (size_t)(nul - bytes)));
    return STATUS_OK;
}

enum status
command_read_input(struct command_call *call, size_t most, struct text *text)
{
    size_t begin = text->length;

    if (call->io->input < 0)
        return refuse(STATUS_INVALID, "the text is missing: write it after "
                                      "the command");
    enum status status = read_at_most(call->io, most, text);
    if (status != STATUS_OK)
        return status;

    while (text->length > begin && (text->bytes[text->length - 1] == '\n' ||
                                       text->bytes[text->length - 1] == '\r'))
        text_truncate(text, text->length - 1);
    return check_bytes(text_bytes(text) + begin, text->length - begin);
}

enum status
command_read_text(struct command_call *call, int slot, struct text *text)
{
    const char *given = call->argument[slot];

    if (given == NULL)
        return command_read_input(call, posting_bytes_most(), text);
    text_add(text, given);
    return check_bytes(given, strlen(given));
}

int64_t
command_number(const struct command_call *call, int slot)
{
    int64_t number = 0;

    if (call->argument[slot] == NULL ||
        !text_number(call->argument[slot], 1, INT64_MAX, &number))
        return 0;
    return number;
}

int
command_small_number(const struct command_call *call, int slot)
{
    int64_t number = command_number(call, slot);

    return number > COMMAND_NUMBER_MOST ? COMMAND_NUMBER_MOST : (int)number;
}

enum status
command_board(const struct command_call *call, int slot, struct board *board)
{
    const char *slug = call->argument[slot];
    enum status status = reading_board(call->viewer, slug, board);

    return status == STATUS_NOT_FOUND ? refuse(status, "no board %s", slug)
                                      : status;
}
