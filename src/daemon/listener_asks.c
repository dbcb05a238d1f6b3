/* The listener's requests: sessions ask the keeper, answers come back. */

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/listener_state.h"
#include "daemon/messages_keeping.h"
#include "daemon/watched.h"

enum {
    REQUEST_MOST = WATCHED(15000), /* milliseconds: then it counts as lost */
    REQUESTS_TO_JOIN = 300         /* and the policy in pieces among them */
};

static void
answer_tell(struct listener *listener, struct session_row *row,
    const struct keeping_answer *answer)
{
    struct wire *out = &listener->out;

    row->is_asking = false;
    wire_begin(out, MESSAGE_ANSWER);
    wire_put_int(out, row->request);
    keeping_answer_put(out, answer);
    peer_tell(listener, &row->peer, out);
    sodium_memzero(out->bytes, out->length);
}

static void
refuse_ask(struct listener *listener, struct session_row *row,
    enum status status)
{
    struct keeping_answer answer = {0};

    keeping_refuse(status, &answer);
    answer_tell(listener, row, &answer);
}

/* What a dialogue asks is answered for the connection that it belongs to. */
static struct connection_row *
joining_connection(struct listener *listener, const struct session_row *row)
{
    struct connection_row *connection = connection_find(listener,
        row->connection);

    return connection != NULL && connection->is_joining ? connection : NULL;
}

static void
keeper_ask(struct listener *listener, struct session_row *row,
    const struct keeping_ask *ask)
{
    struct wire *out = &listener->out;
    const struct connection_row *joins = joining_connection(listener, row);

    wire_begin(out, MESSAGE_KEEPER_ASK);
    wire_put_int(out, row->peer.number);
    wire_put_int(out, row->person_id);
    wire_put_text(out, joins != NULL ? joins->join_key : "");
    wire_put_int(out, row->request);
    keeping_ask_put(out, ask);
    enum status status = listener->keeper.pid == 0
                             ? STATUS_AGAIN
                             : peer_send(listener, &listener->keeper.peer, out);
    sodium_memzero(out->bytes, out->length);
    if (status != STATUS_OK)
        refuse_ask(listener, row,
            refuse(STATUS_AGAIN, "the keeper is busy: try again"));
    row->may_be_done = status == STATUS_OK && keeping_changes(ask->kind);
}

void
asks_break(struct listener *listener)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];

        if (row->peer.number == 0 || !row->is_asking)
            continue;
        refuse_ask(listener, row,
            row->may_be_done
                ? refuse(STATUS_AGAIN,
                      "that broke off: see whether it was done before you try "
                      "it again")
                : refuse(STATUS_AGAIN, "that broke off: try again"));
    }
}

/* Why somebody who joins may ask no more; OK: they may. */
static enum status
check_joining(struct listener *listener, struct session_row *row)
{
    const struct connection_row *connection = joining_connection(listener, row);

    if (connection == NULL || ++row->hold->asks > REQUESTS_TO_JOIN)
        return refuse(STATUS_FULL, "that is enough: connect again");
    if (throttle_takes_code(&listener->throttle, &connection->source,
            clock_ticks()))
        return STATUS_OK;
    return refuse(STATUS_FULL,
        "too many wrong codes from where you are: try again in %lld minutes",
        (long long)listener->settings->code_tries_minutes);
}

/* One request at a time, unless its answer was lost. */
bool
ask_heard(struct listener *listener, struct session_row *row, struct wire *wire)
{
    static struct keeping_ask ask;
    int64_t request = wire_get_int(wire, 1, INT64_MAX);
    bool is_sound = keeping_ask_get(wire, &ask) &&
                    (!row->is_asking ||
                        clock_ticks() - row->asked_at >= REQUEST_MOST);

    if (is_sound) {
        row->is_asking = true;
        row->request = request;
        row->asked_at = clock_ticks();
        row->may_be_done = false;
        row->is_enrolling = ask.kind == KEEPING_FACTOR_CONFIRM;
        enum status status = row->kind == SESSION_JOIN
                                 ? check_joining(listener, row)
                                 : STATUS_OK;
        if (status == STATUS_OK)
            keeper_ask(listener, row, &ask);
        else
            refuse_ask(listener, row, status);
    }
    sodium_memzero(&ask, sizeof ask);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}

/* The codes that are tried from a place are counted, and who got in is in. */
static void
joining_answered(struct listener *listener, struct session_row *row,
    struct keeping_answer *answer)
{
    struct connection_row *connection = joining_connection(listener, row);
    char from[SOURCE_TEXT_BYTES];

    if (connection == NULL)
        return;
    if (answer->is_miss) {
        source_text(&connection->source, from);
        log_warning("join.failed", "source=%s reason=code", from);
        throttle_code_missed(&listener->throttle, &connection->source,
            clock_ticks());
    }
    if (answer->status != STATUS_OK || answer->person_id == 0)
        return;
    if (answer->is_back)
        sessions_end(listener, answer->person_id,
            "Somebody came back as you by a code: this session ends. If that "
            "was not you, tell a moderator at once.");
    if (!answer->needs_login)
        join_done(listener, connection, answer->person_id, answer->handle);
}

/* Whoever had to turn a second factor on first has: the connection by which
 * they did is theirs, app and all. */
static void
enrolled(struct listener *listener, const struct session_row *row)
{
    struct connection_row *connection = connection_find(listener,
        row->connection);

    if (connection != NULL)
        connection->must_enrol = false;
}

/* A word to one who has gone meanwhile, or asks something else by now, is no
 * fault. */
bool
ask_answered(struct listener *listener, struct wire *wire)
{
    struct keeping_answer answer;
    int64_t number = wire_get_int(wire, 1, INT64_MAX);
    int64_t request = wire_get_int(wire, 1, INT64_MAX);
    bool is_sound = keeping_answer_get(wire, &answer);
    struct session_row *row = session_find(listener, number);

    if (is_sound && row != NULL && row->is_asking && row->request == request) {
        if (row->kind == SESSION_JOIN)
            joining_answered(listener, row, &answer);
        if (row->is_enrolling && answer.status == STATUS_OK)
            enrolled(listener, row);
        answer_tell(listener, row, &answer);
    }
    keeping_answer_clear(&answer);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}
