/* The listener's connections: who is let in, what they ask, when they go. */

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "daemon/listener_state.h"
#include "daemon/watched.h"

enum {
    ACCEPTS_A_TURN = 64,
    CHANCES = 100,
    LEAVE_MOST = WATCHED(2000), /* milliseconds to go, once told it is late */
    CLOSE_MOST = 5000 /* the same, with sessions that say their last */
};

static int
chance(void)
{
    uint32_t number;

    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return 0;
    return (int)(number % CHANCES);
}

/* What the lost one has forked and not told of ends by itself. */
void
connections_spawn_again(struct listener *listener)
{
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        struct connection_row *row = &listener->connections[i];

        if (row->peer.number != 0 && row->spawn.is_awaited &&
            !row->peer.is_failed &&
            spawn_ask(listener, &listener->connection_spawner, &row->peer,
                &row->spawn) != STATUS_OK)
            peer_fail(&row->peer);
    }
}

static enum status
connection_open(struct listener *listener, struct connection_row *row,
    int64_t number)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
            ends) != 0)
        return STATUS_FULL;
    row->spawn.far_end = ends[1];
    enum status status = peer_open(listener, &row->peer, PEER_CONNECTION,
        number, ends[0]);
    return status == STATUS_OK
               ? spawn_ask(listener, &listener->connection_spawner, &row->peer,
                     &row->spawn)
               : status;
}

/* Takes the client over; NULL: it did not. */
static struct connection_row *
connection_new(struct listener *listener, const struct source *source,
    int client)
{
    int64_t number = row_number(listener, listener->connections,
        sizeof *listener->connections, listener->connection_capacity);

    if (number == 0)
        return NULL;
    struct connection_row
        *row = &listener->connections[(size_t)number %
                                      listener->connection_capacity];
    *row = (struct connection_row){
        .source = *source,
        .spawn = {.is_awaited = true,
            .client = client,
            .far_end = -1,
            .gate = -1},
    };
    if (connection_open(listener, row, number) != STATUS_OK) {
        row->spawn.client = -1; /* who asked has a word for them */
        spawn_end(&row->spawn);
        if (row->peer.number != 0)
            peer_close(listener, &row->peer);
        *row = (struct connection_row){0};
        return NULL;
    }
    row->grace_at = clock_ticks() +
                    listener->settings->login_grace_seconds * 1000;
    wake_at(listener, row->grace_at);
    listener->connection_count++;
    return row;
}

/* Takes the client over. */
static void
connection_refuse(struct listener *listener, const struct source *source,
    int client, enum throttle_answer answer)
{
    static const char *const words[] = {
        [THROTTLE_WELCOME] =
            "Too many people are here at once. Come back in a minute.",
        [THROTTLE_OVERLOAD] =
            "Too many people are logging in at once. Come back in a minute.",
        [THROTTLE_SOURCE] =
            "Too many log in from your address. Come back in a minute.",
    };
    int64_t now = clock_ticks();
    char why[TURNED_AWAY_WORDS];
    int64_t left = throttle_penalty_left(&listener->throttle, source, now);

    if (answer == THROTTLE_PENALTY)
        snprintf(why, sizeof why,
            "Too many logins from your address failed. Come back in %lld s.",
            (long long)left / 1000 + 1);
    else
        text_copy(why, sizeof why, words[answer]);
    wake_at(listener,
        turned_away_tell(&listener->turned_away, client, why, now));
}

/* Takes the client over. */
static void
connection_admit(struct listener *listener, const struct source *source,
    int client)
{
    char from[SOURCE_TEXT_BYTES];
    enum throttle_answer answer = throttle_admit(&listener->throttle, source,
        clock_ticks(), chance());

    source_text(source, from);
    if (answer != THROTTLE_WELCOME) {
        log_info("connection.refused", "source=%s reason=%s", from,
            throttle_answer_name(answer));
        connection_refuse(listener, source, client, answer);
    } else if (connection_new(listener, source, client) == NULL) {
        throttle_leave(&listener->throttle, source);
        log_warning("connection.refused", "source=%s reason=full", from);
        connection_refuse(listener, source, client, answer);
    } else {
        log_debug("connection.begin", "source=%s", from);
    }
}

/* All descriptors are used: turns one newcomer away, so that the socket does
 * not wake us again and again. */
static void
turn_away(struct listener *listener, int socket)
{
    turned_away_close(&listener->turned_away, INT64_MAX);
    close(listener->spare);
    int client = accept4(socket, NULL, NULL, SOCK_CLOEXEC);
    if (client >= 0)
        close(client);
    listener->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
    log_warning("connection.refused", "reason=descriptors");
}

void
connections_accept(struct listener *listener, int socket)
{
    for (int i = 0; i < ACCEPTS_A_TURN; i++) {
        struct sockaddr_storage address;
        struct source source;
        socklen_t size = sizeof address;

        int client = accept4(socket, (struct sockaddr *)&address, &size,
            SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (client < 0 && (errno == EMFILE || errno == ENFILE))
            turn_away(listener, socket);
        if (client < 0)
            return;
        if (source_of((const struct sockaddr *)&address, &source) !=
            STATUS_OK) {
            close(client);
            continue;
        }
        connection_admit(listener, &source, client);
    }
}

bool
connection_heard(struct listener *listener, struct peer *peer,
    struct wire *wire)
{
    static bool (*const heard[MESSAGE_COUNT])(struct listener *,
        struct connection_row *, struct wire *) = {
        [MESSAGE_TRY_KEY] = login_asked,
        [MESSAGE_TRY_PASSWORD] = login_asked,
        [MESSAGE_KEY_PROVED] = login_asked,
        [MESSAGE_TRY_CODE] = login_asked,
        [MESSAGE_TRY_JOIN] = join_asked,
        [MESSAGE_OPEN_SESSION] = session_asked,
        [MESSAGE_SIZE] = session_sized,
    };
    struct connection_row *row = connection_find(listener, peer->number);
    uint8_t type = wire_type(wire);

    return row != NULL && heard[type] != NULL &&
           heard[type](listener, row, wire);
}

void
connection_gone(struct listener *listener, struct peer *peer)
{
    struct connection_row *row = connection_find(listener, peer->number);
    char from[SOURCE_TEXT_BYTES];

    if (row == NULL)
        return;
    source_text(&row->source, from);
    log_debug("connection.end", "source=%s", from);
    if (!row->is_logged_in)
        login_left(listener, row);
    int64_t number = peer->number;
    memory_free(row->join_key);
    question_forget(row);
    spawn_end(&row->spawn);
    if (peer->socket >= 0)
        peer_close(listener, peer);
    *row = (struct connection_row){0};
    listener->connection_count--;
    sessions_of_gone_connection(listener, number);
}

/* Number and pidfd of a process that waits at its gate, or number 0: ready. */
bool
connection_spawner_heard(struct listener *listener, struct peer *peer,
    struct wire *wire)
{
    int64_t number = wire_get_int(wire, 0, INT64_MAX);
    struct connection_row *row = connection_find(listener, number);
    (void)peer;

    if (!wire_is_whole(wire))
        return false;
    if (number == 0)
        listener->connection_spawner.is_ready = true;
    spawn_heard(row != NULL ? &row->peer : NULL,
        row != NULL ? &row->spawn : NULL, wire);
    return true;
}

/* Who joins hears it from the dialogue, which keeps the terminal in order. */
static void
grace_end_tell(struct listener *listener, struct connection_row *row)
{
    char from[SOURCE_TEXT_BYTES];
    struct session_row *dialogue = row->is_joining ? join_session(listener, row)
                                                   : NULL;

    source_text(&row->source, from);
    log_info(row->is_joining ? "join.timeout" : "auth.timeout", "source=%s",
        from);
    wire_begin(&listener->out, dialogue != NULL ? MESSAGE_END : MESSAGE_CLOSE);
    wire_put_text(&listener->out,
        row->is_joining
            ? "Joining took too long. Your code is as good as before: connect "
              "again when you are ready."
            : "Logging in took too long: connect again when you are ready.");
    peer_tell(listener, dialogue != NULL ? &dialogue->peer : &row->peer,
        &listener->out);
}

void
connection_end(struct listener *listener, struct connection_row *row,
    const char *words)
{
    wire_begin(&listener->out, MESSAGE_CLOSE);
    wire_put_text(&listener->out, words);
    peer_tell(listener, &row->peer, &listener->out);
    row->is_leaving = true;
    row->is_too_late = true;
    row->grace_at = clock_ticks() + CLOSE_MOST;
    wake_at(listener, row->grace_at);
}

static void
connection_wake(struct listener *listener, struct connection_row *row,
    int64_t now)
{
    int64_t due = login_wake(listener, row, now);

    if (due != WAKE_NEVER)
        wake_at(listener, due);
    if ((row->is_logged_in && !row->is_leaving) || row->peer.is_failed)
        return;
    if (now < row->grace_at) {
        join_hurry(listener, row, now);
        wake_at(listener, row->grace_at);
        return;
    }
    if (row->is_too_late) {
        peer_fail(&row->peer);
        return;
    }
    row->is_too_late = true;
    row->grace_at = now + LEAVE_MOST;
    wake_at(listener, row->grace_at);
    grace_end_tell(listener, row);
}

void
connections_wake(struct listener *listener, int64_t now)
{
    int64_t due = turned_away_close(&listener->turned_away, now);

    if (due >= 0)
        wake_at(listener, due);
    for (size_t i = 0; i < listener->connection_capacity; i++) {
        struct connection_row *row = &listener->connections[i];
        if (row->peer.number != 0)
            connection_wake(listener, row, now);
    }
}
