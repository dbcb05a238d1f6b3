/* Asking at a terminal for what is not to be seen. */

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "commands/command.h"

bool
command_can_ask(const struct command_call *call)
{
    return call->io->ask != NULL ||
           (call->io->input >= 0 && isatty(call->io->input) == 1);
}

/* Up to the end of the line; -1 where there is none or it is too long. */
static ssize_t
read_line(int descriptor, char *line, size_t size)
{
    size_t count = 0;
    char byte = '\0';

    for (;;) {
        ssize_t taken = read(descriptor, &byte, 1);

        if (taken < 0 && errno == EINTR)
            continue;
        if (taken <= 0)
            return -1;
        if (byte == '\n')
            break;
        if (count < size)
            line[count++] = byte;
    }
    if (count == size)
        return -1;
    line[count] = '\0';
    return (ssize_t)count;
}

static enum status
ask_here(const struct command_io *io, const char *prompt, char *line,
    size_t size)
{
    struct termios shown;
    struct termios hidden;

    if (tcgetattr(io->input, &shown) != 0)
        return refuse(STATUS_FAILED, "the terminal cannot be read: %s",
            strerror(errno));
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    /* First: what is typed at once is neither shown nor lost. */
    tcsetattr(io->input, TCSAFLUSH, &hidden);
    command_write(io->errors, prompt, strlen(prompt));
    ssize_t count = read_line(io->input, line, size);
    tcsetattr(io->input, TCSAFLUSH, &shown);
    command_write(io->errors, "\n", 1);
    return count >= 0 ? STATUS_OK
                      : refuse(STATUS_INVALID,
                            "no line, or too long a one; nothing was changed");
}

enum status
command_ask_hidden(struct command_call *call, const char *prompt, char *line,
    size_t size)
{
    const struct command_io *io = call->io;

    if (io->ask != NULL)
        return io->ask(io->context, prompt, line, size);
    return ask_here(io, prompt, line, size);
}
