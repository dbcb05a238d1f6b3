/* A session as the daemon's own process. */

#include "daemon/session_process.h"

#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "config/config.h"
#include "daemon/messages.h"
#include "daemon/process.h"
#include "daemon/sandbox.h"
#include "daemon/session.h"
#include "daemon/session_join.h"
#include "daemon/site_pages.h"
#include "daemon/taken_over.h"
#include "daemon/watched.h"
#include "store/store.h"
#include "ui/canvas.h"

enum {
    START_MOST = WATCHED(10000), /* milliseconds */
    EXIT_LOST = 70
};

struct beginning {
    struct session_start start;
    int terminal;
    int errors;
};

/* A screen and a store that nobody sees: what they load and bind at first use
 * is there for every session to share. */
static void
warm_up(void)
{
    static const struct terminal terminal = {
        .term = "xterm-256color",
        .rows = 24,
        .columns = 80,
        .is_utf8 = true,
    };
    struct spot spot = {.row = 1, .width = -1};
    struct canvas *canvas = NULL;
    struct text shown = {0};

    store_warm_up();
    if (canvas_open(&terminal, &canvas) != STATUS_OK)
        return;
    canvas_begin(canvas, &shown);
    canvas_text(canvas, spot, STYLE_ACCENT, "Sal\u00fat");
    canvas_rule(canvas, 2, 0, 80, "Salut");
    canvas_show(canvas, &shown);
    canvas_end(canvas, &shown);
    canvas_close(canvas);
    text_clear(&shown);
}

enum status
session_process_prepare(void)
{
    tzset();
    warm_up();
    enum status status = sandbox_prepare(SANDBOX_SESSION);
    if (status == STATUS_OK)
        status = sandbox_prepare(SANDBOX_JOIN);
    return status == STATUS_OK ? sandbox_prepare(SANDBOX_SESSIONS) : status;
}

static bool
start_wait(int control, struct beginning *beginning)
{
    static struct wire wire;
    struct pollfd wait = {.fd = control, .events = POLLIN};

    if (poll(&wait, 1, START_MOST) <= 0 ||
        wire_receive(control, &wire) != STATUS_OK)
        return false;
    bool is_sound = wire_type(&wire) == MESSAGE_START &&
                    session_start_get(&wire, &beginning->start);
    beginning->terminal = wire_take_descriptor(&wire);
    beginning->errors = wire_take_descriptor(&wire);
    wire_clear(&wire);
    return is_sound && beginning->terminal >= 0 && beginning->errors >= 0;
}

static void
exit_tell(int control, int exit_status)
{
    static struct wire wire;

    wire_begin(&wire,
        exit_status == SESSION_SLEEPS ? MESSAGE_SLEEP : MESSAGE_EXIT);
    wire_put_int(&wire, exit_status == SESSION_SLEEPS ? 0 : exit_status);
    enum status status = wire_send_within(control, &wire, START_MOST);
    if (status == STATUS_AGAIN)
        log_warning("exit.lost", "status=%d", exit_status);
}

static int
run_session(const struct settings *settings, struct session_terms *terms)
{
    const char *const folders[] = {settings->store, NULL};
    char *path = config_store_path(settings);
    int exit_status = EXIT_LOST;

    terms->store_path = path;
    if (sandbox_enter(SANDBOX_SESSION, folders) == STATUS_OK) {
        taken_over("session");
        exit_status = session_run(terms);
    }
    memory_free(path);
    return exit_status;
}

static int
run_join(const struct settings *settings, struct session_terms *terms)
{
    char host[HOST_BYTES];

    if (site_find_host(settings, host) != STATUS_OK)
        text_copy(host, sizeof host, "HOST");
    process_name(settings, "join");
    if (sandbox_enter(SANDBOX_JOIN, NULL) != STATUS_OK)
        return EXIT_LOST;
    taken_over("join");
    return session_join(terms, host);
}

int
session_process_run(const struct settings *settings, int control)
{
    static struct beginning beginning;

    if (!start_wait(control, &beginning))
        return EXIT_LOST; /* the line was gone before it began */
    struct session_terms terms = {
        .kind = (enum session_kind)beginning.start.kind,
        .beginning = (enum session_beginning)beginning.start.beginning,
        .place = beginning.start.place[0] != '\0' ? beginning.start.place
                                                  : NULL,
        .person_id = beginning.start.person_id,
        .may_write = true,
        .must_enrol = beginning.start.must_enrol,
        .terminal = beginning.start.terminal,
        .command = beginning.start.command,
        .input = beginning.terminal,
        .output = beginning.terminal,
        .errors = beginning.errors,
        .hub = control,
    };
    int exit_status = terms.kind == SESSION_JOIN
                          ? run_join(settings, &terms)
                          : run_session(settings, &terms);
    exit_tell(control, exit_status);
    return exit_status;
}
