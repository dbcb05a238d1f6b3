/* Spawner: a warmed image that forks connections, or sessions. */

#include "daemon/spawner.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "daemon/connection.h"
#include "daemon/messages.h"
#include "daemon/process.h"
#include "daemon/sandbox.h"
#include "daemon/session_process.h"
#include "daemon/watched.h"
#include "ui/display.h"

enum {
    TELL_MOST = WATCHED(5000), /* milliseconds for the listener to listen */
    END_MOST = WATCHED(4000),  /* milliseconds for the children to end */
    EXIT_LOST = 70
};

static enum status
connections_prepare(const struct settings *settings)
{
    struct text banner = {0};
    const struct display_values values = {.site = settings->name};

    enum status status = display_show("banner", &values, &banner);
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = connection_prepare(settings->host_key, text_bytes(&banner));
    text_clear(&banner);
    return status;
}

static enum status
sessions_prepare(const struct settings *settings)
{
    (void)settings;
    return session_process_prepare();
}

static int
connection_child(const struct settings *settings, const int *descriptors)
{
    (void)settings;
    connection_serve(descriptors[0], descriptors[1]);
    return 0;
}

static int
session_child(const struct settings *settings, const int *descriptors)
{
    return session_process_run(settings, descriptors[0]);
}

static const struct {
    const char *process;
    const char *child;
    enum status (*prepare)(const struct settings *settings);
    int (*run)(const struct settings *settings, const int *descriptors);
    enum sandbox_kind sandbox; /* of the spawner itself */
    int descriptors;           /* that SPAWN brings, the gate the last */
} kinds[] = {
    [SPAWNER_CONNECTION] = {"connections", "connection", connections_prepare,
        connection_child, SANDBOX_CONNECTIONS, 3},
    [SPAWNER_SESSION] = {"sessions", "session", sessions_prepare, session_child,
        SANDBOX_SESSIONS, 2},
};

struct spawner {
    enum spawner_kind kind;
    const struct settings *settings;
    int control;
    int children;    /* signalfd for SIGCHLD */
    bool is_renewed; /* another follows, the children stay */
    struct wire wire;
};

static void
ready_tell(struct spawner *spawner)
{
    wire_begin(&spawner->wire, MESSAGE_SPAWNED);
    wire_put_int(&spawner->wire, 0);
    if (wire_send_within(spawner->control, &spawner->wire, TELL_MOST) !=
        STATUS_OK)
        log_warning("ready.lost", "name=%s", kinds[spawner->kind].process);
}

/* False: the listener does not know of it, so it is not let in. */
static bool
spawned_tell(struct spawner *spawner, int64_t number, int pidfd)
{
    wire_begin(&spawner->wire, MESSAGE_SPAWNED);
    wire_put_int(&spawner->wire, number);
    if (pidfd >= 0)
        wire_put_descriptor(&spawner->wire, pidfd);
    enum status status = wire_send_within(spawner->control, &spawner->wire,
        TELL_MOST);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        log_warning("spawned.lost", "number=%lld", (long long)number);
    return status == STATUS_OK || status == STATUS_NOT_FOUND;
}

/* Nothing is done before the listener, which has heard of us, opens the gate:
 * one that it has not heard of ends here, for another is asked for in its
 * place. */
static bool
is_let_in(int gate)
{
    char byte;
    ssize_t got;

    do
        got = read(gate, &byte, 1);
    while (got < 0 && errno == EINTR);
    close(gate);
    return got == 1;
}

static _Noreturn void
child_run(const struct spawner *spawner, int *descriptors)
{
    int count = kinds[spawner->kind].descriptors;

    process_begin(descriptors, count);
    process_name(spawner->settings, kinds[spawner->kind].child);
    watched_exit(is_let_in(descriptors[count - 1])
                     ? kinds[spawner->kind].run(spawner->settings, descriptors)
                     : 0);
}

static bool
spawn_one(struct spawner *spawner, int64_t number, int *descriptors)
{
    pid_t pid = fork();

    if (pid == 0)
        child_run(spawner, descriptors);
    /* Not reaped before this, so the number is still that process's. */
    int pidfd = pid > 0 ? pidfd_open(pid, 0) : -1;
    if (pidfd < 0)
        log_error("fork", "reason=%s", strerror(errno));
    bool is_told = spawned_tell(spawner, number, pidfd);
    if (pidfd >= 0)
        close(pidfd);
    return is_told;
}

static bool
spawn_asked(struct spawner *spawner)
{
    int descriptors[WIRE_DESCRIPTORS];
    int count = kinds[spawner->kind].descriptors;
    int64_t number = wire_get_int(&spawner->wire, 1, INT64_MAX);
    bool is_told = true;
    bool is_sound = wire_type(&spawner->wire) == MESSAGE_SPAWN &&
                    wire_is_whole(&spawner->wire) &&
                    spawner->wire.descriptor_count == count;

    for (int i = 0; i < count; i++)
        descriptors[i] = wire_take_descriptor(&spawner->wire);
    if (is_sound)
        is_told = spawn_one(spawner, number, descriptors);
    else
        log_error("message.bad", "name=%s", kinds[spawner->kind].process);
    for (int i = 0; i < count; i++) {
        if (descriptors[i] >= 0)
            close(descriptors[i]);
    }
    wire_clear(&spawner->wire);
    return is_told;
}

static void
child_ended(const struct spawner *spawner, pid_t pid, int status)
{
    const char *child = kinds[spawner->kind].child;

    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
        log_error("process.crashed", "name=%s pid=%d signal=%d", child,
            (int)pid, WTERMSIG(status));
    else
        log_debug("process.ended", "name=%s pid=%d status=%d", child, (int)pid,
            WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

/* False when there are no more children. */
static bool
children_reap(const struct spawner *spawner)
{
    struct signalfd_siginfo info;
    int status;
    pid_t pid;

    while (read(spawner->children, &info, sizeof info) > 0)
        ;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        child_ended(spawner, pid, status);
    return pid == 0;
}

/* They end by themselves, now that their sockets have. */
static void
children_await(const struct spawner *spawner)
{
    struct pollfd wait = {.fd = spawner->children, .events = POLLIN};
    int64_t until = clock_ticks() + END_MOST;

    while (children_reap(spawner)) {
        int64_t left = until - clock_ticks();
        if (left <= 0 || poll(&wait, 1, (int)left) < 0)
            return;
    }
}

/* Until the listener is gone. */
static int
spawner_serve(struct spawner *spawner)
{
    struct pollfd waits[] = {
        {.fd = spawner->control, .events = POLLIN},
        {.fd = spawner->children, .events = POLLIN},
    };

    for (;;) {
        if (poll(waits, 2, -1) < 0 && errno != EINTR)
            return EXIT_LOST;
        if (waits[1].revents != 0)
            children_reap(spawner);
        if (waits[0].revents == 0)
            continue;
        enum status status = wire_receive(spawner->control, &spawner->wire);
        if (status == STATUS_AGAIN)
            continue;
        if (status != STATUS_OK)
            return status == STATUS_NOT_FOUND ? 0 : EXIT_LOST;
        spawner->is_renewed = wire_type(&spawner->wire) == MESSAGE_RENEW;
        if (spawner->is_renewed)
            return 0;
        spawner->is_renewed = !spawn_asked(spawner);
        if (spawner->is_renewed)
            return EXIT_LOST;
    }
}

static int
children_watch(void)
{
    sigset_t child;

    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    return signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
}

int
spawner_run(enum spawner_kind kind, const struct settings *settings,
    int control)
{
    static struct spawner spawner;

    process_name(settings, kinds[kind].process);
    spawner = (struct spawner){
        .kind = kind,
        .settings = settings,
        .control = control,
    };
    enum status status = kinds[kind].prepare(settings);
    if (status != STATUS_OK) {
        log_error("start", "reason=%s", reason());
        return status_exit(status);
    }
    const char *const folders[] = {settings->store, NULL};
    spawner.children = children_watch();
    process_settle_heap();
    if (sandbox_enter(kinds[kind].sandbox, folders) != STATUS_OK)
        return EXIT_LOST;
    ready_tell(&spawner);
    int exit_status = spawner_serve(&spawner);
    if (!spawner.is_renewed)
        children_await(&spawner);
    return exit_status;
}
