/* The keeper's workers: password hashes, two at a time. */

#include "daemon/keeper_workers.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "daemon/process.h"

struct work {
    char hash[PASSWORD_HASH_BYTES];
    char password[MESSAGE_PASSWORD_BYTES + 1];
};

/* Judges until its socket ends. */
static void
worker_serve(int socket)
{
    struct work work;

    while (recv(socket, &work, sizeof work, 0) == (ssize_t)sizeof work) {
        work.password[sizeof work.password - 1] = '\0';
        work.hash[sizeof work.hash - 1] = '\0';
        uint8_t is_right = credentials_verify(work.password,
                               strlen(work.password), work.hash) == STATUS_OK;
        sodium_memzero(&work, sizeof work);
        if (send(socket, &is_right, 1, MSG_NOSIGNAL) != 1)
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
        worker_serve(ends[1]);
        _exit(0);
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
    enum status status = STATUS_OK;

    for (int i = 0; i < WORKERS; i++)
        workers->rows[i].socket = -1;
    workers->waiting_count = 0;
    for (int i = 0; i < WORKERS && status == STATUS_OK; i++)
        status = worker_start(&workers->rows[i]);
    return status;
}

void
workers_stop(struct workers *workers)
{
    for (int i = 0; i < WORKERS; i++) {
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
    struct work work;

    memcpy(work.hash, job->hash, sizeof work.hash);
    memcpy(work.password, job->password, sizeof work.password);
    ssize_t sent = send(worker->socket, &work, sizeof work, MSG_NOSIGNAL);
    sodium_memzero(&work, sizeof work);
    if (sent != (ssize_t)sizeof work)
        return false;

    worker->is_busy = true;
    worker->job = *job;
    sodium_memzero(worker->job.password, sizeof worker->job.password);
    sodium_memzero(worker->job.hash, sizeof worker->job.hash);
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
    for (int i = 0; i < WORKERS && workers->waiting_count > 0; i++) {
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
    if (workers->waiting_count == WORKERS_WAITING)
        return STATUS_FULL;
    workers->waiting[workers->waiting_count++] = *job;
    return workers_give(workers);
}

void
workers_poll(const struct workers *workers, struct pollfd *waits)
{
    for (int i = 0; i < WORKERS; i++)
        waits[i] = (struct pollfd){
            .fd = workers->rows[i].socket,
            .events = POLLIN,
        };
}

static bool
worker_judged(struct worker *worker, password_judged judged, void *context)
{
    uint8_t is_right = 0;

    if (recv(worker->socket, &is_right, 1, MSG_DONTWAIT) != 1 ||
        !worker->is_busy)
        return false;
    worker->is_busy = false;
    bool is_theirs = is_right == 1 && worker->job.person_id != 0;
    judged(context, &worker->job, is_theirs ? VERDICT_YES : VERDICT_NO);
    return true;
}

enum status
workers_turn(struct workers *workers, const struct pollfd *waits,
    password_judged judged, void *context)
{
    int64_t now = clock_ticks();

    for (int i = 0; i < WORKERS; i++) {
        if (waits[i].revents != 0 &&
            !worker_judged(&workers->rows[i], judged, context))
            return refuse(STATUS_FAILED, "a worker is gone");
    }
    while (workers->waiting_count > 0 &&
           now - workers->waiting[0].asked_at >= WORKERS_WAIT_MOST) {
        judged(context, &workers->waiting[0], VERDICT_BUSY);
        waiting_pop(workers);
    }
    return workers_give(workers);
}
