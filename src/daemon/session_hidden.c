/* A line asked for at a raw terminal, and not shown as it is typed. */

#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "daemon/session_state.h"

enum {
    BYTE_INTERRUPT = 0x03, /* Ctrl-C */
    BYTE_END = 0x04,       /* Ctrl-D */
    BYTE_BACKSPACE = 0x08,
    BYTE_KILL = 0x15, /* Ctrl-U */
    BYTE_SPACE = 0x20,
    BYTE_DELETE = 0x7f
};

struct hidden {
    char *line;
    size_t size;
    size_t count;
    bool is_too_long;
    bool is_done;
    bool is_given_up;
};

ssize_t
session_read(struct session *session)
{
    struct session_typed *typed = &session->typed;
    ssize_t count = read(session->terms->input, typed->bytes,
        sizeof typed->bytes);

    typed->at = 0;
    typed->count = count > 0 ? (size_t)count : 0;
    if (count > 0)
        session->input_at = clock_ticks();
    return count;
}

/* Waits for the terminal, and hears the listener; false: nobody is there. */
static bool
wait_typed(struct session *session)
{
    int wait = session_check_idle(session);
    struct pollfd waits[] = {
        {.fd = session->terms->input, .events = POLLIN},
        {.fd = session->hub, .events = POLLIN},
    };

    if (session->ending != NULL || session->is_hung_up)
        return false;
    if (poll(waits, 2, wait) <= 0)
        return true;
    if (waits[1].revents != 0)
        session_hear(session);
    if (waits[0].revents == 0)
        return true;
    ssize_t count = session_read(session);
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

static void
shorten(struct hidden *hidden)
{
    size_t count = grapheme_previous(hidden->line, hidden->count,
        hidden->count);

    if (count == 0 && hidden->count > 0)
        count = 1;
    hidden->count -= count;
}

static void
take(struct hidden *hidden, char byte)
{
    switch ((unsigned char)byte) {
    case '\r':
    case '\n':
        hidden->is_done = true;
        break;
    case BYTE_INTERRUPT:
    case BYTE_END:
        hidden->is_done = hidden->is_given_up = true;
        break;
    case BYTE_BACKSPACE:
    case BYTE_DELETE:
        shorten(hidden);
        break;
    case BYTE_KILL:
        hidden->count = 0;
        hidden->is_too_long = false;
        break;
    default:
        if ((unsigned char)byte < BYTE_SPACE)
            break;
        if (hidden->count + 1 < hidden->size)
            hidden->line[hidden->count++] = byte;
        else
            hidden->is_too_long = true;
        break;
    }
}

/* Takes what is typed off the session's buffer, where it must not stay. */
static void
take_typed(struct session *session, struct hidden *hidden)
{
    struct session_typed *typed = &session->typed;

    while (typed->at < typed->count && !hidden->is_done) {
        take(hidden, typed->bytes[typed->at]);
        sodium_memzero(&typed->bytes[typed->at++], 1);
    }
    if (hidden->is_done && typed->at < typed->count &&
        typed->bytes[typed->at] == '\n')
        typed->at++; /* of a CRLF */
}

enum status
session_ask_hidden(void *session_, const char *prompt, char *line, size_t size)
{
    struct session *session = session_;
    struct hidden hidden = {.line = line, .size = size};
    bool is_there = true;

    session_put(session, prompt, strlen(prompt));
    while (is_there && !hidden.is_done) {
        if (session->typed.at == session->typed.count)
            is_there = wait_typed(session);
        take_typed(session, &hidden);
    }
    session_put(session, "\n", 1);
    line[hidden.count] = '\0';
    if (!is_there || hidden.is_given_up)
        return refuse(STATUS_INVALID, "nothing was changed");
    if (hidden.is_too_long)
        return refuse(STATUS_INVALID, "that is too long; nothing was changed");
    return STATUS_OK;
}
