/* The listener's requests: sessions ask the keeper, answers come back. */

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "board/answered.h"
#include "board/keeping_wire.h"
#include "daemon/listener_state.h"
#include "daemon/watched.h"

enum {
    /* Milliseconds until a keeper may not begin with it any more; who asked
     * waits longer, by as much as the stores may be busy. */
    BEGIN_MOST = WATCHED(12000),
    REQUEST_MOST = WATCHED(18000), /* until its answer counts as lost */
    REQUESTS_TO_JOIN = 300         /* and the policy in pieces among them */
};

void
asked_forget(struct session_row *row)
{
    if (row->asked != NULL)
        sodium_memzero(row->asked, sizeof *row->asked);
    memory_free(row->asked);
}

static void
answer_tell(struct listener *listener, struct session_row *row,
    const struct keeping_answer *answer)
{
    struct wire *out = &listener->out;

    wire_begin(out, MESSAGE_ANSWER);
    wire_put_int(out, row->asked->request);
    asked_forget(row);
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

/* A keeper that is lost is asked once it is back: by the same id, so that what
 * the lost one has done is not done again. */
static void
keeper_ask(struct listener *listener, struct session_row *row)
{
    struct wire *out = &listener->out;
    const struct connection_row *joins = joining_connection(listener, row);

    if (listener->keeper.pid == 0) {
        wake_at(listener, row->asked->at + BEGIN_MOST);
        return;
    }
    wire_begin(out, MESSAGE_KEEPER_ASK);
    wire_put_int(out, row->peer.number);
    wire_put_int(out, row->person_id);
    wire_put_text(out, joins != NULL ? joins->join_key : "");
    wire_put_text(out, row->asked->id);
    wire_put_int(out, row->asked->at + BEGIN_MOST);
    wire_put_int(out, row->asked->request);
    keeping_ask_put(out, &row->asked->ask);
    enum status status = peer_send(listener, &listener->keeper.peer, out);
    sodium_memzero(out->bytes, out->length);
    if (status == STATUS_FULL)
        refuse_ask(listener, row,
            refuse(STATUS_AGAIN, "the keeper is busy: try again"));
}

void
asks_again(struct listener *listener)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];

        if (row->peer.number != 0 && row->asked != NULL)
            keeper_ask(listener, row);
    }
}

/* Whether one of those that were lost has done it, nobody knows before the next
 * one is there. */
void
asks_wake(struct listener *listener, int64_t now)
{
    if (listener->keeper.pid != 0)
        return;
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];

        if (row->peer.number == 0 || row->asked == NULL)
            continue;
        if (now < row->asked->at + BEGIN_MOST)
            wake_at(listener, row->asked->at + BEGIN_MOST);
        else
            refuse_ask(listener, row,
                refuse(STATUS_AGAIN,
                    keeping_changes(row->asked->ask.kind)
                        ? "that broke off: see whether it was done before you "
                          "try it again"
                        : "that broke off: try again"));
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

static void
asked_keep(struct session_row *row, int64_t request,
    const struct keeping_ask *ask)
{
    asked_forget(row);
    row->asked = memory_new(sizeof *row->asked);
    row->asked->request = request;
    row->asked->at = clock_ticks();
    row->asked->ask = *ask;
    answered_draw(row->asked->id);
}

/* One request at a time, unless its answer was lost. */
bool
ask_heard(struct listener *listener, struct session_row *row, struct wire *wire)
{
    static struct keeping_ask ask;
    int64_t request = wire_get_int(wire, 1, INT64_MAX);
    bool is_sound = keeping_ask_get(wire, &ask) &&
                    (row->asked == NULL ||
                        clock_ticks() - row->asked->at >= REQUEST_MOST);

    if (is_sound) {
        asked_keep(row, request, &ask);
        enum status status = row->kind == SESSION_JOIN
                                 ? check_joining(listener, row)
                                 : STATUS_OK;
        if (status == STATUS_OK)
            keeper_ask(listener, row);
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

    if (is_sound && row != NULL && row->asked != NULL &&
        row->asked->request == request) {
        if (row->kind == SESSION_JOIN)
            joining_answered(listener, row, &answer);
        if (row->asked->ask.kind == KEEPING_FACTOR_CONFIRM &&
            answer.status == STATUS_OK)
            enrolled(listener, row);
        answer_tell(listener, row, &answer);
    }
    keeping_answer_clear(&answer);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}
