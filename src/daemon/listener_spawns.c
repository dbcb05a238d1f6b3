/* The listener's spawns: processes that are asked for, let in, given up. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/listener_state.h"

static void
shut(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

enum status
spawn_ask(struct listener *listener, struct helper *spawner,
    const struct peer *peer, struct spawn *spawn)
{
    struct wire *out = &listener->out;
    int gate[2];

    if (spawner->pid == 0)
        return STATUS_OK;
    if (pipe2(gate, O_CLOEXEC) != 0)
        return refuse(STATUS_FULL, "pipe: %s", strerror(errno));
    /* What a lost spawner has forked and not told of ends with its gate. */
    shut(&spawn->gate);
    spawn->gate = gate[1];
    wire_begin(out, MESSAGE_SPAWN);
    wire_put_int(out, peer->number);
    if (spawn->client >= 0)
        wire_put_descriptor(out, spawn->client);
    wire_put_descriptor(out, spawn->far_end);
    wire_put_descriptor(out, gate[0]);
    enum status status = peer_send(listener, &spawner->peer, out);
    close(gate[0]);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

void
spawn_end(struct spawn *spawn)
{
    if (!spawn->is_awaited)
        return;
    spawn->is_awaited = false;
    shut(&spawn->client);
    shut(&spawn->far_end);
    shut(&spawn->gate);
}

void
spawn_heard(struct peer *peer, struct spawn *spawn, struct wire *wire)
{
    int pidfd = wire_take_descriptor(wire);

    if (peer == NULL || !spawn->is_awaited) {
        process_end(pidfd); /* gone before it was known */
        return;
    }
    peer->pidfd = pidfd;
    if (peer->is_failed && pidfd >= 0)
        pidfd_send_signal(pidfd, SIGKILL, NULL, 0);
    /* The end of its socket tells of one that is gone already. */
    if (pidfd >= 0 && spawn->gate >= 0 && write(spawn->gate, "", 1) != 1)
        log_debug("gate.lost", "number=%lld", (long long)peer->number);
    spawn_end(spawn);
}
