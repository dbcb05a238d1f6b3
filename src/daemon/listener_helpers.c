/* The listener's helpers: keeper and spawners, forked, lost, forked again. */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "daemon/keeper.h"
#include "daemon/listener_state.h"
#include "daemon/process.h"
#include "daemon/spawner.h"
#include "daemon/watched.h"

enum {
    START_MOST = 120 * 1000,   /* milliseconds: migrations take a while */
    DEATH_MOST = 1000,         /* milliseconds for one that was killed to go */
    END_MOST = WATCHED(10000), /* milliseconds for one that ends by itself */
    FORK_PAUSE = 1000          /* milliseconds where there is no room for it */
};

/* The keeper first: it makes the store that sessions open. */
static const enum message_peer kinds[] = {
    PEER_KEEPER,
    PEER_CONNECTION_SPAWNER,
    PEER_SESSION_SPAWNER,
};

static const char *
helper_name(enum message_peer kind)
{
    switch (kind) {
    case PEER_KEEPER:
        return "keeper";
    case PEER_CONNECTION_SPAWNER:
        return "spawner of connections";
    default:
        return "spawner of sessions";
    }
}

static struct helper *
helper_of(struct listener *listener, enum message_peer kind)
{
    switch (kind) {
    case PEER_KEEPER:
        return &listener->keeper;
    case PEER_CONNECTION_SPAWNER:
        return &listener->connection_spawner;
    default:
        return &listener->session_spawner;
    }
}

static int
helper_run(const struct listener *listener, enum message_peer kind, int control)
{
    switch (kind) {
    case PEER_KEEPER:
        return keeper_run(listener->settings, control, listener->newest_event);
    case PEER_CONNECTION_SPAWNER:
        return spawner_run(SPAWNER_CONNECTION, listener->settings, control);
    default:
        return spawner_run(SPAWNER_SESSION, listener->settings, control);
    }
}

/* A helper that is forked later has no business with who is here, with what is
 * asked and with what waits to be sent. */
static void
tables_forget(struct listener *listener)
{
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        struct connection_row *row = &listener->connections[i];

        question_forget(row);
        memory_free(row->join_key);
        peer_forget(&row->peer);
    }
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];

        peer_forget(&row->peer);
        asked_forget(row);
        if (row->hold != NULL)
            memory_free(row->hold->place);
        memory_free(row->hold);
    }
    sleepers_forget(listener);
    peer_forget(&listener->keeper.peer);
    peer_forget(&listener->connection_spawner.peer);
    peer_forget(&listener->session_spawner.peer);
    if (listener->connections != NULL)
        sodium_memzero(listener->connections,
            listener->connection_capacity * sizeof *listener->connections);
    if (listener->sessions != NULL)
        sodium_memzero(listener->sessions,
            listener->session_capacity * sizeof *listener->sessions);
    memory_free(listener->connections);
    memory_free(listener->sessions);
    memory_free(listener->here);
    throttle_clear(&listener->throttle);
    sodium_memzero(&listener->in, sizeof listener->in);
    sodium_memzero(&listener->out, sizeof listener->out);
}

/* Opened before it is forked, so that what it is to do waits in its socket. */
static enum status
helper_connect(struct listener *listener, enum message_peer kind)
{
    int ends[2];
    struct helper *helper = helper_of(listener, kind);

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
            ends) != 0)
        return refuse(STATUS_FAILED, "socketpair: %s", strerror(errno));
    enum status status = peer_open(listener, &helper->peer, kind, 1, ends[0]);
    if (status == STATUS_OK)
        helper->far_end = ends[1];
    else
        close(ends[1]);
    return status;
}

/* The child never returns. */
static enum status
helper_fork(struct listener *listener, enum message_peer kind)
{
    struct helper *helper = helper_of(listener, kind);
    pid_t parent = getpid();
    enum status status = helper->far_end >= 0 ? STATUS_OK
                                              : helper_connect(listener, kind);

    if (status != STATUS_OK)
        return status;
    pid_t pid = fork();
    if (pid == 0) {
        process_die_with(parent);
        tables_forget(listener);
        process_begin(&helper->far_end, 1);
        exit(helper_run(listener, kind, helper->far_end));
    }
    if (pid < 0)
        return refuse(STATUS_FAILED, "fork: %s", strerror(errno));
    close(helper->far_end);
    helper->far_end = -1;
    helper->pid = pid;
    helper->is_ready = false;
    helper->begin_at = WAKE_NEVER;
    return STATUS_OK;
}

/* Its first message says that it is ready; its end, that it cannot. */
static enum status
helper_wait(struct listener *listener, enum message_peer kind)
{
    struct helper *helper = helper_of(listener, kind);
    struct pollfd wait = {.fd = helper->peer.socket, .events = POLLIN};
    int ready;

    do
        ready = poll(&wait, 1, START_MOST);
    while (ready < 0 && errno == EINTR);
    enum status status = ready > 0
                             ? wire_receive(helper->peer.socket, &listener->in)
                             : STATUS_AGAIN;
    if (status != STATUS_OK)
        return refuse(STATUS_FAILED, "the %s did not start", helper_name(kind));
    wire_clear(&listener->in);
    helper->is_ready = true;
    return STATUS_OK;
}

void
helpers_init(struct listener *listener)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        *helper_of(listener, kinds[i]) = (struct helper){
            .far_end = -1,
            .begin_at = WAKE_NEVER,
        };
}

enum status
listener_fork_helpers(struct listener *listener)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (status == STATUS_OK)
            status = helper_fork(listener, kinds[i]);
        if (status == STATUS_OK)
            status = helper_wait(listener, kinds[i]);
    }
    return status;
}

/* Whether it has ended by then. */
static bool
helper_ends_within(const struct helper *helper, int milliseconds)
{
    struct pollfd wait = {
        .fd = pidfd_open(helper->pid, 0),
        .events = POLLIN,
    };
    bool has_ended = wait.fd >= 0 && poll(&wait, 1, milliseconds) != 0;

    if (!has_ended)
        log_error("process.stuck", "pid=%d", (int)helper->pid);
    if (wait.fd >= 0)
        close(wait.fd);
    return has_ended;
}

/* One whose socket has ended is at its end, or has lost its way. The signal
 * that it ended by; 0: by none. */
static int
helper_bury(struct helper *helper)
{
    int status = 0;

    if (helper->pid <= 0)
        return 0;
    kill(helper->pid, SIGKILL);
    helper_ends_within(helper, DEATH_MOST);
    waitpid(helper->pid, &status, WNOHANG);
    helper->pid = 0;
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* It ends when its socket does. */
static void
helper_end(struct listener *listener, struct helper *helper)
{
    if (helper->pid <= 0)
        return;
    if (helper->peer.number != 0)
        peer_close(listener, &helper->peer);
    if (!helper_ends_within(helper, END_MOST))
        kill(helper->pid, SIGKILL);
    waitpid(helper->pid, NULL, 0);
    helper->pid = 0;
}

void
helpers_end(struct listener *listener)
{
    helper_end(listener, &listener->connection_spawner);
    helper_end(listener, &listener->session_spawner);
    helper_end(listener, &listener->keeper);
}

static void
helper_put_off(struct listener *listener, struct helper *helper, int64_t pause)
{
    helper->begin_at = clock_ticks() + pause;
    wake_at(listener, helper->begin_at);
}

/* Newcomers wait in the kernel's queue for a spawner that is not there. */
static void
newcomers_watch(struct listener *listener, bool are_awaited)
{
    for (int i = 0; i < listener->listening.count; i++) {
        struct epoll_event event = {
            .events = are_awaited ? EPOLLIN : 0,
            .data.u64 = (uint64_t)WATCH_NEWCOMERS << WATCH_SHIFT | (unsigned)i,
        };

        epoll_ctl(listener->epoll, EPOLL_CTL_MOD,
            listener->listening.sockets[i], &event);
    }
}

static void
helper_begin(struct listener *listener, enum message_peer kind)
{
    struct helper *helper = helper_of(listener, kind);

    if (helper_fork(listener, kind) != STATUS_OK) {
        log_error("process.begin", "name=\"%s\" reason=\"%s\"",
            helper_name(kind), reason());
        helper_put_off(listener, helper, FORK_PAUSE);
        return;
    }
    log_info("process.begin", "name=\"%s\"", helper_name(kind));
    if (kind == PEER_KEEPER) {
        questions_ask_again(listener);
        asks_again(listener);
    }
    if (kind == PEER_CONNECTION_SPAWNER) {
        connections_spawn_again(listener);
        newcomers_watch(listener, true);
    }
    if (kind == PEER_SESSION_SPAWNER)
        sessions_spawn_again(listener);
}

/* Without a socket the peer's row stays, so that nobody sends into one that is
 * another's. */
static void
helper_disconnect(struct listener *listener, enum message_peer kind)
{
    struct helper *helper = helper_of(listener, kind);

    peer_want_output(listener, &helper->peer, false);
    peer_close(listener, &helper->peer);
    if (listener->phase != LISTENER_SERVES ||
        helper_connect(listener, kind) != STATUS_OK)
        helper->peer = (struct peer){
            .kind = kind,
            .socket = -1,
            .pidfd = -1,
            .is_failed = true,
        };
}

void
helper_gone(struct listener *listener, struct peer *peer)
{
    enum message_peer kind = peer->kind;
    struct helper *helper = helper_of(listener, kind);

    helper_disconnect(listener, kind);
    int number = helper_bury(helper);
    helper->is_ready = false;
    if (listener->phase != LISTENER_SERVES)
        return;

    int64_t pause = 0;
    if (!helper->is_renewed) {
        pause = losses_pause(losses_add(&helper->losses, clock_ticks()));
        log_error("process.lost", "name=\"%s\" signal=%d again_in_ms=%lld",
            helper_name(kind), number, (long long)pause);
    }
    helper->is_renewed = false;
    if (kind == PEER_CONNECTION_SPAWNER)
        newcomers_watch(listener, false);
    if (pause == 0)
        helper_begin(listener, kind);
    else
        helper_put_off(listener, helper, pause);
    asks_wake(listener, clock_ticks());
}

/* It reads what it was sent and ends at the end of its socket; as with one
 * that is lost, what it has not begun waits for the next. */
void
helpers_renew(struct listener *listener)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct helper *helper = helper_of(listener, kinds[i]);

        if (helper->pid == 0 || !helper->is_ready)
            continue;
        helper->is_renewed = true;
        wire_begin(&listener->out, MESSAGE_RENEW);
        peer_tell(listener, &helper->peer, &listener->out);
    }
}

void
helpers_wake(struct listener *listener, int64_t now)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct helper *helper = helper_of(listener, kinds[i]);

        if (helper->begin_at == WAKE_NEVER ||
            listener->phase != LISTENER_SERVES)
            continue;
        if (now >= helper->begin_at)
            helper_begin(listener, kinds[i]);
        else
            wake_at(listener, helper->begin_at);
    }
}
