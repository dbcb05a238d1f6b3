/* Sessions in lines: the plain prompt, and single commands. */

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "commands/command.h"
#include "daemon/session_state.h"
#include "ui/canvas.h"

enum {
    LINE_BYTES = 16384,
    INPUT_BYTES = 4096,
    EXIT_SOFTWARE = 70,
    BYTE_INTERRUPT = 0x03, /* Ctrl-C */
    BYTE_END = 0x04,       /* Ctrl-D */
    BYTE_BACKSPACE = 0x08,
    BYTE_KILL = 0x15, /* Ctrl-U */
    BYTE_ESCAPE = 0x1b,
    BYTE_SPACE = 0x20,
    BYTE_DELETE = 0x7f
};

static const char prompt[] = "homeroom> ";

struct plain {
    struct session *session;
    struct text line;
    bool is_raw;      /* the client's terminal is: echo and CRLF are ours */
    bool was_return;  /* the LF of a CRLF is no line of its own */
    bool is_too_long; /* the rest of this line is left out */
    bool is_done;
};

void
session_put(const struct session *session, const char *bytes, size_t count)
{
    struct text out = {0};

    if (!session_is_raw(session)) {
        command_write(session->terms->output, bytes, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == '\n')
            text_add(&out, "\r");
        text_add_bytes(&out, bytes + i, 1);
    }
    command_write(session->terms->output, text_bytes(&out), out.length);
    text_clear(&out);
}

/* Prints what a command wrote into the memory file. */
static void
put_file(const struct session *session, int file)
{
    char bytes[INPUT_BYTES];
    off_t at = 0;
    ssize_t count;

    while ((count = pread(file, bytes, sizeof bytes, at)) > 0) {
        session_put(session, bytes, (size_t)count);
        at += count;
    }
}

static int
run_raw(struct session *session, const char *line)
{
    int file = memfd_create("output", MFD_CLOEXEC);
    const struct command_io io = {
        .input = -1, /* keys, not text */
        .output = file,
        .errors = file,
        .ask = session_ask_hidden,
        .context = session,
    };

    if (file < 0)
        return EXIT_SOFTWARE;
    int exit_status = command_run_line(&session->viewer, &io, line);
    put_file(session, file);
    close(file);
    return exit_status;
}

/* A prompt's command takes its text from its line. */
static int
run_line(struct session *session, const char *line, int input)
{
    const struct command_io io = {
        .input = input,
        .output = session->terms->output,
        .errors = session->terms->errors,
        .is_terminal = session->terms->is_local &&
                       isatty(session->terms->output) == 1,
    };
    int exit_status = session_is_raw(session)
                          ? run_raw(session, line)
                          : command_run_line(&session->viewer, &io, line);

    session_tell(session);
    return exit_status;
}

int
session_command(struct session *session)
{
    session_await_here(session);
    return run_line(session, session->terms->command, session->terms->input);
}

/* A command, with the rights of now; whoever was shut out is told and leaves.
 */
static void
obey(struct plain *plain, const char *line)
{
    static const char shut_out[] = "You can no longer log in here.\n";
    static const char busy[] = "The board is busy: try again.\n";
    struct session *session = plain->session;
    enum status status = viewer_refresh(&session->viewer);

    plain->is_done = status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN;
    if (status == STATUS_OK)
        run_line(session, line, -1);
    else if (plain->is_done)
        session_put(session, shut_out, sizeof shut_out - 1);
    else
        session_put(session, busy, sizeof busy - 1);
}

static void
line_done(struct plain *plain)
{
    struct session *session = plain->session;
    const char *line = text_bytes(&plain->line);
    const char *words = line + strspn(line, " \t");

    if (plain->is_raw)
        session_put(session, "\n", 1);
    plain->is_done = text_equals(words, "quit") || text_equals(words, "exit");
    if (plain->is_too_long)
        session_put(session, "That line is too long.\n", 23);
    else if (*words != '\0' && !plain->is_done)
        obey(plain, line);
    text_truncate(&plain->line, 0);
    plain->is_too_long = false;
    if (!plain->is_done)
        session_put(session, prompt, sizeof prompt - 1);
}

/* Takes the last character away, on the terminal too. */
static void
line_shorten(struct plain *plain)
{
    static const char back[] = "\b\b  \b\b";
    struct text *line = &plain->line;

    if (line->length == 0)
        return;
    size_t count = grapheme_previous(line->bytes, line->length, line->length);
    if (count == 0)
        count = 1;
    int width = grapheme_width(line->bytes + line->length - count, count);
    if (plain->is_raw && width == 2)
        session_put(plain->session, back, 6);
    else if (plain->is_raw && width == 1)
        session_put(plain->session, "\b \b", 3);
    text_truncate(line, line->length - count);
}

static void
take_control(struct plain *plain, unsigned char byte)
{
    switch (byte) {
    case BYTE_BACKSPACE:
    case BYTE_DELETE:
        line_shorten(plain);
        break;
    case BYTE_KILL:
        while (plain->line.length > 0)
            line_shorten(plain);
        break;
    case BYTE_INTERRUPT:
        text_truncate(&plain->line, 0);
        line_done(plain);
        break;
    case BYTE_END:
        plain->is_done = plain->line.length == 0;
        break;
    default:
        break;
    }
}

static void
take_byte(struct plain *plain, unsigned char byte)
{
    const char character = (char)byte;
    bool is_second = byte == '\n' && plain->was_return;

    plain->was_return = byte == '\r';
    if (is_second)
        return;
    if (byte == '\n' || byte == '\r') {
        line_done(plain);
    } else if (plain->is_raw && (byte < BYTE_SPACE || byte == BYTE_DELETE)) {
        take_control(plain, byte);
    } else if (plain->line.length >= LINE_BYTES) {
        plain->is_too_long = true;
    } else if (byte != '\0') {
        text_add_bytes(&plain->line, &character, 1);
        if (plain->is_raw)
            session_put(plain->session, &character, 1);
    }
}

static void
read_input(struct plain *plain)
{
    struct session *session = plain->session;
    struct session_typed *typed = &session->typed;
    ssize_t count = session_read(session);

    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        if (plain->line.length > 0 && !plain->is_raw && count == 0)
            line_done(plain); /* a script's last line may lack its end */
        plain->is_done = true;
        return;
    }
    /* A command that asks takes its answer from here too. */
    while (typed->at < typed->count && !plain->is_done)
        take_byte(plain, (unsigned char)typed->bytes[typed->at++]);
}

static bool
is_over(const struct plain *plain)
{
    return plain->is_done || plain->session->ending != NULL ||
           plain->session->is_hung_up;
}

static void
turn(struct plain *plain)
{
    struct session *session = plain->session;
    int wait = session_check_idle(session);
    struct pollfd waits[] = {
        {.fd = session->terms->input, .events = POLLIN},
        {.fd = session->hub, .events = POLLIN},
    };

    if (is_over(plain) || poll(waits, 2, wait) <= 0)
        return;
    if (waits[1].revents != 0)
        session_hear(session);
    if (waits[0].revents != 0)
        read_input(plain);
}

int
session_plain(struct session *session)
{
    struct plain plain = {
        .session = session,
        .is_raw = session_is_raw(session),
    };
    struct text words = {0};

    session_await_here(session);
    session_put(session, prompt, sizeof prompt - 1);
    while (!is_over(&plain))
        turn(&plain);
    text_add(&words, plain.is_raw || session->ending != NULL ? "\n" : "");
    session_goodbye(session, &words);
    if (!session->is_hung_up)
        session_put(session, text_bytes(&words), words.length);
    text_clear(&words);
    text_clear(&plain.line);
    return 0;
}
