/* A session's word with the listener: news, presence, size, the end. */

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "board/reading.h"
#include "config/config.h"
#include "daemon/session_state.h"
#include "daemon/watched.h"
#include "ui/app.h"

enum {
    LOOK_PAUSE = 1000,         /* milliseconds */
    HERE_MOST = WATCHED(1000), /* milliseconds until who is here is known */
    IDS_MOST = 4096
};

static const char hub_gone_words[] =
    "The site broke off and begins anew. What you typed is kept; come back in "
    "a moment.";

int
session_find_hub(const char *socket_path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (!text_copy(address.sun_path, sizeof address.sun_path, socket_path))
        return -1;
    int hub = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (hub >= 0 &&
        connect(hub, (const struct sockaddr *)&address, sizeof address) == 0)
        return hub;
    if (hub >= 0)
        close(hub);
    return -1;
}

/* What does not get through is found in the store by the keeper. */
void
session_tell(struct session *session)
{
    struct event_list *news = &session->viewer.news;

    for (size_t i = 0; i < news->count && session->hub >= 0; i++) {
        wire_begin(&session->wire, MESSAGE_DID);
        event_put(&session->wire, &news->rows[i]);
        if (wire_send(session->hub, &session->wire) != STATUS_OK)
            break;
    }
    if (news->count > 0)
        event_list_clear(news);
}

void
session_tell_place(struct session *session, const char *place)
{
    if (session->hub < 0 || session->terms->is_local)
        return;
    wire_begin(&session->wire, MESSAGE_PLACE);
    wire_put_text(&session->wire, place);
    if (wire_send(session->hub, &session->wire) != STATUS_OK)
        log_debug("place.lost", "person=%lld",
            (long long)session->viewer.person.id);
}

void
session_tell_hold(struct session *session)
{
    if (session->hub < 0 || session->terms->is_local)
        return;
    wire_begin(&session->wire, MESSAGE_HOLD);
    if (wire_send(session->hub, &session->wire) != STATUS_OK)
        log_warning("hold.lost", "person=%lld",
            (long long)session->viewer.person.id);
}

static void
heard_size(struct session *session)
{
    struct wire *wire = &session->wire;
    int rows = (int)wire_get_int(wire, 1, MESSAGE_ROWS_MOST);
    int columns = (int)wire_get_int(wire, 1, MESSAGE_COLUMNS_MOST);

    if (wire_is_whole(wire) && session->app != NULL)
        app_resize(session->app, rows, columns);
}

static void
heard_news(struct session *session)
{
    struct event event;

    if (event_get(&session->wire, &event) && session->app != NULL)
        app_notify(session->app, &event);
}

/* Who came hears it twice: at the start, then with everybody. */
static bool
is_news_here(const struct session *session, const int64_t *ids, size_t count)
{
    const struct viewer *viewer = &session->viewer;

    return !session->has_heard_here || viewer->here_count != count ||
           (count > 0 && memcmp(viewer->here, ids, count * sizeof *ids) != 0);
}

static void
heard_here(struct session *session)
{
    struct wire *wire = &session->wire;
    size_t count = (size_t)wire_get_int(wire, 0, IDS_MOST);
    int64_t *ids = memory_new((count + 1) * sizeof *ids);

    for (size_t i = 0; i < count; i++)
        ids[i] = wire_get_int(wire, 1, INT64_MAX);
    if (wire_is_whole(wire) && is_news_here(session, ids, count)) {
        viewer_here(&session->viewer, ids, count);
        session->has_heard_here = true;
        if (session->app != NULL)
            app_notify(session->app, NULL);
    }
    memory_free(ids);
}

static void
heard_notice(struct session *session)
{
    struct wire *wire = &session->wire;
    int64_t seconds = wire_get_int(wire, -1, DRAIN_SECONDS_MOST);
    const char *why = wire_get_text(wire, DRAIN_TEXT_BYTES - 1);

    if (!wire_is_whole(wire))
        return;
    notice_set(&session->notice, seconds, why, clock_ticks());
    session->has_notice = true;
    session_show_notice(session);
}

void
session_show_notice(struct session *session)
{
    int64_t left = session->notice.down_at - clock_ticks();

    if (!session->has_notice || session->app == NULL)
        return;
    session->has_notice = false;
    app_notice(session->app, session->notice.is_on ? left / 1000 : -1,
        session->notice.why);
}

bool
session_take_notice(struct session *session, struct text *sentence)
{
    if (!session->has_notice)
        return false;
    session->has_notice = false;
    notice_words(&session->notice, clock_ticks(), sentence);
    text_add(sentence, ".");
    return true;
}

static void
heard_hurry(struct session *session)
{
    int64_t seconds = wire_get_int(&session->wire, 0, INT32_MAX);

    if (wire_is_whole(&session->wire))
        session->seconds_left = seconds;
}

static void
heard_end(struct session *session)
{
    struct wire *wire = &session->wire;
    const char *words = wire_get_text(wire, MESSAGE_REASON_BYTES - 1);

    if (wire_is_whole(wire) && session->ending == NULL)
        session->ending = memory_copy(words);
}

/* Without a listener a session of its daemon ends; a local one goes on. */
static void
hub_gone(struct session *session)
{
    session->hub = -1;
    if (!session->terms->is_local && session->ending == NULL)
        session->ending = memory_copy(hub_gone_words);
}

void
session_hear(struct session *session)
{
    static void (*const heard[MESSAGE_COUNT])(struct session *) = {
        [MESSAGE_RESIZE] = heard_size,
        [MESSAGE_NEWS] = heard_news,
        [MESSAGE_HERE] = heard_here,
        [MESSAGE_ANSWER] = session_heard_answer,
        [MESSAGE_NOTICE] = heard_notice,
        [MESSAGE_HURRY] = heard_hurry,
        [MESSAGE_END] = heard_end,
    };

    while (session->hub >= 0) {
        enum status status = wire_receive(session->hub, &session->wire);
        uint8_t type = wire_type(&session->wire);
        if (status == STATUS_AGAIN)
            return;
        if (status == STATUS_NOT_FOUND || status == STATUS_FAILED) {
            hub_gone(session);
            return;
        }
        if (status == STATUS_OK && type < MESSAGE_COUNT && heard[type] != NULL)
            heard[type](session);
        wire_clear(&session->wire);
    }
}

static void
look(struct session *session)
{
    struct event_list list = {0};

    if (reading_events(&session->viewer, session->last_event, &list) !=
        STATUS_OK)
        return;
    for (size_t i = 0; i < list.count; i++) {
        session->last_event = list.rows[i].id;
        if (list.rows[i].person_id != session->viewer.person.id)
            app_notify(session->app, &list.rows[i]);
    }
    event_list_clear(&list);
}

int
session_look(struct session *session)
{
    int64_t now = clock_ticks();

    if (session->hub >= 0 || session->app == NULL)
        return LOOK_PAUSE * 60;
    if (session->look_at == 0) {
        if (reading_last_event(&session->viewer, &session->last_event) !=
            STATUS_OK)
            return LOOK_PAUSE;
        session->look_at = now + LOOK_PAUSE;
    }
    if (now >= session->look_at) {
        look(session);
        session->look_at = now + LOOK_PAUSE;
    }
    return (int)(session->look_at - now);
}

void
session_await_here(struct session *session)
{
    struct pollfd wait = {.fd = session->hub, .events = POLLIN};
    int64_t until = clock_ticks() + HERE_MOST;

    while (session->hub >= 0 && !session->has_heard_here) {
        int64_t left = until - clock_ticks();
        if (left <= 0 || poll(&wait, 1, (int)left) < 0)
            return;
        session_hear(session);
    }
}

static int
at_most(int64_t milliseconds)
{
    return milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds;
}

char *
session_idle_words(int64_t idle)
{
    struct text words = {0};
    char span[32];

    duration_short(idle, span, sizeof span);
    text_add_format(&words,
        "Nothing was typed for %s, so this session has ended.", span);
    return text_take(&words);
}

int
session_check_idle(struct session *session)
{
    int64_t idle = config_current()->idle_seconds;
    int64_t sleep = config_current()->sleep_seconds;
    int64_t quiet = clock_ticks() - session->input_at;
    bool may_sleep = session->may_sleep && !session->terms->is_local &&
                     session->hub >= 0 && sleep < idle;

    if (quiet >= idle * 1000 && session->holds_text)
        return LOOK_PAUSE;
    if (quiet >= idle * 1000 && session->ending == NULL)
        session->ending = session_idle_words(idle);
    else if (may_sleep && quiet >= sleep * 1000)
        session->is_asleep = session->ending == NULL;
    if (session->ending != NULL || session->is_asleep)
        return 0;
    return at_most((may_sleep ? sleep : idle) * 1000 - quiet);
}
