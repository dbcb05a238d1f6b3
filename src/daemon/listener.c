/* Listener: accepts, routes messages, knows who is here. */

#include "daemon/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "daemon/listener_state.h"
#include "daemon/process.h"
#include "daemon/sandbox.h"

enum {
    EVENTS_A_TURN = 256,
    MESSAGES_A_TURN = 32,
    SESSIONS_A_CONNECTION = 2
};

void
wake_at(struct listener *listener, int64_t at)
{
    if (listener->wake_at == WAKE_NEVER || at < listener->wake_at)
        listener->wake_at = at;
}

static bool
keeper_heard(struct listener *listener, struct peer *peer, struct wire *wire)
{
    if (wire_type(wire) == MESSAGE_DID)
        return hub_heard(listener, peer, wire);
    if (wire_type(wire) == MESSAGE_KEEPER_ANSWER)
        return ask_answered(listener, wire);
    listener->keeper.is_ready = true;
    return login_answered(listener, wire);
}

static bool
local_heard(struct listener *listener, struct peer *peer, struct wire *wire)
{
    if (wire_type(wire) == MESSAGE_OPERATE)
        return operate_heard(listener, peer, wire);
    return hub_heard(listener, peer, wire);
}

static const struct {
    bool (*heard)(struct listener *, struct peer *, struct wire *);
    void (*gone)(struct listener *, struct peer *);
} acts[PEER_COUNT] = {
    [PEER_CONNECTION] = {connection_heard, connection_gone},
    [PEER_SESSION] = {session_heard, session_gone},
    [PEER_KEEPER] = {keeper_heard, helper_gone},
    [PEER_CONNECTION_SPAWNER] = {connection_spawner_heard, helper_gone},
    [PEER_SESSION_SPAWNER] = {session_spawner_heard, helper_gone},
    [PEER_LOCAL] = {local_heard, local_gone},
};

/* One message; false: the peer is at its end, or has to go. */
static bool
peer_receive(struct listener *listener, struct peer *peer, bool *is_drained)
{
    struct wire *in = &listener->in;
    enum status status = wire_receive(peer->socket, in);

    *is_drained = status == STATUS_AGAIN;
    if (status == STATUS_AGAIN)
        return true;
    if (status == STATUS_NOT_FOUND || status == STATUS_FAILED)
        return false;

    uint8_t type = status == STATUS_OK ? wire_type(in) : MESSAGE_NONE;
    bool is_sound = message_is_allowed(peer->kind, type) &&
                    acts[peer->kind].heard(listener, peer, in);
    wire_clear(in);
    if (!is_sound) {
        log_warning("message.bad", "peer=%d type=%d", (int)peer->kind,
            (int)type);
        peer_fail(peer);
    }
    return is_sound;
}

static void
peer_read(struct listener *listener, struct peer *peer)
{
    bool is_drained = false;

    for (int i = 0; i < MESSAGES_A_TURN && !is_drained; i++) {
        if (peer->is_failed || !peer_receive(listener, peer, &is_drained)) {
            acts[peer->kind].gone(listener, peer);
            return;
        }
    }
}

static void
peer_write(struct listener *listener, struct peer *peer)
{
    if (peer->kind == PEER_SESSION)
        session_flush(listener, session_find(listener, peer->number));
    else
        peer_want_output(listener, peer, peer_flush(peer) == STATUS_AGAIN);
}

static void
signal_read(struct listener *listener)
{
    struct signalfd_siginfo info;

    if (read(listener->signals, &info, sizeof info) != (ssize_t)sizeof info)
        return;
    if (info.ssi_signo == SIGHUP)
        listener_reload(listener);
    else
        listener_begin_end(listener);
}

static void
event_dispatch(struct listener *listener, const struct epoll_event *event)
{
    unsigned what = (unsigned)(event->data.u64 >> WATCH_SHIFT);
    int64_t number = (int64_t)(event->data.u64 &
                               ((UINT64_C(1) << WATCH_SHIFT) - 1));

    if (what == WATCH_SIGNALS)
        signal_read(listener);
    else if (what == WATCH_NEWCOMERS && number < listener->listening.count)
        connections_accept(listener, listener->listening.sockets[number]);
    else if (what == WATCH_LOCALS && listener->local >= 0)
        hub_accept_local(listener);
    else if (what == WATCH_SLEEPERS)
        sleeper_wake(listener, (size_t)number);

    struct peer *peer = peer_find(listener, what, number);
    if (peer == NULL || peer->number == 0)
        return;
    if ((event->events & EPOLLOUT) != 0)
        peer_write(listener, peer);
    if ((event->events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        peer_read(listener, peer);
}

static void
deadlines_wake(struct listener *listener)
{
    int64_t now = clock_ticks();

    if (listener->wake_at != WAKE_NEVER && now >= listener->wake_at) {
        listener->wake_at = WAKE_NEVER;
        connections_wake(listener, now);
        sessions_wake(listener, now);
        hub_wake(listener, now);
        helpers_wake(listener, now);
        asks_wake(listener, now);
        drain_wake(listener, now);
    }
    listener_go_on_ending(listener, now);
}

static int
milliseconds_to_wait(const struct listener *listener)
{
    if (listener->wake_at == WAKE_NEVER)
        return -1;
    int64_t left = listener->wake_at - clock_ticks();
    if (left < 0)
        return 0;
    return left > INT32_MAX ? INT32_MAX : (int)left;
}

static void
listener_serve(struct listener *listener)
{
    struct epoll_event events[EVENTS_A_TURN];

    while (listener->phase != LISTENER_IS_DONE) {
        int count = epoll_wait(listener->epoll, events, EVENTS_A_TURN,
            milliseconds_to_wait(listener));
        for (int i = 0; i < count; i++)
            event_dispatch(listener, &events[i]);
        deadlines_wake(listener);
    }
}

/* Blocked before the first fork, so that one that comes early waits. */
static enum status
signals_take(struct listener *listener)
{
    struct epoll_event event = {
        .events = EPOLLIN,
        .data.u64 = (uint64_t)WATCH_SIGNALS << WATCH_SHIFT,
    };
    sigset_t ends;

    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    listener->epoll = epoll_create1(EPOLL_CLOEXEC);
    listener->signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    listener->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (epoll_ctl(listener->epoll, EPOLL_CTL_ADD, listener->signals, &event) ==
        0)
        return STATUS_OK;
    return refuse(STATUS_FAILED, "signalfd: %s", strerror(errno));
}

/* The supervisor hears where we are; it may be gone, and so are we then. */
void
supervisor_tell(const struct listener *listener, enum listener_word word)
{
    const char byte = (char)word;

    if (listener->supervisor >= 0 &&
        send(listener->supervisor, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) != 1)
        log_debug("supervisor.lost", "word=%c", byte);
}

struct throttle_limits
throttle_limits_of(const struct settings *settings)
{
    return (struct throttle_limits){
        .free = settings->unauthenticated_free,
        .most = settings->unauthenticated_most,
        .per_source = settings->unauthenticated_per_source,
        .refused_percent = settings->unauthenticated_refused_percent,
        .penalty_seconds = settings->penalty_seconds,
        .penalty_most_seconds = settings->penalty_most_seconds,
        .code_tries = settings->code_tries,
        .code_tries_minutes = settings->code_tries_minutes,
        .joining_most = settings->joining_most,
        .exempt = settings->exempt_sources,
    };
}

/* After the forks, so that the helpers do not carry them. */
static void
tables_make(struct listener *listener)
{
    listener->connection_capacity = (size_t)
                                        listener->settings->connections_most;
    listener->session_capacity = SESSIONS_A_CONNECTION *
                                 listener->connection_capacity;
    listener->connections = memory_new(
        listener->connection_capacity * sizeof *listener->connections);
    listener->sessions = memory_new(
        listener->session_capacity * sizeof *listener->sessions);
    listener->sleepers = memory_new(
        listener->session_capacity * sizeof *listener->sleepers);
}

/* The keeper and the spawners are begun, its sockets are bound. */
static enum status
fence_in(const struct settings *settings)
{
    const char *const folders[] = {settings->store, settings->secrets, NULL};
    enum status status = sandbox_prepare(SANDBOX_LISTENER);

    return status == STATUS_OK ? sandbox_enter(SANDBOX_LISTENER, folders)
                               : status;
}

static enum status
listener_start(struct listener *listener, bool is_begun_again)
{
    const struct throttle_limits limits = throttle_limits_of(
        listener->settings);
    enum status status = throttle_init(&listener->throttle, &limits);
    if (status == STATUS_OK)
        status = signals_take(listener);
    if (status == STATUS_OK)
        status = listener_watch_newcomers(listener);
    if (status == STATUS_OK)
        status = listener_fork_helpers(listener);
    if (status != STATUS_OK)
        return status;
    tables_make(listener);
    listener_bind_local(listener);
    drain_recall(listener, is_begun_again);
    return fence_in(listener->settings);
}

static void
say_listening(const struct listener *listener)
{
    char *copy = memory_copy(listener->settings->listen);
    char *rest = NULL;

    for (char *word = strtok_r(copy, ", \t", &rest); word != NULL;
         word = strtok_r(NULL, ", \t", &rest)) {
        log_info("listening", "address=%s port=%d", word,
            (int)listener->settings->port);
    }
    memory_free(copy);
}

int
listener_run(const struct listener_terms *terms)
{
    struct listener *listener = memory_new(sizeof *listener);

    process_name(terms->settings, "listener");
    listener->config_path = terms->config_path;
    listener->settings = terms->settings;
    listener->listening = *terms->listening;
    listener->supervisor = terms->told;
    listener->epoll = -1;
    listener->signals = -1;
    listener->local = -1;
    listener->spare = -1;
    listener->wake_at = WAKE_NEVER;
    listener->drain_at = WAKE_NEVER;
    helpers_init(listener);
    enum status status = listener_start(listener, terms->is_begun_again);
    if (status == STATUS_OK) {
        say_listening(listener);
        supervisor_tell(listener, LISTENER_IS_READY);
        listener_serve(listener);
    } else {
        log_error("start", "reason=%s", reason());
        listener->exit_status = status_exit(status);
    }

    int exit_status = listener->exit_status;
    listener_finish(listener);
    log_info("ended", "status=%d", exit_status);
    memory_free(listener);
    return exit_status;
}
