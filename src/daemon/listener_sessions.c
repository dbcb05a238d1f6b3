/* The listener's sessions: begun for a connection's channel, heard, ended. */

#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "daemon/listener_state.h"

enum {
    EXIT_LOST = 70,            /* it ended without a last word */
    GONE_LINE_MOST = 15 * 1000 /* milliseconds to end after a hang-up */
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
streams_open(struct streams *streams)
{
    *streams = (struct streams){{-1, -1}, {-1, -1}, {-1, -1}};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
            streams->control) == 0 &&
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

static bool
counts_as_here(enum session_kind kind)
{
    return kind != SESSION_COMMAND;
}

/* Why this person may not begin one more; NULL: they may. */
static const char *
why_not(const struct listener *listener, int64_t person_id,
    enum session_kind kind)
{
    int64_t most = counts_as_here(kind)
                       ? listener->settings->sessions_per_person
                       : COMMANDS_PER_PERSON;
    int64_t count = 0;

    if (listener->phase != LISTENER_SERVES)
        return "The site is going down; try again in a minute.";
    for (size_t i = 0; i < listener->session_capacity; i++) {
        const struct session_row *row = &listener->sessions[i];
        if (row->peer.number != 0 && row->person_id == person_id &&
            counts_as_here(row->kind) == counts_as_here(kind))
            count++;
    }
    if (count < most)
        return NULL;
    return counts_as_here(kind)
               ? "You have too many sessions open; end one of them first."
               : "Too many of your commands run at once; try again in a moment.";
}

static struct session_row *
session_by_channel(struct listener *listener, int64_t connection,
    int64_t channel)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (row->peer.number != 0 && row->connection == connection &&
            row->channel == channel)
            return row;
    }
    return NULL;
}

/* Takes the control socket over. */
static struct session_row *
session_new(struct listener *listener, const struct connection_row *connection,
    const struct session_request *request, int control)
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
        .channel = request->channel,
        .kind = (enum session_kind)request->kind,
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
session_spawn(struct listener *listener, struct session_row *row,
    const struct session_request *request, const struct streams *streams)
{
    struct wire *out = &listener->out;
    struct session_start start = {
        .person_id = row->person_id,
        .kind = request->kind,
        .terminal = request->terminal,
    };

    wire_begin(out, MESSAGE_SPAWN);
    wire_put_int(out, row->peer.number);
    wire_put_descriptor(out, streams->control[1]);
    enum status status = peer_send(listener, &listener->session_spawner.peer,
        out);
    if (status != STATUS_OK)
        return status;

    text_copy(start.command, sizeof start.command, request->command);
    wire_begin(out, MESSAGE_START);
    session_start_put(out, &start);
    wire_put_descriptor(out, streams->terminal[1]);
    wire_put_descriptor(out, streams->errors[1]);
    status = peer_send(listener, &row->peer, out);
    if (status != STATUS_OK)
        return status;

    wire_begin(out, MESSAGE_HERE);
    hub_here_put(listener, out);
    return peer_send(listener, &row->peer, out);
}

static bool
session_begin(struct listener *listener, struct connection_row *connection,
    const struct session_request *request)
{
    struct streams streams;

    if (!streams_open(&streams))
        return false;
    struct session_row *row = session_new(listener, connection, request,
        streams.control[0]);
    streams.control[0] = -1;
    if (row == NULL) {
        streams_close(&streams);
        return false;
    }
    if (counts_as_here(row->kind))
        hub_came(listener, row->person_id);
    if (session_spawn(listener, row, request, &streams) != STATUS_OK)
        peer_fail(&row->peer); /* its end is told like any other */
    streams_tell(listener, connection, request->channel, &streams, "");
    streams_close(&streams);
    log_debug("session.begin", "handle=%s kind=%d", connection->handle,
        (int)request->kind);
    return true;
}

bool
session_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire)
{
    struct session_request request;

    if (!session_request_get(wire, &request) || !row->is_logged_in ||
        session_by_channel(listener, row->peer.number, request.channel) != NULL)
        return false;

    const char *reason = why_not(listener, row->person_id,
        (enum session_kind)request.kind);
    if (reason == NULL && !session_begin(listener, row, &request))
        reason = "The site is full; try again in a minute.";
    if (reason != NULL)
        streams_tell(listener, row, request.channel, NULL, reason);
    return true;
}

/* The newest size alone matters, so a slow session gets no heap of them. */
bool
session_sized(struct listener *listener, struct connection_row *row,
    struct wire *wire)
{
    int64_t channel = wire_get_int(wire, 0, UINT32_MAX);
    int64_t rows = wire_get_int(wire, 1, MESSAGE_ROWS_MOST);
    int64_t columns = wire_get_int(wire, 1, MESSAGE_COLUMNS_MOST);

    if (!wire_is_whole(wire))
        return false;
    struct session_row *session = session_by_channel(listener, row->peer.number,
        channel);
    if (session == NULL)
        return true;
    session->owes_size = true;
    session->rows = rows;
    session->columns = columns;
    session_flush(listener, session);
    return true;
}

static bool
owes(const struct session_row *row)
{
    return row->owes_size || row->owes_news || row->owes_here;
}

static void
owed_size(struct listener *listener, const struct session_row *row)
{
    wire_begin(&listener->out, MESSAGE_RESIZE);
    wire_put_int(&listener->out, row->rows);
    wire_put_int(&listener->out, row->columns);
}

static void
owed_news(struct listener *listener, const struct session_row *row)
{
    wire_begin(&listener->out, MESSAGE_NEWS);
    event_put(&listener->out, &row->news);
}

static void
owed_here(struct listener *listener, const struct session_row *row)
{
    (void)row;
    wire_begin(&listener->out, MESSAGE_HERE);
    hub_here_put(listener, &listener->out);
}

static void
session_pay(struct listener *listener, struct session_row *row, bool *owed,
    void (*put)(struct listener *, const struct session_row *))
{
    if (!*owed)
        return;
    put(listener, row);
    if (wire_send(row->peer.socket, &listener->out) != STATUS_AGAIN)
        *owed = false;
}

bool
session_offer(struct listener *listener, struct session_row *row,
    const struct wire *wire)
{
    if (row->peer.first == NULL &&
        wire_send(row->peer.socket, wire) != STATUS_AGAIN)
        return true;
    peer_want_output(listener, &row->peer, true);
    return false;
}

void
session_flush(struct listener *listener, struct session_row *row)
{
    if (peer_flush(&row->peer) == STATUS_OK) {
        session_pay(listener, row, &row->owes_size, owed_size);
        session_pay(listener, row, &row->owes_news, owed_news);
        session_pay(listener, row, &row->owes_here, owed_here);
    }
    peer_want_output(listener, &row->peer,
        row->peer.first != NULL || owes(row));
}

bool
session_heard(struct listener *listener, struct peer *peer, struct wire *wire)
{
    struct session_row *row = session_find(listener, peer->number);

    if (wire_type(wire) == MESSAGE_DID)
        return hub_heard(listener, peer, wire);
    if (wire_type(wire) == MESSAGE_ASK)
        return row != NULL && ask_heard(listener, row, wire);
    int64_t exit_status = wire_get_int(wire, 0, UINT8_MAX);
    if (row == NULL || !wire_is_whole(wire))
        return false;
    row->exit_status = exit_status;
    return true;
}

void
session_gone(struct listener *listener, struct peer *peer)
{
    struct session_row *row = session_find(listener, peer->number);

    if (row == NULL)
        return;
    struct session_row gone = *row;
    peer_close(listener, peer);
    *row = (struct session_row){0};
    listener->session_count--;
    if (counts_as_here(gone.kind))
        hub_went(listener, gone.person_id);

    struct connection_row *connection = connection_find(listener,
        gone.connection);
    log_debug("session.end", "person=%lld status=%lld",
        (long long)gone.person_id, (long long)gone.exit_status);
    if (connection == NULL)
        return;
    wire_begin(&listener->out, MESSAGE_SESSION_END);
    wire_put_int(&listener->out, gone.channel);
    wire_put_int(&listener->out, gone.exit_status);
    peer_tell(listener, &connection->peer, &listener->out);
}

bool
session_spawner_heard(struct listener *listener, struct peer *peer,
    struct wire *wire)
{
    int64_t number = wire_get_int(wire, 1, INT64_MAX);
    struct session_row *row = session_find(listener, number);
    (void)peer;

    if (!wire_is_whole(wire))
        return false;
    if (row != NULL)
        peer_set_pidfd(&row->peer, wire_take_descriptor(wire));
    return true;
}

void
sessions_of_gone_connection(struct listener *listener, int64_t number)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (row->peer.number == 0 || row->connection != number)
            continue;
        row->connection = 0;
        row->kill_at = clock_ticks() + GONE_LINE_MOST;
        wake_at(listener, row->kill_at);
    }
}

void
sessions_wake(struct listener *listener, int64_t now)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (row->peer.number == 0 || row->kill_at == WAKE_NEVER)
            continue;
        if (now >= row->kill_at)
            peer_fail(&row->peer);
        else
            wake_at(listener, row->kill_at);
    }
}
