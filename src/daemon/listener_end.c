/* The listener's end: sessions first, then connections, then the helpers. */

#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "config/config.h"
#include "daemon/listener_state.h"
#include "daemon/watched.h"

enum {
    SESSIONS_MOST = WATCHED(3000), /* milliseconds to keep all and say so */
    A_SESSION = 10, /* longer for each: they write one after another */
    CONNECTIONS_MOST = WATCHED(1000)
};

static void
sessions_tell_end(struct listener *listener)
{
    char why[MESSAGE_REASON_BYTES];

    drain_reason(listener, why);
    wire_begin(&listener->out, MESSAGE_END);
    wire_put_text(&listener->out, why);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (row->peer.number != 0)
            peer_tell(listener, &row->peer, &listener->out);
    }
    sleepers_end(listener, 0, why);
}

static void
connections_tell_close(struct listener *listener)
{
    char why[MESSAGE_REASON_BYTES];

    drain_reason(listener, why);
    wire_begin(&listener->out, MESSAGE_CLOSE);
    wire_put_text(&listener->out, why);
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        struct connection_row *row = &listener->connections[i];
        if (row->peer.number != 0)
            peer_tell(listener, &row->peer, &listener->out);
    }
}

static void
all_fail(struct listener *listener)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        if (listener->sessions[i].peer.number != 0)
            peer_fail(&listener->sessions[i].peer);
    }
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        if (listener->connections[i].peer.number != 0)
            peer_fail(&listener->connections[i].peer);
    }
}

static void
doors_close(struct listener *listener)
{
    listening_close(&listener->listening);
    if (listener->local >= 0) {
        unlink(listener->local_path);
        close(listener->local);
        listener->local = -1;
    }
}

void
listener_begin_end(struct listener *listener)
{
    if (listener->phase != LISTENER_SERVES)
        return;
    log_info("ending", "sessions=%d connections=%d", listener->session_count,
        listener->connection_count);
    supervisor_tell(listener, LISTENER_STOPS);
    doors_close(listener);
    sessions_tell_end(listener);
    listener->phase = LISTENER_ENDS_SESSIONS;
    listener->phase_at = clock_ticks() + SESSIONS_MOST +
                         (int64_t)A_SESSION * listener->session_count;
}

void
listener_go_on_ending(struct listener *listener, int64_t now)
{
    if (listener->phase == LISTENER_ENDS_SESSIONS &&
        (listener->session_count == 0 || now >= listener->phase_at)) {
        connections_tell_close(listener);
        listener->phase = LISTENER_ENDS_CONNECTIONS;
        listener->phase_at = now + CONNECTIONS_MOST;
    }
    if (listener->phase == LISTENER_ENDS_CONNECTIONS &&
        (listener->connection_count == 0 || now >= listener->phase_at)) {
        all_fail(listener);
        listener->phase = LISTENER_IS_DONE;
    }
    if (listener->phase != LISTENER_SERVES)
        wake_at(listener, listener->phase_at);
}

static void
peers_close(struct listener *listener)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        if (listener->sessions[i].peer.number != 0)
            peer_close(listener, &listener->sessions[i].peer);
        spawn_end(&listener->sessions[i].spawn);
        hold_free(listener->sessions[i].hold);
    }
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        if (listener->connections[i].peer.number != 0)
            peer_close(listener, &listener->connections[i].peer);
        spawn_end(&listener->connections[i].spawn);
        memory_free(listener->connections[i].join_key);
    }
    for (size_t i = 0; i < LOCALS_MOST; i++) {
        if (listener->locals[i].number != 0)
            peer_close(listener, &listener->locals[i]);
    }
}

void
listener_finish(struct listener *listener)
{
    doors_close(listener);
    peers_close(listener);
    helpers_end(listener);
    throttle_clear(&listener->throttle);
    turned_away_close(&listener->turned_away, INT64_MAX);
    memory_free(listener->connections);
    sleepers_forget(listener);
    memory_free(listener->sessions);
    memory_free(listener->here);
    memory_free(listener->local_path);
    if (listener->reloaded != NULL)
        config_clear(listener->reloaded);
    memory_free(listener->reloaded);
    text_clear(&listener->kept);
    if (listener->signals >= 0)
        close(listener->signals);
    if (listener->spare >= 0)
        close(listener->spare);
    if (listener->epoll >= 0)
        close(listener->epoll);
}
