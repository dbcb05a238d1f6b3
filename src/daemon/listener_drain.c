/* The listener's drain: an end that is announced, counted down, called off. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "base/unicode.h"
#include "daemon/drain_note.h"
#include "daemon/listener_state.h"

enum {
    SECOND = 1000, /* milliseconds */
    LAST_MINUTE = 60 * SECOND
};

static int64_t
seconds_left(const struct listener *listener)
{
    int64_t left = listener->drain_at - clock_ticks();

    return left > 0 ? (left + SECOND - 1) / SECOND : 0;
}

void
drain_put(const struct listener *listener, struct wire *wire)
{
    bool is_on = listener->drain_at != WAKE_NEVER;

    wire_begin(wire, MESSAGE_NOTICE);
    wire_put_int(wire, is_on ? seconds_left(listener) : -1);
    wire_put_text(wire, listener->drain_text);
}

/* Who came in the last minute would be sent out before they had read a line. */
const char *
drain_refusal(const struct listener *listener)
{
    static char words[MESSAGE_REASON_BYTES];

    if (listener->drain_at == WAKE_NEVER || !listener->is_last_minute)
        return NULL;
    snprintf(words, sizeof words,
        "The site goes down in a moment: %s. Come back later.",
        listener->drain_text);
    return words;
}

void
drain_reason(const struct listener *listener, char reason[MESSAGE_REASON_BYTES])
{
    if (listener->drain_at == WAKE_NEVER)
        snprintf(reason, MESSAGE_REASON_BYTES,
            "The site is going down. What you typed is kept; come back in a "
            "minute.");
    else
        snprintf(reason, MESSAGE_REASON_BYTES,
            "The site goes down: %s. What you typed is kept.",
            listener->drain_text);
}

static void
answer(struct listener *listener, struct peer *peer, enum status status,
    const char *words)
{
    wire_begin(&listener->out, MESSAGE_OPERATED);
    wire_put_int(&listener->out, status);
    wire_put_text(&listener->out, words);
    peer_tell(listener, peer, &listener->out);
}

static void
reload(struct listener *listener, struct peer *peer,
    const struct operation *operation)
{
    (void)operation;
    enum status status = listener_reload(listener);

    answer(listener, peer, status,
        status == STATUS_OK ? text_bytes(&listener->kept) : reason());
}

static void
take_text(struct listener *listener, const char *text)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, text, strlen(text), NULL);
    text_copy(listener->drain_text, sizeof listener->drain_text,
        text_bytes(&clean));
    text_clear(&clean);
}

static void
drain_begin(struct listener *listener, int64_t seconds, const char *text)
{
    listener->drain_at = clock_ticks() + seconds * SECOND;
    listener->is_last_minute = seconds * SECOND <= LAST_MINUTE;
    take_text(listener, text);
    log_info("drain", "in_seconds=%" PRId64 " sessions=%d", seconds,
        listener->session_count);
    wake_at(listener, clock_ticks());
}

static void
drain(struct listener *listener, struct peer *peer,
    const struct operation *operation)
{
    drain_begin(listener, operation->seconds, operation->text);
    answer(listener, peer, STATUS_OK, "");
    if (operation->seconds > 0) /* else what ends all says it */
        hub_notice(listener);
}

/* A clock that was set back meanwhile does not put it off beyond what can be
 * asked for. */
void
drain_recall(struct listener *listener, bool is_begun_again)
{
    struct drain_note note;

    if (drain_note_read(listener->settings, &note) != STATUS_OK)
        return;
    int64_t left = note.ends_at - clock_now();
    if (left > DRAIN_SECONDS_MOST || (left <= 0 && !is_begun_again)) {
        log_info("drain.dropped", "ends_at=%" PRId64, note.ends_at);
        drain_note_drop(listener->settings);
        return;
    }
    drain_begin(listener, left > 0 ? left : 0, note.text);
}

static void
stay(struct listener *listener, struct peer *peer,
    const struct operation *operation)
{
    (void)operation;
    if (listener->drain_at == WAKE_NEVER) {
        answer(listener, peer, STATUS_NOT_FOUND, "no drain is under way");
        return;
    }
    listener->drain_at = WAKE_NEVER;
    listener->drain_text[0] = '\0';
    log_info("drain.off", "sessions=%d", listener->session_count);
    answer(listener, peer, STATUS_OK, "");
    hub_notice(listener);
}

bool
operate_heard(struct listener *listener, struct peer *peer, struct wire *wire)
{
    static void (*const acts[OPERATION_COUNT])(struct listener *, struct peer *,
        const struct operation *) = {
        [OPERATION_RELOAD] = reload,
        [OPERATION_DRAIN] = drain,
        [OPERATION_STAY] = stay,
    };
    struct operation operation;

    if (!operation_get(wire, &operation))
        return false;
    if (listener->phase != LISTENER_SERVES)
        answer(listener, peer, STATUS_CONFLICT, "the site goes down already");
    else
        acts[operation.kind](listener, peer, &operation);
    return true;
}

/* Everybody is told once more when the last minute begins. */
void
drain_wake(struct listener *listener, int64_t now)
{
    if (listener->drain_at == WAKE_NEVER || listener->phase != LISTENER_SERVES)
        return;
    if (now >= listener->drain_at) {
        listener_begin_end(listener);
        return;
    }
    if (!listener->is_last_minute && now >= listener->drain_at - LAST_MINUTE) {
        listener->is_last_minute = true;
        hub_notice(listener);
    }
    wake_at(listener, listener->is_last_minute
                          ? listener->drain_at
                          : listener->drain_at - LAST_MINUTE);
}
