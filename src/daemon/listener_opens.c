/* The listener's new sessions: for a channel, or after a dialogue that joined.
 */

#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "daemon/listener_state.h"

enum {
    EXIT_LOST = 70 /* it ended without a last word */
};

/* Socket pairs of a new session: [0] is ours or the connection's end, [1] the
 * session's. */
struct streams {
    int control[2];
    int terminal[2];
    int errors[2];
};

static void
pair_close(int pair[2])
{
    if (pair[0] >= 0)
        close(pair[0]);
    if (pair[1] >= 0)
        close(pair[1]);
}

static void
streams_close(struct streams *streams)
{
    pair_close(streams->control);
    pair_close(streams->terminal);
    pair_close(streams->errors);
}

static bool
control_open(struct streams *streams)
{
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
               streams->control) == 0;
}

static bool
streams_open(struct streams *streams)
{
    *streams = (struct streams){{-1, -1}, {-1, -1}, {-1, -1}};
    if (control_open(streams) &&
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, streams->terminal) ==
            0 &&
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, streams->errors) ==
            0)
        return true;
    streams_close(streams);
    return false;
}

/* Descriptors NULL: refused with the reason. */
static void
streams_tell(struct listener *listener, struct connection_row *row,
    int64_t channel, const struct streams *streams, const char *reason)
{
    struct session_streams told = {.channel = channel};
    struct wire *out = &listener->out;

    text_copy(told.reason, sizeof told.reason, reason);
    wire_begin(out, MESSAGE_SESSION_OPEN);
    session_streams_put(out, &told);
    if (streams != NULL) {
        wire_put_descriptor(out, streams->terminal[0]);
        wire_put_descriptor(out, streams->errors[0]);
    }
    peer_tell(listener, &row->peer, out);
}

/* Why this person may not begin one more; NULL: they may. */
static const char *
why_not(const struct listener *listener, int64_t person_id,
    enum session_kind kind)
{
    int64_t most = counts_as_here(kind)
                       ? listener->settings->sessions_per_person
                       : COMMANDS_PER_PERSON;
    int64_t count = counts_as_here(kind) ? sleepers_count(listener, person_id)
                                         : 0;
    int64_t holding = 0;

    if (listener->phase != LISTENER_SERVES)
        return "The site is going down; try again in a minute.";
    if (counts_as_here(kind) && drain_refusal(listener) != NULL)
        return drain_refusal(listener);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        const struct session_row *row = &listener->sessions[i];
        if (row->peer.number == 0 || row->person_id != person_id ||
            counts_as_here(row->kind) != counts_as_here(kind))
            continue;
        if (row->is_holding && row->connection == 0 && holding < most)
            holding++; /* as many more, for a while */
        else
            count++;
    }
    if (count < most)
        return NULL;
    return counts_as_here(kind)
               ? "You have too many sessions open; end one of them first."
               : "Too many of your commands run at once; try again in a moment.";
}

/* Takes the control socket over. */
static struct session_row *
session_new(struct listener *listener, const struct connection_row *connection,
    const struct session_start *start, int64_t channel, int control)
{
    int64_t number = row_number(listener, listener->sessions,
        sizeof *listener->sessions, listener->session_capacity);

    if (number == 0) {
        close(control);
        return NULL;
    }
    struct session_row
        *row = &listener->sessions[(size_t)number % listener->session_capacity];
    *row = (struct session_row){
        .connection = connection->peer.number,
        .channel = channel,
        .kind = (enum session_kind)start->kind,
        .person_id = connection->person_id,
        .exit_status = EXIT_LOST,
        .kill_at = WAKE_NEVER,
    };
    if (peer_open(listener, &row->peer, PEER_SESSION, number, control) !=
        STATUS_OK)
        return NULL;
    listener->session_count++;
    return row;
}

/* The spawner forks it; what it begins with waits in its socket already. */
static enum status
session_prepare(struct listener *listener, struct session_row *row,
    const struct session_start *start, const struct streams *streams)
{
    struct wire *out = &listener->out;

    wire_begin(out, MESSAGE_START);
    session_start_put(out, start);
    wire_put_descriptor(out, streams->terminal[1]);
    wire_put_descriptor(out, streams->errors[1]);
    enum status status = peer_send(listener, &row->peer, out);
    if (status == STATUS_OK && row->kind != SESSION_JOIN) {
        wire_begin(out, MESSAGE_HERE);
        hub_here_put(listener, out);
        status = peer_send(listener, &row->peer, out);
    }
    if (status == STATUS_OK && listener->drain_at != WAKE_NEVER &&
        row->kind != SESSION_COMMAND) {
        drain_put(listener, out);
        status = peer_send(listener, &row->peer, out);
    }
    return status == STATUS_OK ? spawn_ask(listener, &listener->session_spawner,
                                     &row->peer, &row->spawn)
                               : status;
}

/* Takes the session's ends of the streams over. */
static struct hold *
hold_new(const struct session_start *start, enum session_kind kind,
    struct streams *streams)
{
    struct hold *hold = memory_new(sizeof *hold);

    *hold = (struct hold){
        .terminal = start->terminal,
        .kind = kind,
        .stream = streams->terminal[1],
        .errors = streams->errors[1],
    };
    streams->terminal[1] = -1;
    streams->errors[1] = -1;
    return hold;
}

void
hold_free(struct hold *hold)
{
    if (hold == NULL)
        return;
    if (hold->stream >= 0)
        close(hold->stream);
    if (hold->errors >= 0)
        close(hold->errors);
    memory_release(hold->place);
    memory_release(hold);
}

/* Leaves the streams to be closed. */
static struct session_row *
session_begin(struct listener *listener, struct connection_row *connection,
    const struct session_start *start, int64_t channel, struct streams *streams)
{
    struct session_row *row = session_new(listener, connection, start, channel,
        streams->control[0]);

    streams->control[0] = -1;
    if (row == NULL)
        return NULL;
    if (counts_as_here(row->kind))
        hub_came(listener, row->person_id);
    row->spawn = (struct spawn){.is_awaited = true,
        .client = -1,
        .far_end = streams->control[1],
        .gate = -1};
    streams->control[1] = -1;
    if (session_prepare(listener, row, start, streams) != STATUS_OK)
        peer_fail(&row->peer); /* its end is told like any other */
    log_debug("session.begin", "handle=%s kind=%d", connection->handle,
        (int)row->kind);
    return row;
}

static bool
session_open(struct listener *listener, struct connection_row *connection,
    const struct session_request *request)
{
    static struct session_start start;
    struct streams streams;

    if (!streams_open(&streams))
        return false;
    start = (struct session_start){
        .person_id = connection->person_id,
        .kind = connection->is_joining ? SESSION_JOIN : request->kind,
        .terminal = request->terminal,
        .must_enrol = connection->must_enrol,
    };
    text_copy(start.command, sizeof start.command, request->command);
    struct session_row *row = session_begin(listener, connection, &start,
        request->channel, &streams);
    if (row != NULL) {
        streams_tell(listener, connection, request->channel, &streams, "");
        join_hurry(listener, connection, clock_ticks());
    }
    if (row != NULL && row->kind != SESSION_COMMAND)
        row->hold = hold_new(&start, (enum session_kind)request->kind,
            &streams);
    streams_close(&streams);
    return row != NULL;
}

struct session_row *
session_again(struct listener *listener, struct connection_row *connection,
    struct session_row *gone, const struct session_start *start)
{
    struct streams streams = {{-1, -1}, {-1, -1}, {-1, -1}};

    if (connection->is_leaving || !control_open(&streams))
        return NULL;
    streams.terminal[1] = gone->hold->stream;
    streams.errors[1] = gone->hold->errors;
    gone->hold->stream = -1;
    gone->hold->errors = -1;
    struct session_row *row = session_begin(listener, connection, start,
        gone->channel, &streams);
    if (row != NULL)
        row->hold = hold_new(start, row->kind, &streams);
    streams_close(&streams);
    return row;
}

bool
session_follows(struct listener *listener, struct connection_row *connection,
    struct session_row *gone)
{
    static struct session_start start;

    if (gone->kind != SESSION_JOIN || gone->exit_status != 0 ||
        !connection->is_logged_in || listener->phase != LISTENER_SERVES ||
        why_not(listener, connection->person_id, gone->hold->kind) != NULL)
        return false;
    start = (struct session_start){
        .person_id = connection->person_id,
        .kind = gone->hold->kind,
        .terminal = gone->hold->terminal,
    };
    return session_again(listener, connection, gone, &start) != NULL;
}

/* Why a channel gets no dialogue; NULL: it does. */
static const char *
why_not_join(struct listener *listener, const struct connection_row *row,
    const struct session_request *request)
{
    if (listener->phase != LISTENER_SERVES)
        return "The site is going down; try again in a minute.";
    if (drain_refusal(listener) != NULL)
        return drain_refusal(listener);
    if (request->kind == SESSION_COMMAND)
        return "Nobody is logged in by ssh join@host, so there is no command "
               "to run: leave it out.";
    if (join_session(listener, row) != NULL)
        return "One dialogue at a time.";
    return NULL;
}

bool
session_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire)
{
    static struct session_request request;

    if (!session_request_get(wire, &request) ||
        (!row->is_logged_in && !row->is_joining) ||
        session_by_channel(listener, row->peer.number, request.channel) !=
            NULL ||
        sleeper_is_on(listener, row->peer.number, request.channel))
        return false;

    const char *reason = row->is_joining ? why_not_join(listener, row, &request)
                                         : why_not(listener, row->person_id,
                                               (enum session_kind)request.kind);
    if (row->is_leaving)
        reason = "This connection is at its end: connect again.";
    if (reason == NULL && !session_open(listener, row, &request))
        reason = "The site is full; try again in a minute.";
    if (reason != NULL)
        streams_tell(listener, row, request.channel, NULL, reason);
    return true;
}
