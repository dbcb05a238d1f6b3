/* Connection: one client, from the first byte to the last. A single loop that
 * never blocks: what blocks in libssh, a client can hold for ever. */

#include "daemon/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "config/config.h"
#include "daemon/connection_parts.h"
#include "daemon/sandbox.h"
#include "daemon/taken_over.h"
#include "daemon/watched.h"

enum {
    KEEPALIVE_MILLISECONDS = 60000,
    KEEPALIVES_MOST = 3, /* unanswered */
    /* Data the client's kernel does not acknowledge. */
    UNACKNOWLEDGED_MILLISECONDS = 180000,
    CLOSING_MILLISECONDS = WATCHED(2000),
    READS_A_TURN = 16,
    UNANSWERED_MOST = 1000, /* packets read while answers wait to go out */
    CLIENT_POLL = 0,
    CONTROL_POLL = 1,
    CHANNEL_POLLS = 2,
    POLLS = CHANNEL_POLLS + CHANNELS_MOST * POLLS_OF_CHANNEL
};

static char *issue; /* owned; what is shown before a login */

enum status
connection_prepare(const char *host_key_path, const char *banner)
{
    memory_free(issue);
    issue = memory_copy(banner == NULL ? "" : banner);
    ssh_set_log_level(SSH_LOG_NOLOG);
    config_current(); /* where there is no file the defaults ask for paths */

    enum status status = host_prepare(host_key_path);
    if (status == STATUS_OK)
        status = warm_up();
    if (status == STATUS_OK)
        status = sandbox_prepare(SANDBOX_CONNECTION);
    if (status == STATUS_OK)
        status = sandbox_prepare(SANDBOX_CONNECTIONS);
    return status;
}

void
connection_over(struct connection *connection, const char *why)
{
    if (connection->phase == PHASE_OVER)
        return;
    connection->phase = PHASE_OVER;
    text_copy(connection->reason, sizeof connection->reason, why);
}

/* One packet a key, at once; a line that is cut is noticed by the kernel. */
static void
client_tune(int client)
{
    const int on = 1;
    const int most = UNACKNOWLEDGED_MILLISECONDS;

    if (setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
        setsockopt(client, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, sizeof most) !=
            0)
        log_debug("client.tune", "reason=\"%s\"", strerror(errno));
}

/* A client can have libssh loop for ever, as by a channel whose packets hold
 * 10 bytes: a turn that takes a second of the processor is its last. */
static volatile sig_atomic_t is_turning;

static void
on_second(int number)
{
    (void)number;
    if (is_turning)
        _exit(EXIT_AGAIN);
    is_turning = 1;
}

static void
watch_turns(void)
{
    const struct itimerval second = {
        .it_interval = {.tv_sec = WATCHED(1)},
        .it_value = {.tv_sec = WATCHED(1)},
    };
    struct sigaction action = {.sa_handler = on_second, .sa_flags = SA_RESTART};

    if (sigaction(SIGPROF, &action, NULL) != 0 ||
        setitimer(ITIMER_PROF, &second, NULL) != 0)
        log_warning("client.watch", "reason=\"%s\"", strerror(errno));
}

static bool
connection_begin(struct connection *connection, int client, int control)
{
    connection->client = client;
    connection->control = control;
    connection->heard_at = clock_ticks();
    for (int i = 0; i < CHANNELS_MOST; i++) {
        connection->channels[i].stream = -1;
        connection->channels[i].errors = -1;
    }
    connection->ssh = host_session(client);
    connection->event = ssh_event_new();
    if (connection->ssh == NULL || connection->event == NULL)
        return false;
    ssh_set_counters(connection->ssh, &connection->bytes, &connection->packets);
    login_begin(connection, issue);
    /* Says our banner, and makes what an event can take. */
    if (ssh_handle_key_exchange(connection->ssh) == SSH_ERROR)
        return false;
    return ssh_event_add_session(connection->event, connection->ssh) == SSH_OK;
}

/* libssh notes a fault and goes on polling: each turn asks. */
static bool
client_is_there(const struct connection *connection)
{
    return ssh_is_connected(connection->ssh) &&
           (ssh_get_status(connection->ssh) &
               (SSH_CLOSED | SSH_CLOSED_ERROR)) == 0 &&
           ssh_get_error_code(connection->ssh) != SSH_FATAL;
}

/* libssh keeps every answer the client does not take: one that leaves so many
 * of them unread is not read either. */
static bool
client_may_send(struct connection *connection)
{
    uint64_t taken = connection->packets.in_packets;

    if ((ssh_get_poll_flags(connection->ssh) & SSH_WRITE_PENDING) == 0)
        connection->packets_answered = taken;
    return taken - connection->packets_answered <= UNANSWERED_MOST;
}

/* Has libssh read what is there and run the callbacks. */
static void
client_turn(struct connection *connection)
{
    int result = SSH_OK;

    if (!connection->has_keys) {
        result = ssh_handle_key_exchange(connection->ssh);
        connection->has_keys = result == SSH_OK;
    }
    for (int i = 0; i < READS_A_TURN && result >= 0 &&
                    connection->phase != PHASE_OVER && connection->has_keys;
         i++)
        result = ssh_event_dopoll(connection->event, 0);
    if (result == SSH_ERROR || !client_is_there(connection)) {
        log_debug("client.gone", "reason=\"%s\"",
            ssh_get_error(connection->ssh));
        connection_over(connection, "");
    }
    login_check(connection);
}

/* Sends one whenever nothing was heard for a minute; libssh sends none while
 * it has yet to see that the last one was answered. */
static void
keepalive_turn(struct connection *connection, int64_t now)
{
    if (connection->bytes.in_bytes != connection->bytes_heard) {
        connection->bytes_heard = connection->bytes.in_bytes;
        connection->heard_at = now;
        connection->keepalives = 0;
    }
    int64_t due = connection->heard_at + (int64_t)KEEPALIVE_MILLISECONDS *
                                             (connection->keepalives + 1);
    if (connection->phase != PHASE_IN || now < due)
        return;
    if (connection->keepalives == KEEPALIVES_MOST) {
        connection_over(connection, "");
        return;
    }
    uint64_t sent = connection->packets.out_packets;
    connection->keepalives++;
    ssh_send_keepalive(connection->ssh);
    if (connection->packets.out_packets == sent)
        ssh_send_keepalive(connection->ssh);
}

/* Once the sessions had their time to end, those still there are ended; then
 * the client has some to leave by itself. */
static void
closing_turn(struct connection *connection, int64_t now)
{
    if (!connection->is_closing)
        return;
    if (now >= connection->close_at + CLOSING_MILLISECONDS) {
        connection_over(connection, connection->reason);
        return;
    }
    if (now < connection->close_at)
        return;
    for (int i = 0; i < CHANNELS_MOST; i++) {
        struct channel *channel = &connection->channels[i];

        if (channel->is_ended && channel->stream < 0 && channel->errors < 0)
            continue; /* it said its last */
        if (channel->state != CHANNEL_FREE && channel->state < CHANNEL_ENDS)
            channel_refuse(channel, connection->reason, EXIT_AGAIN);
    }
}

/* When a client that shares its connection (ControlPersist) has kept it long
 * enough for a next command. */
static int64_t
unoccupied_until(const struct connection *connection)
{
    return connection->occupied_at +
           config_current()->idle_connection_seconds * 1000;
}

static void
unoccupied_turn(struct connection *connection, int64_t now)
{
    if (connection->phase != PHASE_IN || channels_are_used(connection) ||
        connection->occupied_at == 0)
        connection->occupied_at = now;
    if (now >= unoccupied_until(connection))
        connection_over(connection, "Nothing to do.");
}

/* Milliseconds until the next thing is due of itself; -1: nothing is. */
static int
connection_waits(const struct connection *connection, int64_t now)
{
    int64_t due = connection->heard_at + (int64_t)KEEPALIVE_MILLISECONDS *
                                             (connection->keepalives + 1);
    int64_t closing = now < connection->close_at
                          ? connection->close_at
                          : connection->close_at + CLOSING_MILLISECONDS;

    if (connection->is_closing)
        return (int)(closing > now ? closing - now : 0);
    if (connection->phase != PHASE_IN)
        return -1;
    if (!channels_are_used(connection) && unoccupied_until(connection) < due)
        due = unoccupied_until(connection);
    return (int)(due > now ? due - now : 0);
}

static bool
connection_poll(struct connection *connection, struct pollfd polls[POLLS])
{
    int flags = ssh_get_poll_flags(connection->ssh);
    short output = (flags & SSH_WRITE_PENDING) != 0 ? POLLOUT : 0;
    short input = client_may_send(connection) ? POLLIN : 0;

    polls[CLIENT_POLL] = (struct pollfd){
        .fd = connection->client,
        .events = (short)(input | output),
    };
    polls[CONTROL_POLL] = (struct pollfd){
        .fd = connection->control,
        .events = POLLIN,
    };
    struct pollfd *next = polls + CHANNEL_POLLS;
    for (int i = 0; i < CHANNELS_MOST; i++, next += POLLS_OF_CHANNEL)
        pump_polls(&connection->channels[i], next);
    int wait = connection_waits(connection, clock_ticks());
    return poll(polls, POLLS, wait) >= 0 || errno == EINTR;
}

static void
connection_turn(struct connection *connection)
{
    struct pollfd polls[POLLS];

    is_turning = 0;
    if (!connection_poll(connection, polls)) {
        connection_over(connection, "");
        return;
    }
    int64_t now = clock_ticks();

    if (polls[CONTROL_POLL].revents != 0)
        control_receive(connection);
    if (polls[CLIENT_POLL].revents != 0 && connection->phase != PHASE_OVER)
        client_turn(connection);
    if (connection->phase == PHASE_OVER)
        return;
    closing_turn(connection, now);
    channels_turn(connection);
    keepalive_turn(connection, now);
    unoccupied_turn(connection, now);
}

void
connection_serve(int client, int control)
{
    static struct connection connection;

    client_tune(client);
    watch_turns();
    if (sandbox_enter(SANDBOX_CONNECTION, NULL) != STATUS_OK)
        return;
    taken_over("connection");
    /* But for the wire's bytes, which would be so many pages of our own. */
    memset(&connection, 0, offsetof(struct connection, wire));
    bool is_begun = connection_begin(&connection, client, control);
    while (is_begun && connection.phase != PHASE_OVER)
        connection_turn(&connection);
    connection_finish(&connection);
}
