/* Hub: what happened and who is here, told to every session. */

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "daemon/listener_state.h"

enum {
    EVENTS_AHEAD_MOST = 1000000, /* of the keeper */
    HERE_IDS_MOST = 3000,        /* as many as a message holds */
    HERE_PAUSE = 200, /* milliseconds between two words on who is here */
    HERE_PAUSE_A_SESSION = 20 /* longer, the more have to draw it */
};

/* The keeper finds in the store what sessions have told already. To the last
 * number: a made-up word must not pass for what is to come. */
static bool
was_told(struct listener *listener, const struct event *event)
{
    if (event->id == 0)
        return false;
    for (size_t i = 0; i < TOLD_EVENTS; i++) {
        if (event_equals(&listener->told[i], event))
            return true;
    }
    listener->told[listener->told_next++ % TOLD_EVENTS] = *event;
    return false;
}

/* Commands are over before anything could be new to them, and who joins has no
 * business with it yet. */
static bool
hears_news(const struct session_row *row)
{
    return row->peer.number != 0 && counts_as_here(row->kind);
}

static void
locals_tell(struct listener *listener, const struct wire *wire,
    const struct peer *teller)
{
    for (size_t i = 0; i < LOCALS_MOST; i++) {
        struct peer *peer = &listener->locals[i];
        if (peer->number == 0 || peer == teller)
            continue;
        /* What a slow one misses it finds when it next looks. */
        enum status status = wire_send(peer->socket, wire);
        if (status == STATUS_NOT_FOUND || status == STATUS_FAILED)
            peer_fail(peer);
    }
}

void
hub_news(struct listener *listener, const struct event *event,
    const struct peer *teller)
{
    if (was_told(listener, event))
        return;
    wire_begin(&listener->out, MESSAGE_NEWS);
    event_put(&listener->out, event);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (!hears_news(row) || &row->peer == teller ||
            session_offer(listener, row, &listener->out))
            continue;
        row->owes_news = true;
        row->news = *event;
    }
    locals_tell(listener, &listener->out, teller);
}

static bool
may_tell(const struct listener *listener, const struct peer *teller,
    const struct event *event)
{
    if (teller->kind == PEER_KEEPER)
        return true;
    if (event->id <= 0 ||
        (listener->newest_event > 0 &&
            event->id - listener->newest_event > EVENTS_AHEAD_MOST))
        return false;
    return true;
}

/* A session opens questions of others too: those the keeper finds. */
static bool
is_own(struct listener *listener, const struct peer *teller,
    const struct event *event)
{
    if (teller->kind != PEER_SESSION)
        return true;
    const struct session_row *row = session_find(listener, teller->number);
    return row != NULL && row->person_id == event->person_id;
}

bool
hub_heard(struct listener *listener, const struct peer *peer, struct wire *wire)
{
    struct event event;

    if (!event_get(wire, &event) || !may_tell(listener, peer, &event))
        return false;
    if (peer->kind == PEER_KEEPER && event.id > listener->newest_event)
        listener->newest_event = event.id;
    if (is_own(listener, peer, &event))
        hub_news(listener, &event, peer);
    return true;
}

/* Where the person is among those here, or would be. */
static size_t
here_index(const struct listener *listener, int64_t person_id)
{
    size_t from = 0;
    size_t to = listener->here_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (listener->here[middle].person_id < person_id)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool
is_here(const struct listener *listener, size_t index, int64_t person_id)
{
    return index < listener->here_count &&
           listener->here[index].person_id == person_id;
}

static void
here_changed(struct listener *listener)
{
    int64_t now = clock_ticks();

    listener->here_changed = true;
    if (listener->here_at < now)
        listener->here_at = now;
    wake_at(listener, listener->here_at);
}

void
hub_came(struct listener *listener, int64_t person_id)
{
    size_t index = here_index(listener, person_id);

    if (is_here(listener, index, person_id)) {
        listener->here[index].sessions++;
        return;
    }
    listener->here = grow(listener->here, listener->here_count + 1,
        sizeof *listener->here);
    struct here *row = &listener->here[index];
    memmove(row + 1, row, (listener->here_count - index) * sizeof *row);
    *row = (struct here){.person_id = person_id, .sessions = 1};
    listener->here_count++;
    here_changed(listener);
}

void
hub_went(struct listener *listener, int64_t person_id)
{
    size_t index = here_index(listener, person_id);

    if (!is_here(listener, index, person_id))
        return;
    struct here *row = &listener->here[index];
    if (--row->sessions > 0)
        return;
    listener->here_count--;
    memmove(row, row + 1, (listener->here_count - index) * sizeof *row);
    here_changed(listener);
}

void
hub_here_put(const struct listener *listener, struct wire *wire)
{
    size_t count = listener->here_count;

    if (count > HERE_IDS_MOST)
        count = HERE_IDS_MOST;
    wire_put_int(wire, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        wire_put_int(wire, listener->here[i].person_id);
}

void
hub_notice(struct listener *listener)
{
    drain_put(listener, &listener->out);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        bool hears = row->peer.number != 0 && row->kind != SESSION_COMMAND;
        if (hears && !session_offer(listener, row, &listener->out))
            row->owes_notice = true;
    }
    locals_tell(listener, &listener->out, NULL);
}

static void
here_tell(struct listener *listener)
{
    wire_begin(&listener->out, MESSAGE_HERE);
    hub_here_put(listener, &listener->out);
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *row = &listener->sessions[i];
        if (hears_news(row) && !session_offer(listener, row, &listener->out))
            row->owes_here = true;
    }
    locals_tell(listener, &listener->out, NULL);
}

void
hub_wake(struct listener *listener, int64_t now)
{
    if (!listener->here_changed)
        return;
    if (now < listener->here_at) {
        wake_at(listener, listener->here_at);
        return;
    }
    listener->here_changed = false;
    listener->here_at = now + HERE_PAUSE +
                        (int64_t)HERE_PAUSE_A_SESSION * listener->session_count;
    here_tell(listener);
}

/* Whoever may read the store's files anyway, and nobody else. */
static bool
local_is_ours(int client)
{
    struct ucred who;
    socklen_t size = sizeof who;

    return getsockopt(client, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
           (who.uid == 0 || who.uid == geteuid());
}

void
hub_accept_local(struct listener *listener)
{
    int client = accept4(listener->local, NULL, NULL,
        SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (client < 0)
        return;
    int64_t number = row_number(listener, listener->locals,
        sizeof *listener->locals, LOCALS_MOST);
    if (number == 0 || !local_is_ours(client)) {
        close(client);
        return;
    }
    struct peer *peer = &listener->locals[(size_t)number % LOCALS_MOST];
    if (peer_open(listener, peer, PEER_LOCAL, number, client) != STATUS_OK)
        return;
    wire_begin(&listener->out, MESSAGE_HERE);
    hub_here_put(listener, &listener->out);
    peer_tell(listener, peer, &listener->out);
}

void
local_gone(struct listener *listener, struct peer *peer)
{
    peer_close(listener, peer);
}
