/* The listener's requests: sessions ask the keeper, answers come back. */

#include <sodium.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/listener_state.h"
#include "daemon/messages_keeping.h"

enum {
    REQUEST_MOST = 15000 /* milliseconds until an answer counts as lost */
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
keeper_ask(struct listener *listener, struct session_row *row,
    const struct keeping_ask *ask)
{
    struct wire *out = &listener->out;
    struct keeping_answer busy = {0};

    wire_begin(out, MESSAGE_KEEPER_ASK);
    wire_put_int(out, row->peer.number);
    wire_put_int(out, row->person_id);
    wire_put_int(out, row->request);
    keeping_ask_put(out, ask);
    enum status status = peer_send(listener, &listener->keeper.peer, out);
    sodium_memzero(out->bytes, out->length);
    if (status == STATUS_OK)
        return;
    keeping_refuse(refuse(STATUS_AGAIN, "the keeper is busy: try again"),
        &busy);
    answer_tell(listener, row, &busy);
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
        keeper_ask(listener, row, &ask);
    }
    sodium_memzero(&ask, sizeof ask);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
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

    if (is_sound && row != NULL && row->is_asking && row->request == request)
        answer_tell(listener, row, &answer);
    keeping_answer_clear(&answer);
    sodium_memzero(wire->bytes, wire->length);
    return is_sound;
}
