/* Control: what a connection and the listener say to each other. */

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "daemon/connection_parts.h"
#include "daemon/watched.h"

enum {
    LISTENER_MILLISECONDS = WATCHED(5000),
    /* As long as a keeper that is lost again and again is waited for. */
    VERDICT_MILLISECONDS = WATCHED(40000),
    CLOSE_MILLISECONDS = WATCHED(2000) /* for the sessions to say their last */
};

static const char lost_words
    [] = "The site broke off and begins anew. Connect again in a moment.";

static bool
control_wait(const struct connection *connection, short events, int64_t until)
{
    struct pollfd wait = {.fd = connection->control, .events = events};
    int64_t left = until - clock_ticks();

    return left > 0 && poll(&wait, 1, (int)left) > 0;
}

bool
control_send(struct connection *connection)
{
    int64_t until = clock_ticks() + LISTENER_MILLISECONDS;
    enum status status;

    if (connection->control < 0)
        return false;
    do
        status = wire_send(connection->control, &connection->wire);
    while (status == STATUS_AGAIN && control_wait(connection, POLLOUT, until));
    if (status == STATUS_OK)
        return true;
    if (status != STATUS_NOT_FOUND) /* else control_receive() hears of it */
        connection_over(connection, "");
    return false;
}

static bool
take_verdict(struct connection *connection, struct wire *wire)
{
    struct verdict verdict;

    if (!verdict_get(wire, &verdict))
        return false;
    connection->verdict = verdict;
    return true;
}

static bool
take_streams(struct connection *connection, struct wire *wire)
{
    struct session_streams streams;

    if (!session_streams_get(wire, &streams))
        return false;
    channel_streams(connection, wire, &streams);
    return true;
}

static bool
take_end(struct connection *connection, struct wire *wire)
{
    int64_t number = wire_get_int(wire, 0, INT64_MAX);
    int exit_status = (int)wire_get_int(wire, 0, 255);
    const char *words = wire_get_text(wire, MESSAGE_REASON_BYTES - 1);

    if (!wire_is_whole(wire))
        return false;
    channel_ended(connection, number, exit_status, words);
    return true;
}

static void
closing_begin(struct connection *connection, const char *why)
{
    if (channels_count(connection) == 0)
        connection_over(connection, why);
    if (connection->is_closing || connection->phase == PHASE_OVER)
        return;
    text_copy(connection->reason, sizeof connection->reason, why);
    connection->is_closing = true;
    connection->close_at = clock_ticks() + CLOSE_MILLISECONDS;
}

static bool
take_close(struct connection *connection, struct wire *wire)
{
    const char *why = wire_get_text(wire, MESSAGE_REASON_BYTES - 1);

    if (!wire_is_whole(wire))
        return false;
    closing_begin(connection, why);
    return true;
}

/* The listener is gone, by whatever. Sessions notice it too: what they have
 * to say still goes out. */
static void
control_lost(struct connection *connection)
{
    close(connection->control);
    connection->control = -1;
    closing_begin(connection, lost_words);
}

static bool (*const takers[MESSAGE_COUNT])(struct connection *connection,
    struct wire *wire) = {
    [MESSAGE_VERDICT] = take_verdict,
    [MESSAGE_SESSION_OPEN] = take_streams,
    [MESSAGE_SESSION_END] = take_end,
    [MESSAGE_CLOSE] = take_close,
};

/* False when there is no further one. */
static bool
take_one(struct connection *connection)
{
    struct wire *wire = &connection->wire;
    enum status status = wire_receive(connection->control, wire);

    if (status == STATUS_AGAIN)
        return false;
    uint8_t type = status == STATUS_OK ? wire_type(wire) : MESSAGE_NONE;
    bool is_taken = type < MESSAGE_COUNT && takers[type] != NULL &&
                    takers[type](connection, wire);

    wire_clear(wire);
    if (is_taken)
        return true;
    if (status == STATUS_NOT_FOUND) {
        control_lost(connection);
        return false;
    }
    log_error("control.malformed", "type=%d", type);
    connection_over(connection, "");
    return false;
}

void
control_receive(struct connection *connection)
{
    while (connection->phase != PHASE_OVER && connection->control >= 0 &&
           take_one(connection))
        continue;
}

static void
attempt_wipe(struct connection *connection)
{
    struct login_try *attempt = &connection->login.attempt;

    explicit_bzero(attempt->password, sizeof attempt->password);
    attempt->blob[0] = '\0';
    explicit_bzero(connection->wire.bytes, connection->wire.length);
}

enum verdict_kind
control_verdict(struct connection *connection, enum message_type question)
{
    struct login_try *attempt = &connection->login.attempt;
    int64_t until = clock_ticks() + VERDICT_MILLISECONDS;

    attempt->request++;
    wire_begin(&connection->wire, (uint8_t)question);
    login_try_put(&connection->wire, attempt);
    bool is_sent = control_send(connection);
    attempt_wipe(connection);
    while (is_sent && connection->phase != PHASE_OVER &&
           connection->control >= 0 &&
           connection->verdict.request != attempt->request &&
           control_wait(connection, POLLIN, until))
        control_receive(connection);
    return connection->verdict.request == attempt->request
               ? connection->verdict.kind
               : VERDICT_BUSY;
}
