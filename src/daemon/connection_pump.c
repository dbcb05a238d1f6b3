/* Pump: bytes between a client's channel and its session's streams. A side
 * that has no room stops the other: at most one queue a direction is held. */

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "daemon/connection_parts.h"

/* What is read goes through here; only what finds no room is kept. */
static uint8_t passing[QUEUE_BYTES];

void
queue_clear(struct queue *queue)
{
    memory_free(queue->bytes);
    *queue = (struct queue){0};
}

/* Callers add to an empty queue, or a few words to one; what is more than it
 * holds is dropped. */
void
queue_add(struct queue *queue, const void *bytes, size_t count)
{
    size_t end = queue->from + queue->count;

    if (queue->bytes == NULL)
        queue->bytes = memory_new(QUEUE_BYTES);
    if (count > QUEUE_BYTES - end)
        count = QUEUE_BYTES - end;
    memcpy(queue->bytes + end, bytes, count);
    queue->count += count;
}

static void
queue_pass(struct queue *queue, size_t count)
{
    queue->from += count;
    queue->count -= count;
    if (queue->count == 0)
        queue_clear(queue);
}

/* Bytes the session took; all of them when it listens no more. */
static size_t
give_session(const struct channel *channel, const uint8_t *bytes, size_t count)
{
    if (channel->stream < 0)
        return count;
    ssize_t sent = send(channel->stream, bytes, count,
        MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return (size_t)sent;
    return errno == EAGAIN || errno == EINTR ? 0 : count;
}

/* Takes all that libssh holds, at once: each read opens its window wide again,
 * whatever it still holds, so that many small ones would have it hold more and
 * more. What it holds stays below BUFFERED_MOST so. */
static void
take_input(struct channel *channel)
{
    size_t size = channel->buffered;
    bool is_small = size <= sizeof passing;
    uint8_t *bytes = is_small ? passing : memory_new(size);
    int count = ssh_channel_read_nonblocking(channel->ssh, bytes,
        (uint32_t)size, 0);
    size_t taken = count > 0 ? (size_t)count : 0;

    /* libssh has done with them, and keeps them; it may be a password. */
    explicit_bzero(channel->held, taken);
    channel->held += taken;
    channel->buffered = taken < size && count > 0 ? size - taken : 0;
    size_t given = taken > 0 ? give_session(channel, bytes, taken) : 0;
    if (given < taken && is_small)
        queue_add(&channel->input, bytes + given, taken - given);
    else if (given < taken)
        channel->input = (struct queue){bytes, given, taken - given};
    else if (!is_small)
        memory_release(bytes);
    if (is_small) /* it may be a password */
        explicit_bzero(passing, taken);
}

static void
pump_input(struct channel *channel)
{
    if (channel->input.count > 0)
        queue_pass(&channel->input,
            give_session(channel, channel->input.bytes + channel->input.from,
                channel->input.count));
    if (channel->input.count == 0 && channel->buffered > 0)
        take_input(channel);
}

static void
pump_input_end(struct channel *channel)
{
    if (!channel->is_eof || channel->is_eof_passed_on || channel->stream < 0 ||
        channel->buffered > 0 || channel->input.count > 0)
        return;
    shutdown(channel->stream, SHUT_WR);
    channel->is_eof_passed_on = true;
}

/* Bytes libssh took, which are none during a new key exchange; all of them
 * when the channel is beyond writing. */
static size_t
give_client(const struct channel *channel, bool is_errors, const uint8_t *bytes,
    size_t count)
{
    int given = is_errors
                    ? ssh_channel_write_stderr(channel->ssh, bytes,
                          (uint32_t)count)
                    : ssh_channel_write(channel->ssh, bytes, (uint32_t)count);

    return given < 0 ? count : (size_t)given;
}

/* Room the client gave and has not left unread in our own buffer: libssh's
 * grows without end. */
static size_t
client_room(const struct channel *channel)
{
    size_t window = ssh_channel_window_size(channel->ssh);
    int flags = ssh_get_poll_flags(channel->connection->ssh);

    if ((flags & SSH_WRITE_PENDING) != 0)
        return 0;
    return window < QUEUE_BYTES ? window : QUEUE_BYTES;
}

static void
pump_queue(struct channel *channel, struct queue *queue, bool is_errors)
{
    size_t room = client_room(channel);
    size_t count = queue->count < room ? queue->count : room;

    if (count > 0)
        queue_pass(queue,
            give_client(channel, is_errors, queue->bytes + queue->from, count));
}

/* One read a turn, so that one key's redraw is one packet and no channel
 * keeps the others waiting. */
static void
pump_output(struct channel *channel, int *stream, struct queue *queue)
{
    bool is_errors = queue == &channel->error_output;

    pump_queue(channel, queue, is_errors);
    size_t room = queue->count == 0 && *stream >= 0 ? client_room(channel) : 0;
    if (room == 0)
        return;
    ssize_t count = read(*stream, passing, room);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        close(*stream);
        *stream = -1;
        return;
    }
    channel->has_said_last = channel->connection->control < 0;
    size_t given = give_client(channel, is_errors, passing, (size_t)count);
    if (given < (size_t)count)
        queue_add(queue, passing + given, (size_t)count - given);
    explicit_bzero(passing, (size_t)count); /* it may be a secret */
}

/* RFC 4254 section 6.10: the status, then the channel's end and close. */
static void
pump_end(struct channel *channel)
{
    if (channel->stream >= 0 || channel->errors >= 0)
        return;
    channel_end_alone(channel);
    if (!channel->is_ended)
        return;
    if (channel->words != NULL && channel->output.count == 0 &&
        channel->error_output.count == 0) {
        channel_say(channel, channel->words);
        memory_free(channel->words);
        pump_queue(channel, &channel->error_output, true);
    }
    if (channel->words != NULL || channel->output.count > 0 ||
        channel->error_output.count > 0)
        return;
    ssh_channel_request_send_exit_status(channel->ssh, channel->exit_status);
    ssh_channel_send_eof(channel->ssh);
    ssh_channel_close(channel->ssh);
    channel->state = CHANNEL_CLOSED;
}

void
pump_turn(struct channel *channel)
{
    if (channel->state != CHANNEL_RUNS && channel->state != CHANNEL_ENDS)
        return;
    pump_input(channel);
    pump_input_end(channel);
    pump_output(channel, &channel->errors, &channel->error_output);
    pump_output(channel, &channel->stream, &channel->output);
    pump_end(channel);
}

static short
output_waits(const struct channel *channel, const struct queue *queue)
{
    return queue->count == 0 && client_room(channel) > 0 ? POLLIN : 0;
}

void
pump_polls(const struct channel *channel, struct pollfd polls[POLLS_OF_CHANNEL])
{
    short input = channel->input.count > 0 ? POLLOUT : 0;

    polls[0] = (struct pollfd){.fd = -1};
    polls[1] = (struct pollfd){.fd = -1};
    if (channel->state != CHANNEL_RUNS)
        return;
    polls[0].events = (short)(input | output_waits(channel, &channel->output));
    polls[1].events = output_waits(channel, &channel->error_output);
    if (polls[0].events != 0)
        polls[0].fd = channel->stream;
    if (polls[1].events != 0)
        polls[1].fd = channel->errors;
}
