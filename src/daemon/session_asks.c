/* A session's requests to the keeper, and how it waits for the answers. */

#include <poll.h>
#include <sodium.h>

#include "base/clock.h"
#include "board/keeping_wire.h"
#include "daemon/session_state.h"
#include "daemon/watched.h"

enum {
    /* Milliseconds: longer than anybody may take to begin, see
     * listener_asks.c, and than the stores may be busy. */
    ANSWER_MOST = WATCHED(20000)
};

void
session_heard_answer(struct session *session)
{
    struct wire *wire = &session->wire;
    struct keeping_answer answer;
    int64_t request = wire_get_int(wire, 1, INT64_MAX);

    if (keeping_answer_get(wire, &answer) && session->awaited != NULL &&
        request == session->request) {
        *session->awaited = answer;
        session->awaited = NULL;
    } else {
        keeping_answer_clear(&answer);
    }
    sodium_memzero(wire->bytes, wire->length);
}

static void
await(struct session *session)
{
    struct pollfd wait = {.fd = session->hub, .events = POLLIN};
    int64_t until = clock_ticks() + ANSWER_MOST;

    while (session->awaited != NULL && session->hub >= 0) {
        int64_t left = until - clock_ticks();
        if (left <= 0 || poll(&wait, 1, (int)left) <= 0)
            return;
        session_hear(session);
    }
}

static enum status
ask(void *session_, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct session *session = session_;

    wire_begin(&session->wire, MESSAGE_ASK);
    wire_put_int(&session->wire, ++session->request);
    keeping_ask_put(&session->wire, ask);
    enum status status = session->hub < 0
                             ? STATUS_FAILED
                             : wire_send(session->hub, &session->wire);
    sodium_memzero(session->wire.bytes, session->wire.length);
    if (status != STATUS_OK)
        return refuse(STATUS_AGAIN, "nobody could be asked: try again");

    session->awaited = answer;
    await(session);
    if (session->awaited == NULL)
        return STATUS_OK;
    session->awaited = NULL;
    return refuse(STATUS_AGAIN,
        keeping_changes(ask->kind)
            ? "no answer came: see whether it was done before you try it again"
            : "no answer came: try again in a moment");
}

void
session_take_line(struct session *session)
{
    session->line = (struct keeper_line){.send = ask, .context = session};
    session->viewer.keeper = &session->line;
}
