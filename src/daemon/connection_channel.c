/* Channels: from the client's opening one to its closing it. */

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "daemon/connection_parts.h"
#include "daemon/session.h"

/* Colours, cursor, keypad, pasting and the other screen, as every terminal of
 * today takes them (ECMA-48, xterm's ctlseqs): a session that was killed could
 * not give them back. */
static const char
    terminal_back[] = "\033[0m\033[?25h\033[?1l\033>\033[?2004l\033[?1049l\r";

static struct channel *
channel_find(struct connection *connection, int64_t number)
{
    for (int i = 0; i < CHANNELS_MOST; i++) {
        struct channel *channel = &connection->channels[i];

        if (channel->state != CHANNEL_FREE && channel->number == number)
            return channel;
    }
    return NULL;
}

int
channels_count(const struct connection *connection)
{
    int count = 0;

    for (int i = 0; i < CHANNELS_MOST; i++)
        count += connection->channels[i].state != CHANNEL_FREE;
    return count;
}

bool
channels_are_used(const struct connection *connection)
{
    for (int i = 0; i < CHANNELS_MOST; i++) {
        enum channel_state state = connection->channels[i].state;

        if (state == CHANNEL_ASKED || state == CHANNEL_RUNS ||
            state == CHANNEL_ENDS)
            return true;
    }
    return false;
}

static void
close_one(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

/* Where libssh hung up by itself it has freed its channels, too; where the
 * client did, they go with the session. */
static void
channel_clear(struct channel *channel)
{
    close_one(&channel->stream);
    close_one(&channel->errors);
    queue_clear(&channel->input);
    queue_clear(&channel->output);
    queue_clear(&channel->error_output);
    memory_free(channel->words);
    if (ssh_is_connected(channel->connection->ssh)) {
        ssh_remove_channel_callbacks(channel->ssh, &channel->callbacks);
        ssh_channel_free(channel->ssh);
    }
    *channel = (struct channel){.stream = -1, .errors = -1};
}

void
channel_say(struct channel *channel, const char *words)
{
    struct queue *out = &channel->error_output;

    if (channel->state == CHANNEL_RUNS && channel->kind == SESSION_SCREEN)
        queue_add(out, terminal_back, sizeof terminal_back - 1);
    queue_add(out, words, strlen(words));
    if (channel->has_terminal)
        queue_add(out, "\r", 1);
    queue_add(out, "\n", 1);
}

void
channel_refuse(struct channel *channel, const char *why, int exit_status)
{
    close_one(&channel->stream);
    close_one(&channel->errors);
    channel_say(channel, why);
    channel->exit_status = exit_status;
    channel->is_ended = true;
    channel->state = CHANNEL_ENDS;
}

ssh_channel
channel_opened(ssh_session session, void *connection_)
{
    struct connection *connection = connection_;
    int at = 0;

    if (connection->phase != PHASE_IN ||
        (connection->person_id <= 0 && !connection->is_joining) ||
        connection->is_closing)
        return NULL;
    while (at < CHANNELS_MOST && connection->channels[at].state != CHANNEL_FREE)
        at++;
    ssh_channel ssh = at < CHANNELS_MOST ? ssh_channel_new(session) : NULL;
    if (ssh == NULL)
        return NULL;

    struct channel *channel = &connection->channels[at];
    *channel = (struct channel){
        .state = CHANNEL_OPENED,
        .connection = connection,
        .ssh = ssh,
        .number = ++connection->channels_opened,
        .terminal = {.rows = ROWS_DEFAULT, .columns = COLUMNS_DEFAULT},
        .stream = -1,
        .errors = -1,
    };
    request_begin(channel);
    return ssh;
}

static bool
unblock(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);

    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

void
channel_streams(struct connection *connection, struct wire *wire,
    const struct session_streams *streams)
{
    struct channel *channel = channel_find(connection, streams->channel);

    if (channel == NULL || channel->state != CHANNEL_ASKED)
        return;
    if (streams->reason[0] != '\0') {
        channel_refuse(channel, streams->reason, EXIT_AGAIN);
        return;
    }
    channel->stream = wire_take_descriptor(wire);
    channel->errors = wire_take_descriptor(wire);
    channel->state = CHANNEL_RUNS;
    if (unblock(channel->stream) && unblock(channel->errors))
        return;
    channel_refuse(channel, "The session could not be started.", EXIT_AGAIN);
}

void
channel_ended(struct connection *connection, int64_t number, int exit_status,
    const char *words)
{
    struct channel *channel = channel_find(connection, number);

    if (channel == NULL || channel->is_ended)
        return;
    channel->exit_status = exit_status;
    channel->is_ended = true;
    if (words[0] != '\0')
        channel->words = memory_copy(words);
    if (channel->state == CHANNEL_ASKED)
        channel->state = CHANNEL_ENDS;
}

void
channel_end_alone(struct channel *channel)
{
    const struct connection *connection = channel->connection;

    if (connection->control >= 0 || channel->is_ended)
        return;
    channel->exit_status = EXIT_AGAIN;
    channel->is_ended = true;
    if (!channel->has_said_last)
        channel->words = memory_copy(connection->reason);
}

static void
tell_size(struct channel *channel)
{
    struct wire *wire = &channel->connection->wire;

    wire_begin(wire, MESSAGE_SIZE);
    wire_put_int(wire, channel->number);
    wire_put_int(wire, channel->terminal.rows);
    wire_put_int(wire, channel->terminal.columns);
    if (control_send(channel->connection))
        channel->is_resized = false;
}

void
channel_turn(struct channel *channel)
{
    if (channel->is_gone) {
        channel_clear(channel);
        return;
    }
    if (channel->is_resized && channel->state == CHANNEL_RUNS &&
        channel->kind == SESSION_SCREEN)
        tell_size(channel);
}

void
channels_turn(struct connection *connection)
{
    for (int i = 0; i < CHANNELS_MOST; i++) {
        struct channel *channel = &connection->channels[i];

        if (channel->state == CHANNEL_FREE)
            continue;
        if (!channel->is_gone)
            pump_turn(channel);
        channel_turn(channel);
    }
}
