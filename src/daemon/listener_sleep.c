/* The listener's sleeping sessions: no process, until a byte comes. */

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "daemon/listener_state.h"

static void
watch(const struct listener *listener, const struct sleeper *sleeper, int act)
{
    struct epoll_event event = {
        .events = EPOLLIN,
        .data.u64 = (uint64_t)WATCH_SLEEPERS << WATCH_SHIFT |
                    (uint64_t)(sleeper - listener->sleepers),
    };

    if (epoll_ctl(listener->epoll, act, sleeper->hold->stream, &event) != 0)
        log_error("sleeper.watch", "channel=%lld", (long long)sleeper->channel);
}

static struct sleeper *
sleeper_free(struct listener *listener)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        if (!listener->sleepers[i].is_used)
            return &listener->sleepers[i];
    }
    return NULL;
}

bool
sleeper_begin(struct listener *listener, struct session_row *gone)
{
    const struct settings *settings = listener->settings;
    struct sleeper *sleeper = sleeper_free(listener);
    int64_t left = settings->idle_seconds - settings->sleep_seconds;

    if (sleeper == NULL || gone->hold == NULL || gone->hold->stream < 0 ||
        gone->peer.is_failed || listener->phase != LISTENER_SERVES)
        return false;
    *sleeper = (struct sleeper){
        .is_used = true,
        .connection = gone->connection,
        .channel = gone->channel,
        .person_id = gone->person_id,
        .kind = gone->kind,
        .hold = gone->hold,
        .gone_at = clock_ticks() + (left > 0 ? left : 0) * 1000,
    };
    gone->hold = NULL;
    watch(listener, sleeper, EPOLL_CTL_ADD);
    wake_at(listener, sleeper->gone_at);
    log_debug("session.sleep", "person=%lld", (long long)sleeper->person_id);
    return true;
}

/* Takes it out of the table, as a session that has just lost its process. */
static struct session_row
sleeper_take(struct listener *listener, struct sleeper *sleeper)
{
    struct session_row gone = {
        .connection = sleeper->connection,
        .channel = sleeper->channel,
        .person_id = sleeper->person_id,
        .kind = sleeper->kind,
        .hold = sleeper->hold,
    };

    watch(listener, sleeper, EPOLL_CTL_DEL);
    *sleeper = (struct sleeper){0};
    return gone;
}

/* The connection has closed its end of the streams, and all is read. */
static bool
has_hung_up(const struct sleeper *sleeper)
{
    struct pollfd stream = {.fd = sleeper->hold->stream};
    char byte;

    return poll(&stream, 1, 0) > 0 && (stream.revents & POLLHUP) != 0 &&
           recv(stream.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static void
sleeper_end(struct listener *listener, struct sleeper *sleeper,
    const char *words)
{
    struct session_row gone = sleeper_take(listener, sleeper);
    struct connection_row *connection = connection_find(listener,
        gone.connection);

    hold_free(gone.hold);
    if (connection != NULL)
        session_end_tell(listener, connection, &gone, words);
}

void
sleeper_wake(struct listener *listener, size_t index)
{
    if (index >= listener->session_capacity ||
        !listener->sleepers[index].is_used ||
        listener->phase != LISTENER_SERVES)
        return;
    if (has_hung_up(&listener->sleepers[index])) {
        sleeper_end(listener, &listener->sleepers[index], "");
        return;
    }
    struct session_row gone = sleeper_take(listener,
        &listener->sleepers[index]);
    struct connection_row *connection = connection_find(listener,
        gone.connection);

    if (connection != NULL && session_goes_on(listener, connection, &gone,
                                  SESSION_WAS_ASLEEP, gone.hold->place) == NULL)
        session_end_tell(listener, connection, &gone,
            "This session could not be woken up. What you typed is kept: "
            "connect again.");
    hold_free(gone.hold);
}

void
sleeper_sized(struct listener *listener, int64_t connection, int64_t channel,
    const struct terminal *terminal)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct sleeper *sleeper = &listener->sleepers[i];

        if (!sleeper->is_used || sleeper->connection != connection ||
            sleeper->channel != channel)
            continue;
        sleeper->hold->terminal.rows = terminal->rows;
        sleeper->hold->terminal.columns = terminal->columns;
        sleeper_wake(listener, i);
        return;
    }
}

int64_t
sleepers_count(const struct listener *listener, int64_t person_id)
{
    int64_t count = 0;

    for (size_t i = 0; i < listener->session_capacity; i++)
        count += listener->sleepers[i].is_used &&
                 listener->sleepers[i].person_id == person_id;
    return count;
}

bool
sleeper_is_on(const struct listener *listener, int64_t connection,
    int64_t channel)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        const struct sleeper *sleeper = &listener->sleepers[i];

        if (sleeper->is_used && sleeper->connection == connection &&
            sleeper->channel == channel)
            return true;
    }
    return false;
}

void
sleepers_of_gone_connection(struct listener *listener, int64_t number)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct sleeper *sleeper = &listener->sleepers[i];

        if (!sleeper->is_used || sleeper->connection != number)
            continue;
        struct session_row gone = sleeper_take(listener, sleeper);
        hold_free(gone.hold);
    }
}

void
sleepers_end(struct listener *listener, int64_t person_id, const char *words)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct sleeper *sleeper = &listener->sleepers[i];

        if (sleeper->is_used &&
            (person_id == 0 || sleeper->person_id == person_id))
            sleeper_end(listener, sleeper, words);
    }
}

static void
sleeper_end_idle(struct listener *listener, struct sleeper *sleeper)
{
    char *words = session_idle_words(listener->settings->idle_seconds);

    sleeper_end(listener, sleeper, words);
    memory_release(words);
}

void
sleepers_wake(struct listener *listener, int64_t now)
{
    for (size_t i = 0; i < listener->session_capacity; i++) {
        struct sleeper *sleeper = &listener->sleepers[i];

        if (!sleeper->is_used)
            continue;
        if (now >= sleeper->gone_at)
            sleeper_end_idle(listener, sleeper);
        else
            wake_at(listener, sleeper->gone_at);
    }
}

void
sleepers_forget(struct listener *listener)
{
    if (listener->sleepers == NULL)
        return;
    for (size_t i = 0; i < listener->session_capacity; i++) {
        if (listener->sleepers[i].is_used)
            hold_free(listener->sleepers[i].hold);
        listener->sleepers[i] = (struct sleeper){0};
    }
    memory_free(listener->sleepers);
}
