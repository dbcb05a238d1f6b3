/* The full-screen session: the loop round the app. */

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "commands/command.h"
#include "daemon/session_local.h"
#include "daemon/session_state.h"
#include "store/store.h"
#include "ui/app.h"
#include "ui/views.h"

enum {
    INPUT_BYTES = 4096,
    INPUTS_A_TURN = 16,   /* of a paste, before the screen is drawn */
    TRIM_PAUSE = 1000,    /* milliseconds in which nothing happened */
    SLOW_PAUSE = 100,     /* milliseconds, while the terminal takes nothing */
    PLACE_PAUSE = 1000,   /* milliseconds between two words on the place */
    HOLD_PAUSE = 2000,    /* milliseconds between tries to keep what is held */
    FAREWELL_MOST = 1000, /* milliseconds for the last bytes to go out */
    STACK_BYTES = 128 * 1024,
    EXIT_SOFTWARE = 70
};

static const char lost_words
    [] = "This broke off and goes on here: what you typed last may be missing.";

static const char sent_words
    [] = "This broke off and goes on here: what you were writing was sent.";

/* What a turn waits for. */
enum {
    POLL_INPUT,
    POLL_HUB,
    POLL_SIGNALS,
    POLL_OUTPUT,
    POLLS
};

struct screen {
    struct session *session;
    struct app *app; /* owned */
    struct text out; /* bytes for the terminal; from `sent` on to be sent */
    size_t sent;
    int64_t active_at; /* ticks: when something happened last */
    bool is_trimmed;   /* memory was given back since */
    int64_t place_at;  /* ticks: when the place may be told again */
    bool owes_place;   /* something happened since it was */
    struct text place; /* as it was told */
};

static bool
is_over(const struct screen *screen)
{
    const struct session *session = screen->session;

    return session->is_hung_up || session->ending != NULL ||
           session->is_asleep || app_is_done(screen->app);
}

static bool
is_pending(const struct screen *screen)
{
    return screen->sent < screen->out.length;
}

/* As much as the terminal takes now. */
static void
flush(struct screen *screen)
{
    while (is_pending(screen)) {
        ssize_t count = write(screen->session->terms->output,
            screen->out.bytes + screen->sent,
            screen->out.length - screen->sent);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno != EAGAIN)
            screen->session->is_hung_up = true;
        if (count < 0)
            return;
        screen->sent += (size_t)count;
    }
    if (screen->out.bytes != NULL) /* it may be a secret */
        explicit_bzero(screen->out.bytes, screen->out.length);
    text_truncate(&screen->out, 0);
    screen->sent = 0;
}

/* A paste is taken in some pieces before anything is drawn. */
static void
read_input(struct screen *screen)
{
    struct session *session = screen->session;
    struct pollfd more = {.fd = session->terms->input, .events = POLLIN};
    char bytes[INPUT_BYTES];

    for (int i = 0; i < INPUTS_A_TURN; i++) {
        ssize_t count = read(session->terms->input, bytes, sizeof bytes);
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            return;
        if (count <= 0) {
            session->is_hung_up = true;
            return;
        }
        session->input_at = clock_ticks();
        app_input(screen->app, bytes, (size_t)count);
        explicit_bzero(bytes, (size_t)count); /* it may be a password */
        if (count < (ssize_t)sizeof bytes || poll(&more, 1, 0) <= 0)
            return;
    }
}

static int
least(int a, int b)
{
    return a < b ? a : b;
}

static int
until(int64_t at)
{
    int64_t left = at - clock_ticks();

    return left > 0 ? (int)left : 0;
}

static int
milliseconds_to_wait(const struct screen *screen)
{
    int wait = app_wait(screen->app);

    if (wait < 0)
        wait = INT32_MAX;
    if (is_pending(screen) && wait < SLOW_PAUSE)
        wait = SLOW_PAUSE; /* what is new cannot be drawn before that */
    if (!screen->is_trimmed)
        wait = least(wait, TRIM_PAUSE);
    if (screen->owes_place)
        wait = least(wait, until(screen->place_at));
    wait = least(wait, session_look(screen->session));
    screen->session->holds_text = app_holds(screen->app);
    screen->session->may_sleep = !is_pending(screen) &&
                                 app_may_sleep(screen->app);
    return least(wait, session_check_idle(screen->session));
}

/* Pages below our frame hold what calls that are over have left. Nothing else
 * is mapped that near: the kernel keeps a gap of a megabyte. */
static void
stack_trim(void)
{
#ifndef HOMEROOM_WATCHED
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    char frame;
    uintptr_t end = ((uintptr_t)&frame & ~(page - 1)) - page;

    madvise((void *)(end - STACK_BYTES), STACK_BYTES, MADV_DONTNEED);
#endif
}

/* Most of the time a person reads; what only drawing needed is given back. */
static void
trim(struct screen *screen)
{
    if (screen->is_trimmed || is_pending(screen) ||
        clock_ticks() - screen->active_at < TRIM_PAUSE)
        return;
    store_rest(screen->session->store);
    text_clear(&screen->out);
    malloc_trim(0);
    stack_trim();
    screen->is_trimmed = true;
}

/* For another process, should this one be killed. */
static void
place_tell(struct screen *screen)
{
    int64_t now = clock_ticks();
    struct text place = {0};

    if (!screen->owes_place || now < screen->place_at)
        return;
    app_place(screen->app, &place);
    screen->owes_place = false;
    if (text_equals(text_bytes(&place), text_bytes(&screen->place))) {
        text_clear(&place);
        return;
    }
    session_tell_place(screen->session, text_bytes(&place));
    text_clear(&screen->place);
    screen->place = place;
    screen->place_at = now + PLACE_PAUSE;
}

static void
take_part(struct screen *screen, const struct pollfd waits[POLLS])
{
    struct session *session = screen->session;

    store_read_begin(session->store);
    if (waits[POLL_INPUT].revents != 0)
        read_input(screen);
    if (waits[POLL_HUB].revents != 0)
        session_hear(session);
    if (waits[POLL_SIGNALS].revents != 0)
        local_signal(session);
    if (app_wait(screen->app) == 0)
        app_tick(screen->app);
    store_read_end(session->store);
    session_tell(session);
}

static void
turn(struct screen *screen)
{
    struct session *session = screen->session;
    int wait = milliseconds_to_wait(screen);
    struct pollfd waits[POLLS] = {
        [POLL_INPUT] = {.fd = session->terms->input, .events = POLLIN},
        [POLL_HUB] = {.fd = session->hub, .events = POLLIN},
        [POLL_SIGNALS] = {.fd = local_signals(), .events = POLLIN},
        [POLL_OUTPUT] = {.fd = is_pending(screen) ? session->terms->output : -1,
            .events = POLLOUT},
    };

    if (is_over(screen))
        return;
    int count = poll(waits, POLLS, wait);
    if (count < 0 && errno != EINTR) {
        log_error("poll", "errno=%d", errno);
        session->is_hung_up = true;
        return;
    }
    if (count != 0 || app_wait(screen->app) == 0) {
        screen->active_at = clock_ticks();
        screen->is_trimmed = false;
        screen->owes_place = true;
    }
    take_part(screen, waits);
    flush(screen);
    trim(screen);
}

static void
run(struct screen *screen)
{
    app_begin(screen->app, &screen->out);
    while (!is_over(screen)) {
        if (!is_pending(screen)) {
            store_read_begin(screen->session->store);
            app_show(screen->app, &screen->out);
            store_read_end(screen->session->store);
            flush(screen);
        }
        place_tell(screen);
        turn(screen);
    }
}

static void
add_lines(struct text *out, const char *lines)
{
    for (; *lines != '\0'; lines++) {
        if (*lines == '\n')
            text_add(out, "\r");
        text_add_bytes(out, lines, 1);
    }
}

/* Keeps what was typed and where it is; the terminal stays as it is. */
static void
fall_asleep(struct screen *screen)
{
    app_hangup(screen->app);
    screen->owes_place = true;
    screen->place_at = 0;
    place_tell(screen);
}

/* On a full disk, say, what was typed waits for room, though the line is cut;
 * until the listener wants this to end, or it has been too long. */
static void
hold(struct screen *screen)
{
    struct session *session = screen->session;
    int64_t end = clock_ticks() + MESSAGE_HOLD_MOST;

    session_tell_hold(session);
    while (app_holds(screen->app) && session->ending == NULL &&
           clock_ticks() < end) {
        int64_t try_at = clock_ticks() + HOLD_PAUSE;
        struct pollfd wait = {.fd = session->hub, .events = POLLIN};

        while (session->ending == NULL && until(try_at) > 0 &&
               poll(&wait, 1, until(try_at)) > 0) {
            session_hear(session);
            wait.fd = session->hub;
        }
        store_read_begin(session->store);
        app_hangup(screen->app);
        store_read_end(session->store);
    }
    log_info("session.held", "person=%lld kept=%d",
        (long long)session->viewer.person.id, !app_holds(screen->app));
}

/* Keeps what was typed, then gives the terminal back. */
static void
leave(struct screen *screen)
{
    struct session *session = screen->session;
    struct text words = {0};
    int64_t until = clock_ticks() + FAREWELL_MOST;
    struct pollfd wait = {.fd = session->terms->output, .events = POLLOUT};

    app_hangup(screen->app);
    if (session->is_hung_up && app_holds(screen->app))
        hold(screen);
    session_goodbye(session, &words);
    app_end(screen->app, &screen->out);
    add_lines(&screen->out, text_bytes(&words));
    text_clear(&words);
    while (!session->is_hung_up) {
        flush(screen);
        int64_t left = until - clock_ticks();
        if (!is_pending(screen) || left <= 0 || poll(&wait, 1, (int)left) < 0)
            return;
    }
}

static int
refuse_screen(const struct session *session)
{
    static const char words
        [] = "The full screen cannot be shown here; ssh -T goes without.\r\n";

    log_error("screen", "term=%s reason=%s", session->terms->terminal.term,
        reason());
    command_write(session->terms->errors, words, sizeof words - 1);
    return EXIT_SOFTWARE;
}

int
session_screen(struct session *session)
{
    struct screen screen = {
        .session = session,
        .active_at = clock_ticks(),
        .owes_place = true,
    };

    /* With who is here, so that the first screen is whole. */
    session_await_here(session);
    store_read_begin(session->store);
    enum status status = session_must_enrol(session)
                             ? app_new_confined(&session->viewer,
                                   &session->terms->terminal,
                                   &second_factor_view, &screen.app)
                             : app_new(&session->viewer,
                                   &session->terms->terminal,
                                   session->terms->place, &screen.app);
    store_read_end(session->store);
    if (status != STATUS_OK)
        return refuse_screen(session);
    if (session->terms->is_local)
        local_begin(session->terms->input);
    else
        fcntl(session->terms->output, F_SETFL,
            fcntl(session->terms->output, F_GETFL) | O_NONBLOCK);
    session->app = screen.app;
    if (session->terms->beginning == SESSION_WAS_LOST)
        app_say(screen.app, "%s",
            app_was_sent(screen.app, session->terms->place) ? sent_words
                                                            : lost_words);
    session_show_notice(session);
    run(&screen);
    if (session->is_asleep)
        fall_asleep(&screen);
    else
        leave(&screen);
    session->app = NULL;
    if (session->terms->is_local)
        local_end();
    app_free(screen.app);
    text_clear(&screen.out);
    text_clear(&screen.place);
    return 0;
}
