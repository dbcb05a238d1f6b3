/* The dialogue's process: nobody yet, so no store, no file, no screen. */

#include "daemon/session_join.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "commands/print.h"
#include "daemon/dialogue.h"
#include "daemon/line_reader.h"
#include "daemon/session_state.h"

enum {
    INPUT_BYTES = 1024,
    INDENT = 2,
    EXIT_LEFT = 1
};

struct join {
    struct session *session;
    struct line_reader reader;
    struct dialogue dialogue;
    struct text out;
    struct text question; /* the line on which the answer is typed */
};

/* What stands behind the last line end. */
static void
keep_question(struct join *join)
{
    const char *all = text_bytes(&join->out);
    const char *end = strrchr(all, '\n');

    text_truncate(&join->question, 0);
    text_add(&join->question, end != NULL ? end + 1 : all);
}

static void
show(struct join *join)
{
    keep_question(join);
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

/* Below the question, which is asked again with what is typed so far. */
static void
say_between(struct join *join, const char *words)
{
    text_add(&join->out, "\n");
    print_wrapped(&join->out, INDENT, words);
    text_add(&join->out, text_bytes(&join->question));
    show(join);
    line_reader_show(&join->reader);
}

static void
say_hurry(struct join *join)
{
    char words[256];
    int64_t seconds = join->session->seconds_left;

    join->session->seconds_left = -1;
    if (seconds < 0 || join->dialogue.step == DIALOGUE_GO)
        return;
    snprintf(words, sizeof words,
        "%" PRId64 " second%s left to join. Where that is too little, your "
        "code is as good as before: connect again when you are ready.",
        seconds, seconds == 1 ? " is" : "s are");
    say_between(join, words);
}

static void
say_notice(struct join *join)
{
    struct text words = {0};

    if (session_take_notice(join->session, &words))
        say_between(join, text_bytes(&words));
    text_clear(&words);
}

/* What was heard, also while an answer was looked up. */
static void
say_heard(struct join *join)
{
    if (join->reader.is_done || join->session->ending != NULL)
        return;
    say_hurry(join);
    say_notice(join);
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
        say_heard(join);
        if (waits[0].revents != 0)
            read_input(join);
        say_heard(join);
    }
}

static void
farewell(struct join *join)
{
    struct session *session = join->session;

    if (session->is_hung_up)
        return;
    if (session->ending != NULL) {
        text_add(&join->out, "\n");
        print_wrapped(&join->out, 0, session->ending);
    }
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
    session->seconds_left = -1;
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
    text_clear(&join->question);
    memory_release(join);
    memory_free(session->ending);
    memory_release(session->viewer.here);
    memory_release(session);
    return has_joined ? 0 : EXIT_LEFT;
}
