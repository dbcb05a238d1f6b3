/* The keeper's workers: password hashes, some at a time. */

#include "daemon/keeper_workers.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "config/config.h"
#include "daemon/process.h"
#include "daemon/sandbox.h"
#include "daemon/watched.h"

enum {
    WORKER_NICE = 10 /* strangers' guesses wait for those who are inside */
};

/* Works until its socket ends. */
static void
worker_serve(int socket)
{
    struct password_work work;
    struct password_done done;

    while (recv(socket, &work, sizeof work, 0) == (ssize_t)sizeof work) {
        work.hash[sizeof work.hash - 1] = '\0';
        work.password[sizeof work.password - 1] = '\0';
        work.fresh[sizeof work.fresh - 1] = '\0';
        credentials_work(&work, &done);
        sodium_memzero(&work, sizeof work);
        ssize_t sent = send(socket, &done, sizeof done, MSG_NOSIGNAL);
        sodium_memzero(&done, sizeof done);
        if (sent != (ssize_t)sizeof done)
            return;
    }
}

static enum status
worker_start(struct worker *worker)
{
    int ends[2];
    pid_t parent = getpid();

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return refuse(STATUS_FAILED, "socketpair: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) {
        process_die_with(parent);
        process_begin(&ends[1], 1);
        prctl(PR_SET_NAME, "hr-worker", 0, 0, 0);
        watched_name("worker");
        setpriority(PRIO_PROCESS, 0,
            getpriority(PRIO_PROCESS, 0) + WORKER_NICE);
        if (sandbox_enter(SANDBOX_WORKER, NULL) == STATUS_OK)
            worker_serve(ends[1]);
        watched_exit(0);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return refuse(STATUS_FAILED, "fork: %s", strerror(errno));
    }
    *worker = (struct worker){.socket = ends[0]};
    return STATUS_OK;
}

enum status
workers_start(struct workers *workers)
{
    const struct settings *settings = config_current();
    enum status status = sandbox_prepare(SANDBOX_WORKER);

    workers->count = (int)settings->passwords_at_once;
    workers->waiting_count = 0;
    workers->waiting_most = (int)settings->passwords_waiting;
    workers->wait_most = WATCHED(settings->password_wait_seconds * 1000);
    for (int i = 0; i < workers->count; i++)
        workers->rows[i].socket = -1;
    for (int i = 0; i < workers->count && status == STATUS_OK; i++)
        status = worker_start(&workers->rows[i]);
    return status;
}

void
workers_stop(struct workers *workers)
{
    for (int i = 0; i < workers->count; i++) {
        if (workers->rows[i].socket < 0)
            continue;
        close(workers->rows[i].socket);
        workers->rows[i].socket = -1;
        wait(NULL);
    }
    sodium_memzero(workers->waiting, sizeof workers->waiting);
    workers->waiting_count = 0;
}

static bool
worker_give(struct worker *worker, const struct password_job *job)
{
    ssize_t sent = send(worker->socket, &job->work, sizeof job->work,
        MSG_NOSIGNAL);

    if (sent != (ssize_t)sizeof job->work)
        return false;
    worker->is_busy = true;
    worker->job = *job;
    sodium_memzero(&worker->job.work, sizeof worker->job.work);
    return true;
}

static void
waiting_pop(struct workers *workers)
{
    workers->waiting_count--;
    memmove(workers->waiting, workers->waiting + 1,
        (size_t)workers->waiting_count * sizeof *workers->waiting);
    sodium_memzero(&workers->waiting[workers->waiting_count],
        sizeof *workers->waiting);
}

static enum status
workers_give(struct workers *workers)
{
    for (int i = 0; i < workers->count && workers->waiting_count > 0; i++) {
        if (workers->rows[i].is_busy)
            continue;
        if (!worker_give(&workers->rows[i], &workers->waiting[0]))
            return refuse(STATUS_FAILED, "a worker is gone");
        waiting_pop(workers);
    }
    return STATUS_OK;
}

enum status
workers_ask(struct workers *workers, const struct password_job *job)
{
    if (workers->waiting_count == workers->waiting_most)
        return STATUS_FULL;
    workers->waiting[workers->waiting_count++] = *job;
    return workers_give(workers);
}

void
workers_poll(const struct workers *workers, struct pollfd *waits)
{
    for (int i = 0; i < workers->count; i++)
        waits[i] = (struct pollfd){
            .fd = workers->rows[i].socket,
            .events = POLLIN,
        };
}

static bool
worker_judged(struct worker *worker, password_judged judged, void *context)
{
    struct password_done done;

    if (recv(worker->socket, &done, sizeof done, MSG_DONTWAIT) !=
            (ssize_t)sizeof done ||
        !worker->is_busy)
        return false;
    worker->is_busy = false;
    done.fresh_hash[sizeof done.fresh_hash - 1] = '\0';
    judged(context, &worker->job, &done);
    sodium_memzero(&done, sizeof done);
    return true;
}

enum status
workers_turn(struct workers *workers, const struct pollfd *waits,
    password_judged judged, void *context)
{
    int64_t now = clock_ticks();

    for (int i = 0; i < workers->count; i++) {
        if (waits[i].revents != 0 &&
            !worker_judged(&workers->rows[i], judged, context))
            return refuse(STATUS_FAILED, "a worker is gone");
    }
    while (workers->waiting_count > 0 &&
           now - workers->waiting[0].asked_at >= workers->wait_most) {
        judged(context, &workers->waiting[0], NULL);
        waiting_pop(workers);
    }
    return workers_give(workers);
}
