/* Messages: what each holds, its bounds, and who may send it. */

#include "daemon/messages.h"

#include <stddef.h>

#include "base/text.h"
#include "daemon/session.h"

static const bool allowed[PEER_COUNT][MESSAGE_COUNT] = {
    [PEER_CONNECTION] =
        {
            [MESSAGE_TRY_KEY] = true,
            [MESSAGE_TRY_PASSWORD] = true,
            [MESSAGE_KEY_PROVED] = true,
            [MESSAGE_TRY_CODE] = true,
            [MESSAGE_TRY_JOIN] = true,
            [MESSAGE_OPEN_SESSION] = true,
            [MESSAGE_SIZE] = true,
        },
    [PEER_SESSION] =
        {
            [MESSAGE_DID] = true,
            [MESSAGE_ASK] = true,
            [MESSAGE_EXIT] = true,
            [MESSAGE_PLACE] = true,
            [MESSAGE_SLEEP] = true,
            [MESSAGE_HOLD] = true,
        },
    [PEER_KEEPER] =
        {
            [MESSAGE_LOGIN_VERDICT] = true,
            [MESSAGE_KEEPER_ANSWER] = true,
            [MESSAGE_DID] = true,
        },
    [PEER_CONNECTION_SPAWNER] = {[MESSAGE_SPAWNED] = true},
    [PEER_SESSION_SPAWNER] = {[MESSAGE_SPAWNED] = true},
    [PEER_LOCAL] = {[MESSAGE_DID] = true, [MESSAGE_OPERATE] = true},
};

bool
message_is_allowed(enum message_peer from, uint8_t type)
{
    if ((unsigned)from >= PEER_COUNT || type >= MESSAGE_COUNT)
        return false;
    return allowed[from][type];
}

/* Copies a text of the message; its size is that of the field with its NUL. */
static void
get_text(struct wire *wire, char *field, size_t size)
{
    text_copy(field, size, wire_get_text(wire, size - 1));
}

static void
terminal_put(struct wire *wire, const struct terminal *terminal)
{
    wire_put_text(wire, terminal->term);
    wire_put_int(wire, terminal->rows);
    wire_put_int(wire, terminal->columns);
    wire_put_int(wire, terminal->is_utf8);
    wire_put_int(wire, terminal->no_color);
}

static void
terminal_get(struct wire *wire, struct terminal *terminal)
{
    get_text(wire, terminal->term, sizeof terminal->term);
    terminal->rows = (int)wire_get_int(wire, 0, MESSAGE_ROWS_MOST);
    terminal->columns = (int)wire_get_int(wire, 0, MESSAGE_COLUMNS_MOST);
    terminal->is_utf8 = wire_get_int(wire, 0, 1) != 0;
    terminal->no_color = wire_get_int(wire, 0, 1) != 0;
}

void
login_try_put(struct wire *wire, const struct login_try *login)
{
    wire_put_int(wire, login->request);
    wire_put_int(wire, login->person_id);
    wire_put_text(wire, login->id);
    wire_put_text(wire, login->user);
    wire_put_text(wire, login->blob);
    wire_put_text(wire, login->password);
}

bool
login_try_get(struct wire *wire, struct login_try *login)
{
    login->request = wire_get_int(wire, 0, INT64_MAX);
    login->person_id = wire_get_int(wire, 0, INT64_MAX);
    get_text(wire, login->id, sizeof login->id);
    get_text(wire, login->user, sizeof login->user);
    get_text(wire, login->blob, sizeof login->blob);
    get_text(wire, login->password, sizeof login->password);
    return wire_is_whole(wire);
}

void
verdict_put(struct wire *wire, const struct verdict *verdict)
{
    wire_put_int(wire, verdict->request);
    wire_put_int(wire, verdict->kind);
    wire_put_int(wire, verdict->person_id);
    wire_put_int(wire, verdict->must_enrol);
    wire_put_text(wire, verdict->handle);
}

bool
verdict_get(struct wire *wire, struct verdict *verdict)
{
    verdict->request = wire_get_int(wire, 0, INT64_MAX);
    verdict->kind = (enum verdict_kind)wire_get_int(wire, VERDICT_NO,
        VERDICT_BUSY);
    verdict->person_id = wire_get_int(wire, 0, INT64_MAX);
    verdict->must_enrol = wire_get_int(wire, 0, 1) != 0;
    get_text(wire, verdict->handle, sizeof verdict->handle);
    return wire_is_whole(wire) &&
           (verdict->kind == VERDICT_CODE ||
               (verdict->kind == VERDICT_YES) == (verdict->person_id != 0));
}

void
session_request_put(struct wire *wire, const struct session_request *r)
{
    wire_put_int(wire, r->channel);
    wire_put_int(wire, r->kind);
    terminal_put(wire, &r->terminal);
    wire_put_text(wire, r->command);
}

bool
session_request_get(struct wire *wire, struct session_request *r)
{
    r->channel = wire_get_int(wire, 0, UINT32_MAX);
    r->kind = wire_get_int(wire, SESSION_SCREEN, SESSION_COMMAND);
    terminal_get(wire, &r->terminal);
    get_text(wire, r->command, sizeof r->command);
    return wire_is_whole(wire);
}

void
session_streams_put(struct wire *wire, const struct session_streams *s)
{
    wire_put_int(wire, s->channel);
    wire_put_text(wire, s->reason);
}

bool
session_streams_get(struct wire *wire, struct session_streams *s)
{
    s->channel = wire_get_int(wire, 0, UINT32_MAX);
    get_text(wire, s->reason, sizeof s->reason);
    return wire_is_whole(wire);
}

void
session_start_put(struct wire *wire, const struct session_start *start)
{
    wire_put_int(wire, start->person_id);
    wire_put_int(wire, start->kind);
    wire_put_int(wire, start->beginning);
    wire_put_int(wire, start->must_enrol);
    wire_put_text(wire, start->place);
    terminal_put(wire, &start->terminal);
    wire_put_text(wire, start->command);
}

bool
session_start_get(struct wire *wire, struct session_start *start)
{
    start->person_id = wire_get_int(wire, 0, INT64_MAX);
    start->kind = wire_get_int(wire, SESSION_SCREEN, SESSION_JOIN);
    start->beginning = wire_get_int(wire, SESSION_IS_NEW, SESSION_WAS_ASLEEP);
    start->must_enrol = wire_get_int(wire, 0, 1) != 0;
    get_text(wire, start->place, sizeof start->place);
    terminal_get(wire, &start->terminal);
    get_text(wire, start->command, sizeof start->command);
    return wire_is_whole(wire) &&
           (start->kind == SESSION_JOIN) == (start->person_id == 0);
}

void
operation_put(struct wire *wire, const struct operation *operation)
{
    wire_put_int(wire, operation->kind);
    wire_put_int(wire, operation->seconds);
    wire_put_text(wire, operation->text);
}

bool
operation_get(struct wire *wire, struct operation *operation)
{
    operation->kind = (enum operation_kind)wire_get_int(wire, 0,
        OPERATION_COUNT - 1);
    operation->seconds = wire_get_int(wire, 0, DRAIN_SECONDS_MOST);
    get_text(wire, operation->text, sizeof operation->text);
    return wire_is_whole(wire);
}

void
event_put(struct wire *wire, const struct event *event)
{
    wire_put_int(wire, event->id);
    wire_put_int(wire, event->kind);
    wire_put_int(wire, event->board_id);
    wire_put_int(wire, event->thread_id);
    wire_put_int(wire, event->post_id);
    wire_put_int(wire, event->person_id);
}

bool
event_get(struct wire *wire, struct event *event)
{
    event->id = wire_get_int(wire, 0, INT64_MAX);
    event->kind = (enum event_kind)wire_get_int(wire, 0, EVENT_KIND_COUNT - 1);
    event->board_id = wire_get_int(wire, 0, INT64_MAX);
    event->thread_id = wire_get_int(wire, 0, INT64_MAX);
    event->post_id = wire_get_int(wire, 0, INT64_MAX);
    event->person_id = wire_get_int(wire, 0, INT64_MAX);
    return wire_is_whole(wire);
}
