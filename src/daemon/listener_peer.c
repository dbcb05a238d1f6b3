/* The listener's peers: rows of its tables, and what waits to be sent. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/listener_state.h"

enum {
    OUTGOING_MOST = 64
};

struct outgoing {
    struct outgoing *next;
    size_t length;
    int descriptors[WIRE_DESCRIPTORS]; /* owned */
    int descriptor_count;
    uint8_t bytes[];
};

int64_t
row_number(struct listener *listener, const void *rows, size_t size,
    size_t capacity)
{
    const char *base = rows;

    for (size_t tried = 0; tried < capacity; tried++) {
        int64_t number = ++listener->generation;
        size_t slot = (size_t)number % capacity;
        struct peer peer;
        memcpy(&peer, base + slot * size, sizeof peer);
        if (peer.number == 0)
            return number;
    }
    return 0;
}

struct connection_row *
connection_find(struct listener *listener, int64_t number)
{
    struct connection_row
        *row = &listener->connections[(size_t)number %
                                      listener->connection_capacity];

    return number > 0 && row->peer.number == number ? row : NULL;
}

struct session_row *
session_find(struct listener *listener, int64_t number)
{
    struct session_row
        *row = &listener->sessions[(size_t)number % listener->session_capacity];

    return number > 0 && row->peer.number == number ? row : NULL;
}

static struct peer *
local_find(struct listener *listener, int64_t number)
{
    struct peer *peer = &listener->locals[(size_t)number % LOCALS_MOST];

    return number > 0 && peer->number == number ? peer : NULL;
}

struct peer *
peer_find(struct listener *listener, unsigned kind, int64_t number)
{
    struct connection_row *connection;
    struct session_row *session;

    switch (kind) {
    case PEER_CONNECTION:
        connection = connection_find(listener, number);
        return connection != NULL ? &connection->peer : NULL;
    case PEER_SESSION:
        session = session_find(listener, number);
        return session != NULL ? &session->peer : NULL;
    case PEER_KEEPER:
        return &listener->keeper.peer;
    case PEER_CONNECTION_SPAWNER:
        return &listener->connection_spawner.peer;
    case PEER_SESSION_SPAWNER:
        return &listener->session_spawner.peer;
    case PEER_LOCAL:
        return local_find(listener, number);
    default:
        return NULL;
    }
}

static struct epoll_event
peer_watch(const struct peer *peer)
{
    return (struct epoll_event){
        .events = EPOLLIN | (peer->wants_output ? EPOLLOUT : 0U),
        .data.u64 = (uint64_t)peer->kind << WATCH_SHIFT |
                    (uint64_t)peer->number,
    };
}

enum status
peer_open(struct listener *listener, struct peer *peer, enum message_peer kind,
    int64_t number, int socket)
{
    *peer = (struct peer){.kind = kind,
        .number = number,
        .socket = socket,
        .pidfd = -1};
    struct epoll_event watch = peer_watch(peer);

    if (epoll_ctl(listener->epoll, EPOLL_CTL_ADD, socket, &watch) == 0)
        return STATUS_OK;
    log_error("peer.open", "reason=%s", strerror(errno));
    close(socket);
    *peer = (struct peer){0};
    return STATUS_FAILED;
}

static void
outgoing_free(struct outgoing *outgoing)
{
    for (int i = 0; i < outgoing->descriptor_count; i++)
        close(outgoing->descriptors[i]);
    explicit_bzero(outgoing->bytes, outgoing->length); /* a password's */
    free(outgoing);
}

static void
outgoing_pop(struct peer *peer)
{
    struct outgoing *first = peer->first;

    peer->first = first->next;
    if (peer->first == NULL)
        peer->last = NULL;
    peer->outgoing_count--;
    outgoing_free(first);
}

void
peer_forget(struct peer *peer)
{
    while (peer->first != NULL)
        outgoing_pop(peer);
}

/* A process of ours closes its socket by its end alone: one that has closed it
 * and lives was taken over, and would be on nobody's list. */
void
process_end(int pidfd)
{
    if (pidfd < 0)
        return;
    pidfd_send_signal(pidfd, SIGKILL, NULL, 0);
    close(pidfd);
}

void
peer_close(struct listener *listener, struct peer *peer)
{
    peer_forget(peer);
    epoll_ctl(listener->epoll, EPOLL_CTL_DEL, peer->socket, NULL);
    close(peer->socket);
    process_end(peer->pidfd);
    *peer = (struct peer){0};
}

static struct outgoing *
outgoing_new(const struct wire *wire)
{
    struct outgoing *outgoing = calloc(1, sizeof *outgoing + wire->length);

    if (outgoing == NULL)
        return NULL;
    memcpy(outgoing->bytes, wire->bytes, wire->length);
    outgoing->length = wire->length;
    for (int i = 0; i < wire->descriptor_count; i++) {
        int copy = fcntl(wire->descriptors[i], F_DUPFD_CLOEXEC, 0);
        if (copy < 0) {
            outgoing_free(outgoing);
            return NULL;
        }
        outgoing->descriptors[outgoing->descriptor_count++] = copy;
    }
    return outgoing;
}

static enum status
outgoing_push(struct peer *peer, const struct wire *wire)
{
    if (peer->outgoing_count >= OUTGOING_MOST)
        return STATUS_FULL;
    struct outgoing *outgoing = outgoing_new(wire);
    if (outgoing == NULL)
        return STATUS_FULL;

    if (peer->last != NULL)
        peer->last->next = outgoing;
    else
        peer->first = outgoing;
    peer->last = outgoing;
    peer->outgoing_count++;
    return STATUS_OK;
}

enum status
peer_send(struct listener *listener, struct peer *peer, const struct wire *wire)
{
    enum status status = STATUS_AGAIN;

    if (peer->is_failed)
        return STATUS_NOT_FOUND;
    if (peer->first == NULL)
        status = wire_send(peer->socket, wire);
    if (status != STATUS_AGAIN)
        return status;
    status = outgoing_push(peer, wire);
    peer_want_output(listener, peer, true);
    return status;
}

void
peer_tell(struct listener *listener, struct peer *peer, const struct wire *wire)
{
    enum status status = peer_send(listener, peer, wire);

    /* What one that is gone said before its end is heard first. */
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        return;
    log_warning("peer.lost", "kind=%d number=%lld reason=%s", peer->kind,
        (long long)peer->number, status_name(status));
    peer_fail(peer);
}

static enum status
outgoing_send(const struct peer *peer, const struct outgoing *outgoing)
{
    struct wire wire;

    wire.length = outgoing->length;
    wire.is_bad = false;
    memcpy(wire.bytes, outgoing->bytes, outgoing->length);
    wire.descriptor_count = outgoing->descriptor_count;
    memcpy(wire.descriptors, outgoing->descriptors, sizeof wire.descriptors);
    return wire_send(peer->socket, &wire);
}

enum status
peer_flush(struct peer *peer)
{
    while (peer->first != NULL) {
        enum status status = outgoing_send(peer, peer->first);
        if (status != STATUS_OK)
            return status;
        outgoing_pop(peer);
    }
    return STATUS_OK;
}

void
peer_want_output(struct listener *listener, struct peer *peer, bool wants)
{
    if (peer->wants_output == wants)
        return;
    peer->wants_output = wants;
    struct epoll_event watch = peer_watch(peer);
    epoll_ctl(listener->epoll, EPOLL_CTL_MOD, peer->socket, &watch);
}

void
peer_fail(struct peer *peer)
{
    if (peer->is_failed)
        return;
    peer->is_failed = true;
    if (peer->pidfd >= 0)
        pidfd_send_signal(peer->pidfd, SIGKILL, NULL, 0);
    shutdown(peer->socket, SHUT_RDWR);
}
