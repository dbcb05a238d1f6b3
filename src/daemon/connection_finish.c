/* Connection, its end: the last words reach the client. */

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "daemon/connection_parts.h"
#include "daemon/watched.h"

enum {
    FAREWELL_MILLISECONDS = WATCHED(1000)
};

/* Waits for the client to read all and hang up, so that our close does not
 * overtake our last words (RFC 9293 section 3.6.1). */
static void
client_linger(int client, int64_t until)
{
    struct pollfd wait = {.fd = client, .events = POLLIN};
    char rest[512];

    shutdown(client, SHUT_WR);
    for (int64_t left = until - clock_ticks(); left > 0;
         left = until - clock_ticks()) {
        if (poll(&wait, 1, (int)left) <= 0 ||
            read(client, rest, sizeof rest) <= 0)
            return;
    }
}

/* What is due goes out first; libssh drops what it cannot send at once. */
static void
client_flush(struct connection *connection, int64_t until)
{
    struct pollfd wait = {.fd = connection->client, .events = POLLOUT};
    int64_t left = until - clock_ticks();
    int result = SSH_OK;

    while (result != SSH_ERROR && left > 0 &&
           (ssh_get_poll_flags(connection->ssh) & SSH_WRITE_PENDING) != 0 &&
           poll(&wait, 1, (int)left) > 0) {
        result = ssh_event_dopoll(connection->event, 0);
        left = until - clock_ticks();
    }
}

static void
connection_farewell(struct connection *connection)
{
    int64_t until = clock_ticks() + FAREWELL_MILLISECONDS;
    int client = fcntl(connection->client, F_DUPFD_CLOEXEC, 0);

    /* It says so of itself in its own turns alone. */
    ssh_set_fd_towrite(connection->ssh);
    ssh_session_set_disconnect_message(connection->ssh, connection->reason);
    ssh_disconnect(connection->ssh);
    if (client < 0)
        return;
    client_linger(client, until);
    close(client);
}

/* Returning would have libssh call a login refused that nobody has judged. */
void
connection_leave(struct connection *connection, const char *why)
{
    connection_over(connection, why);
    if (ssh_is_connected(connection->ssh))
        connection_farewell(connection);
    explicit_bzero(&connection->login, sizeof connection->login);
    _exit(EXIT_AGAIN);
}

void
connection_finish(struct connection *connection)
{
    for (int i = 0; i < CHANNELS_MOST; i++) {
        connection->channels[i].is_gone = true;
        if (connection->channels[i].state != CHANNEL_FREE)
            channel_turn(&connection->channels[i]);
    }
    if (connection->ssh != NULL && connection->event != NULL &&
        connection->reason[0] != '\0' && ssh_is_connected(connection->ssh)) {
        client_flush(connection, clock_ticks() + FAREWELL_MILLISECONDS);
        ssh_event_remove_session(connection->event, connection->ssh);
        connection_farewell(connection);
    }
    if (connection->event != NULL)
        ssh_event_free(connection->event);
    if (connection->ssh != NULL)
        ssh_free(connection->ssh);
    explicit_bzero(&connection->login, sizeof connection->login);
}
