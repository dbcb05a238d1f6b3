/* The dialogue's process: nobody yet, so no store, no file, no screen. */

#include "daemon/session_join.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "daemon/dialogue.h"
#include "daemon/line_reader.h"
#include "daemon/session_state.h"

enum {
    INPUT_BYTES = 1024,
    EXIT_LEFT = 1
};

struct join {
    struct session *session;
    struct line_reader reader;
    struct dialogue dialogue;
    struct text out;
};

static void
show(struct join *join)
{
    line_put(join->reader.output, join->reader.is_raw, text_bytes(&join->out),
        join->out.length);
    text_truncate(&join->out, 0);
    join->reader.is_hidden = dialogue_is_hidden(&join->dialogue);
    join->reader.is_done = join->dialogue.end != DIALOGUE_GOES_ON;
}

static void
take_line(void *join_, const char *line)
{
    struct join *join = join_;

    dialogue_take(&join->dialogue, line);
    show(join);
}

/* Once the code is redeemed there is nothing to leave any more. */
static void
interrupt(void *join_)
{
    struct join *join = join_;

    join->dialogue.end = join->dialogue.step == DIALOGUE_GO ? DIALOGUE_JOINED
                                                            : DIALOGUE_LEFT;
    join->reader.is_done = true;
}

static void
read_input(struct join *join)
{
    char bytes[INPUT_BYTES];
    ssize_t count = read(join->session->terms->input, bytes, sizeof bytes);

    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count == 0)
        line_reader_end(&join->reader);
    if (count <= 0) {
        join->reader.is_done = true;
        return;
    }
    line_reader_take(&join->reader, bytes, (size_t)count);
    explicit_bzero(bytes, sizeof bytes);
}

static bool
is_over(const struct join *join)
{
    return join->reader.is_done || join->session->ending != NULL ||
           join->session->is_hung_up;
}

static void
serve(struct join *join)
{
    struct session *session = join->session;

    while (!is_over(join)) {
        struct pollfd waits[] = {
            {.fd = session->terms->input, .events = POLLIN},
            {.fd = session->hub, .events = POLLIN},
        };

        if (poll(waits, 2, -1) < 0 && errno != EINTR)
            return;
        if (waits[1].revents != 0)
            session_hear(session);
        if (waits[0].revents != 0)
            read_input(join);
    }
}

static void
farewell(struct join *join)
{
    struct session *session = join->session;

    if (session->is_hung_up)
        return;
    if (session->ending != NULL)
        text_add_format(&join->out, "\n%s\n", session->ending);
    show(join);
}

int
session_join(const struct session_terms *terms, const char *host)
{
    struct session *session = memory_new(sizeof *session);
    struct join *join = memory_new(sizeof *join);

    signal(SIGPIPE, SIG_IGN);
    session->terms = terms;
    session->hub = terms->hub;
    session_take_line(session);
    join->session = session;
    join->reader = (struct line_reader){
        .output = terms->output,
        .is_raw = session_is_raw(session),
        .take = take_line,
        .interrupt = interrupt,
        .context = join,
    };
    dialogue_begin(&join->dialogue, session->viewer.keeper, host, &join->out);
    show(join);
    serve(join);
    farewell(join);
    bool has_joined = join->dialogue.end == DIALOGUE_JOINED ||
                      join->dialogue.step == DIALOGUE_GO;
    dialogue_clear(&join->dialogue);
    line_reader_clear(&join->reader);
    text_clear(&join->out);
    memory_release(join);
    memory_free(session->ending);
    memory_release(session->viewer.here);
    memory_release(session);
    return has_joined ? 0 : EXIT_LEFT;
}
