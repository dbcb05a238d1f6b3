/* The listener's joins: who may talk to the dialogue, and who came in by it. */

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "daemon/listener_state.h"

enum {
    SECOND = 1000,      /* milliseconds */
    HURRY_SECONDS = 60, /* before the end, or a third where that is less */
    HURRY_PART = 3
};

static int64_t
hurry_ticks(int64_t seconds)
{
    int64_t part = seconds / HURRY_PART;

    return (part < HURRY_SECONDS ? part : HURRY_SECONDS) * SECOND;
}

static void
join_begin(struct listener *listener, struct connection_row *row,
    const char *key)
{
    row->is_joining = true;
    row->join_key = memory_copy(key);
    row->grace_at = clock_ticks() +
                    listener->settings->joining_seconds * SECOND;
    row->hurry_at = row->grace_at -
                    hurry_ticks(listener->settings->joining_seconds);
    wake_at(listener, row->hurry_at);
}

void
join_hurry(struct listener *listener, struct connection_row *row, int64_t now)
{
    struct session_row *dialogue;

    if (!row->is_joining || row->is_too_late || row->hurry_at == WAKE_NEVER)
        return;
    if (now < row->hurry_at) {
        wake_at(listener, row->hurry_at);
        return;
    }
    dialogue = join_session(listener, row);
    if (dialogue == NULL)
        return;
    row->hurry_at = WAKE_NEVER;
    int64_t left = row->grace_at - now;
    wire_begin(&listener->out, MESSAGE_HURRY);
    wire_put_int(&listener->out, left > 0 ? (left + SECOND - 1) / SECOND : 0);
    peer_tell(listener, &dialogue->peer, &listener->out);
}

bool
join_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire)
{
    struct login_try login;
    char from[SOURCE_TEXT_BYTES];
    bool is_sound = login_try_get(wire, &login) && !row->is_logged_in &&
                    !row->is_joining && !row->is_too_late && row->asked == 0;

    if (is_sound) {
        bool may = listener->settings->join &&
                   throttle_join(&listener->throttle, &row->source,
                       clock_ticks());

        source_text(&row->source, from);
        log_info(may ? "join.begin" : "join.refused", "source=%s", from);
        if (may)
            join_begin(listener, row, login.blob);
        login_tell(listener, row,
            &(struct verdict){.request = login.request,
                .kind = may ? VERDICT_JOIN : VERDICT_BUSY});
    }
    sodium_memzero(&login, sizeof login);
    return is_sound;
}

void
join_done(struct listener *listener, struct connection_row *row,
    int64_t person_id, const char *handle)
{
    char from[SOURCE_TEXT_BYTES];

    source_text(&row->source, from);
    throttle_leave_joining(&listener->throttle, &row->source, true);
    row->is_joining = false;
    memory_free(row->join_key);
    row->is_logged_in = true;
    row->person_id = person_id;
    text_copy(row->handle, sizeof row->handle, handle);
    log_info("join.ok", "source=%s handle=%s", from, row->handle);
}

struct session_row *
join_session(struct listener *listener, const struct connection_row *row)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct session_row *session = &listener->sessions[i];
        if (session->peer.number != 0 &&
            session->connection == row->peer.number)
            return session;
    }
    return NULL;
}

void
login_left(struct listener *listener, struct connection_row *row)
{
    if (row->is_joining)
        throttle_leave_joining(&listener->throttle, &row->source, false);
    else
        throttle_leave(&listener->throttle, &row->source);
}
