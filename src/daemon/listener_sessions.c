/* The listener's sessions: begun for a connection's channel, heard, ended. */

#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/listener_state.h"
#include "daemon/watched.h"

enum {
    GONE_LINE_MOST = WATCHED(15000) /* milliseconds to end after a hang-up */
};

bool
counts_as_here(enum session_kind kind)
{
    return kind == SESSION_SCREEN || kind == SESSION_PLAIN;
}

struct session_row *
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
    const struct terminal size = {.rows = (int)rows, .columns = (int)columns};
    if (session == NULL) {
        sleeper_sized(listener, row->peer.number, channel, &size);
        return true;
    }
    if (session->hold != NULL) {
        session->hold->terminal.rows = (int)rows;
        session->hold->terminal.columns = (int)columns;
    }
    if (session->kind == SESSION_JOIN)
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
    return row->owes_size || row->owes_news || row->owes_here ||
           row->owes_notice;
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
owed_notice(struct listener *listener, const struct session_row *row)
{
    (void)row;
    drain_put(listener, &listener->out);
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
        session_pay(listener, row, &row->owes_notice, owed_notice);
    }
    peer_want_output(listener, &row->peer,
        row->peer.first != NULL || owes(row));
}

/* A dialogue asks and ends: nobody has done anything there. A command has no
 * place to go on from. */
static bool
may_say(const struct session_row *row, uint8_t type)
{
    switch (type) {
    case MESSAGE_DID:
        return row->kind != SESSION_JOIN;
    case MESSAGE_PLACE:
    case MESSAGE_HOLD:
    case MESSAGE_SLEEP:
        return counts_as_here(row->kind);
    default:
        return true;
    }
}

/* Its line is gone, or will be seen to be in a moment. */
static bool
session_holds(struct listener *listener, struct session_row *row,
    struct wire *wire)
{
    if (!wire_is_whole(wire) || row->is_holding)
        return false;
    row->is_holding = true;
    row->kill_at = clock_ticks() + MESSAGE_HOLD_MOST + GONE_LINE_MOST;
    wake_at(listener, row->kill_at);
    hub_went(listener, row->person_id);
    log_warning("session.holds", "person=%lld", (long long)row->person_id);
    return true;
}

bool
session_heard(struct listener *listener, struct peer *peer, struct wire *wire)
{
    struct session_row *row = session_find(listener, peer->number);

    if (row == NULL || !may_say(row, wire_type(wire)))
        return false;
    if (wire_type(wire) == MESSAGE_DID)
        return hub_heard(listener, peer, wire);
    if (wire_type(wire) == MESSAGE_ASK)
        return ask_heard(listener, row, wire);
    if (wire_type(wire) == MESSAGE_PLACE)
        return session_placed(row, wire);
    if (wire_type(wire) == MESSAGE_HOLD)
        return session_holds(listener, row, wire);
    int64_t exit_status = wire_get_int(wire, 0, UINT8_MAX);
    bool sleeps = wire_type(wire) == MESSAGE_SLEEP;

    if (!wire_is_whole(wire))
        return false;
    row->exit_status = exit_status;
    row->has_exited = true;
    row->is_asleep = sleeps;
    return true;
}

void
session_end_tell(struct listener *listener, struct connection_row *connection,
    const struct session_row *gone, const char *words)
{
    wire_begin(&listener->out, MESSAGE_SESSION_END);
    wire_put_int(&listener->out, gone->channel);
    wire_put_int(&listener->out, gone->exit_status);
    wire_put_text(&listener->out, words);
    peer_tell(listener, &connection->peer, &listener->out);
}

void
session_gone(struct listener *listener, struct peer *peer)
{
    struct session_row *row = session_find(listener, peer->number);

    if (row == NULL)
        return;
    spawn_end(&row->spawn);
    asked_forget(row);
    struct session_row gone = *row;
    peer_close(listener, peer);
    *row = (struct session_row){0};
    listener->session_count--;
    if (counts_as_here(gone.kind) && !gone.is_holding)
        hub_went(listener, gone.person_id);

    struct connection_row *connection = connection_find(listener,
        gone.connection);
    log_debug("session.end", "person=%lld status=%lld",
        (long long)gone.person_id, (long long)gone.exit_status);
    const char *words = "";
    if (connection != NULL && gone.is_asleep && sleeper_begin(listener, &gone))
        return;
    bool goes_on = connection != NULL &&
                   (gone.has_exited
                           ? session_follows(listener, connection, &gone)
                           : session_mended(listener, connection, &gone,
                                 &words));
    hold_free(gone.hold);
    if (connection == NULL || goes_on)
        return;
    session_end_tell(listener, connection, &gone, words);
}

/* What it begins with waits in its socket still. */
void
sessions_spawn_again(struct listener *listener)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];

        if (row->peer.number != 0 && row->spawn.is_awaited &&
            !row->peer.is_failed &&
            spawn_ask(listener, &listener->session_spawner, &row->peer,
                &row->spawn) != STATUS_OK)
            peer_fail(&row->peer);
    }
}

bool
session_spawner_heard(struct listener *listener, struct peer *peer,
    struct wire *wire)
{
    int64_t number = wire_get_int(wire, 0, INT64_MAX);
    struct session_row *row = session_find(listener, number);
    (void)peer;

    if (!wire_is_whole(wire))
        return false;
    if (number == 0)
        listener->session_spawner.is_ready = true;
    spawn_heard(row != NULL ? &row->peer : NULL,
        row != NULL ? &row->spawn : NULL, wire);
    return true;
}

void
sessions_of_gone_connection(struct listener *listener, int64_t number)
{
    sleepers_of_gone_connection(listener, number);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (row->peer.number == 0 || row->connection != number)
            continue;
        row->connection = 0;
        if (row->is_holding)
            continue;
        row->kill_at = clock_ticks() + GONE_LINE_MOST;
        wake_at(listener, row->kill_at);
    }
}

void
sessions_wake(struct listener *listener, int64_t now)
{
    sleepers_wake(listener, now);
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

void
sessions_end(struct listener *listener, int64_t person_id, const char *words)
{
    wire_begin(&listener->out, MESSAGE_END);
    wire_put_text(&listener->out, words);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (row->peer.number == 0 || row->person_id != person_id)
            continue;
        peer_tell(listener, &row->peer, &listener->out);
        row->kill_at = clock_ticks() + GONE_LINE_MOST;
        wake_at(listener, row->kill_at);
    }
    sleepers_end(listener, person_id, words);
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        struct connection_row *row = &listener->connections[i];
        if (row->peer.number != 0 && row->is_logged_in &&
            row->person_id == person_id)
            connection_end(listener, row, words);
    }
}
