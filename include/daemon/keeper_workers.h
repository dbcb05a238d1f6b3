#ifndef DAEMON_KEEPER_WORKERS_H
#define DAEMON_KEEPER_WORKERS_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "board/credentials.h"
#include "daemon/messages.h"

/* Processes that verify and hash passwords, two unless settings say otherwise,
 * and the queue before them: 16 may wait, 5 seconds each. Nothing of a password
 * is left behind when it is judged. */

enum {
    WORKERS_MOST = 8,
    WORKERS_WAITING_MOST = 64
};

/* For whom: a login's connection, or the session of a request. */
enum job_kind {
    JOB_LOGIN,
    JOB_ASK,
    JOB_KIND_COUNT
};

struct password_job {
    enum job_kind kind;
    int64_t number; /* of the connection or session */
    int64_t request;
    int64_t person_id; /* of a login; 0: no such person, costs the same time */
    char handle[32];
    struct password_work work;
    int64_t asked_at; /* ticks */
};

struct worker {
    int socket;
    bool is_busy;
    struct password_job job; /* without its work */
};

struct workers {
    struct worker rows[WORKERS_MOST];
    int count;
    struct password_job waiting[WORKERS_WAITING_MOST];
    int waiting_count;
    int waiting_most;
    int64_t wait_most; /* milliseconds */
};

/* Called with the end of each job; `done` NULL: it waited too long, or too many
 * did. */
typedef void (*password_judged)(void *context, const struct password_job *job,
    const struct password_done *done);

/* Forks them, by the settings in use. */
MUST_USE enum status workers_start(struct workers *workers);
void workers_stop(struct workers *workers);
/* FULL: too many wait. Copies; the caller wipes its own. */
MUST_USE enum status workers_ask(struct workers *workers,
    const struct password_job *job);
/* What to poll for, `count` of them. */
void workers_poll(const struct workers *workers, struct pollfd *waits);
/* Hands out what is judged, or waited too long, and the next jobs. FAILED: a
 * worker is gone. */
MUST_USE enum status workers_turn(struct workers *workers,
    const struct pollfd *waits, password_judged judged, void *context);

#endif
