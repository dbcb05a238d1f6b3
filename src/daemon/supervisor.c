/* Supervisor: holds the sockets, and begins the listener again. */

#include "daemon/supervisor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "config/config.h"
#include "daemon/drain_note.h"
#include "daemon/listener.h"
#include "daemon/losses.h"
#include "daemon/notify.h"
#include "daemon/orphans.h"
#include "daemon/planted.h"
#include "daemon/process.h"
#include "daemon/reloading.h"
#include "daemon/unix_user.h"

enum {
    DESCRIPTORS_MOST = 524288,
    EXIT_LOST = 70,
    /* Milliseconds for what a lost listener leaves behind to end in words. */
    ORPHANS_MOST = 10 * 1000,
    NOT_ENDED = -1
};

struct supervisor {
    const char *config_path;
    struct settings *settings;
    struct listening listening;
    int signals;    /* signalfd */
    pid_t listener; /* 0: none at this moment */
    int told;       /* what the listener says; -1: none */
    int64_t
        begin_at; /* ticks: when the next listener begins, if there is none */
    int64_t orphans_at; /* ticks: when what is left is killed; 0: nothing is */
    struct losses losses;
    bool was_ready;   /* once: from then on a lost listener is begun again */
    bool is_stopping; /* a signal said so */
    int exit_status;  /* NOT_ENDED: it goes on */
};

/* Six descriptors a person who is here, on a host that lets us. */
static void
descriptors_raise(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max < DESCRIPTORS_MOST ? limit.rlim_max
                                                       : DESCRIPTORS_MOST;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* Blocked before the first fork, so that one that comes early waits. What a
 * lost listener leaves behind becomes ours. */
static enum status
children_take(struct supervisor *supervisor)
{
    sigset_t taken;

    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&taken);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGINT);
    sigaddset(&taken, SIGHUP);
    sigaddset(&taken, SIGCHLD);
    sigprocmask(SIG_BLOCK, &taken, NULL);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    supervisor->signals = signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
    if (supervisor->signals >= 0)
        return STATUS_OK;
    return refuse(STATUS_FAILED, "signalfd: %s", strerror(errno));
}

/* The child never returns. */
static int
listener_child(struct supervisor *supervisor, int told)
{
    const struct listener_terms terms = {
        .config_path = supervisor->config_path,
        .settings = supervisor->settings,
        .listening = &supervisor->listening,
        .told = told,
        .is_begun_again = supervisor->was_ready,
    };

    close(supervisor->signals);
    return listener_run(&terms);
}

/* What another listener begins with, unless the file has become bad. */
static void
settings_renew(struct supervisor *supervisor)
{
    struct settings fresh;
    struct text kept = {0};

    if (reloading_load(supervisor->config_path, supervisor->settings, &fresh,
            &kept) == STATUS_OK) {
        config_clear(supervisor->settings);
        *supervisor->settings = fresh;
    }
    text_clear(&kept);
}

static void
listener_put_off(struct supervisor *supervisor, int64_t pause)
{
    supervisor->begin_at = clock_ticks() + pause;
}

static void
listener_hindered(struct supervisor *supervisor)
{
    log_error("process.begin", "name=listener reason=\"%s\"", strerror(errno));
    listener_put_off(supervisor, losses_pause(2));
}

static void
listener_begin(struct supervisor *supervisor)
{
    int ends[2];
    pid_t parent = getpid();

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
            ends) != 0) {
        listener_hindered(supervisor);
        return;
    }
    pid_t pid = fork();
    if (pid == 0) {
        process_die_with(parent);
        close(ends[0]);
        exit(listener_child(supervisor, ends[1]));
    }
    if (pid < 0) {
        listener_hindered(supervisor);
        close(ends[0]);
        close(ends[1]);
        return;
    }
    close(ends[1]);
    supervisor->listener = pid;
    supervisor->told = ends[0];
}

static void
listener_tell(const struct supervisor *supervisor, int number)
{
    if (supervisor->listener > 0)
        kill(supervisor->listener, number);
}

/* Asked to end, it has; one that never was ready cannot start at all. */
static void
listener_ended(struct supervisor *supervisor, int status)
{
    bool is_told = WIFEXITED(status) && WEXITSTATUS(status) == 0;

    supervisor->listener = 0;
    if (supervisor->told >= 0)
        close(supervisor->told);
    supervisor->told = -1;
    if (is_told || !supervisor->was_ready || supervisor->is_stopping) {
        if (WIFSIGNALED(status))
            log_error("process.lost", "name=listener signal=%d",
                WTERMSIG(status));
        supervisor->exit_status = WIFEXITED(status) ? WEXITSTATUS(status)
                                                    : EXIT_LOST;
        return;
    }
    int64_t pause = losses_pause(
        losses_add(&supervisor->losses, clock_ticks()));
    log_error("process.lost", "name=listener signal=%d again_in_ms=%lld",
        WIFSIGNALED(status) ? WTERMSIG(status) : 0, (long long)pause);
    notify_state("STATUS=Begins anew");
    listener_put_off(supervisor, pause);
    supervisor->orphans_at = clock_ticks() + ORPHANS_MOST;
}

static void
children_reap(struct supervisor *supervisor)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == supervisor->listener)
            listener_ended(supervisor, status);
        else if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
            log_error("process.crashed", "pid=%d signal=%d", (int)pid,
                WTERMSIG(status));
    }
}

static void
stop(struct supervisor *supervisor)
{
    supervisor->is_stopping = true;
    if (supervisor->listener == 0)
        supervisor->exit_status = 0;
    listener_tell(supervisor, SIGTERM);
}

static void
signals_read(struct supervisor *supervisor)
{
    struct signalfd_siginfo info;

    while (
        read(supervisor->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGCHLD) {
            children_reap(supervisor);
            continue;
        }
        log_info("signal", "number=%u pid=%u uid=%u", info.ssi_signo,
            info.ssi_pid, info.ssi_uid);
        if (info.ssi_signo == SIGHUP)
            listener_tell(supervisor, SIGHUP);
        else
            stop(supervisor);
    }
}

static void
word_heard(struct supervisor *supervisor, char word)
{
    if (word == LISTENER_STOPS) {
        notify_state("STOPPING=1");
    } else if (word == LISTENER_RELOADS) {
        notify_reloading();
    } else {
        supervisor->was_ready = true;
        notify_state("READY=1\nSTATUS=Serves");
    }
}

static void
words_read(struct supervisor *supervisor)
{
    char words[16];
    ssize_t count = read(supervisor->told, words, sizeof words);

    for (ssize_t i = 0; i < count; i++)
        word_heard(supervisor, words[i]);
    if (count == 0) { /* it is about to end */
        close(supervisor->told);
        supervisor->told = -1;
    }
}

/* A stopped process, or one in a loop, does not see that its socket ended. */
static void
orphans_end(struct supervisor *supervisor)
{
    int64_t now = clock_ticks();

    if (supervisor->orphans_at == 0 || now < supervisor->orphans_at)
        return;
    supervisor->orphans_at = orphans_kill(supervisor->listener)
                                 ? now + ORPHANS_MOST
                                 : 0;
}

static int
milliseconds_to_wait(const struct supervisor *supervisor)
{
    int64_t due = supervisor->listener > 0 ? INT64_MAX : supervisor->begin_at;

    if (supervisor->orphans_at != 0 && supervisor->orphans_at < due)
        due = supervisor->orphans_at;
    if (due == INT64_MAX)
        return -1;
    int64_t left = due - clock_ticks();
    return left > 0 ? (int)left : 0;
}

static void
turn(struct supervisor *supervisor)
{
    struct pollfd waits[] = {
        {.fd = supervisor->signals, .events = POLLIN},
        {.fd = supervisor->told, .events = POLLIN},
    };

    if (poll(waits, 2, milliseconds_to_wait(supervisor)) < 0 && errno != EINTR)
        supervisor->exit_status = EXIT_LOST;
    if (waits[1].revents != 0)
        words_read(supervisor);
    if (waits[0].revents != 0)
        signals_read(supervisor);
    orphans_end(supervisor);
    if (supervisor->exit_status == NOT_ENDED && supervisor->listener == 0 &&
        clock_ticks() >= supervisor->begin_at) {
        if (supervisor->was_ready)
            settings_renew(supervisor);
        listener_begin(supervisor);
    }
}

static enum status
start(struct supervisor *supervisor)
{
    descriptors_raise();
    enum status status = children_take(supervisor);
    if (status == STATUS_OK)
        status = listening_open(supervisor->settings, &supervisor->listening);
    if (status == STATUS_OK)
        status = unix_user_become(supervisor->settings);
    process_close_memory(); /* changing the user opens it */
    planted("supervisor");
    return status;
}

int
supervisor_run(const char *config_path, struct settings *settings)
{
    static struct supervisor supervisor;

    supervisor = (struct supervisor){
        .config_path = config_path,
        .settings = settings,
        .signals = -1,
        .told = -1,
        .exit_status = NOT_ENDED,
    };
    enum status status = start(&supervisor);
    if (status != STATUS_OK) {
        log_error("start", "reason=%s", reason());
        supervisor.exit_status = status_exit(status);
    }
    while (supervisor.exit_status == NOT_ENDED)
        turn(&supervisor);
    /* Carried out, or not needed any more: whoever starts it again means it. */
    if (supervisor.exit_status == 0)
        drain_note_drop(settings);
    listening_close(&supervisor.listening);
    if (supervisor.told >= 0)
        close(supervisor.told);
    if (supervisor.signals >= 0)
        close(supervisor.signals);
    return supervisor.exit_status;
}
