#ifndef DAEMON_KEEPER_WORKERS_H
#define DAEMON_KEEPER_WORKERS_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "board/credentials.h"
#include "daemon/messages.h"

/* Two processes that verify passwords, and the queue before them: 16 may wait,
 * 5 seconds each. Nothing of a password is left behind when it is judged. */

enum {
    WORKERS = 2,
    WORKERS_WAITING = 16,
    WORKERS_WAIT_MOST = 5000 /* milliseconds */
};

struct password_job {
    int64_t connection;
    int64_t request;
    int64_t person_id; /* 0: no such person; costs the same time */
    char handle[32];
    char hash[PASSWORD_HASH_BYTES];
    char password[MESSAGE_PASSWORD_BYTES + 1];
    int64_t asked_at; /* ticks */
};

struct worker {
    int socket;
    bool is_busy;
    struct password_job job; /* without hash and password */
};

struct workers {
    struct worker rows[WORKERS];
    struct password_job waiting[WORKERS_WAITING];
    int waiting_count;
};

/* Called with the end of each job. */
typedef void (*password_judged)(void *context, const struct password_job *job,
    enum verdict_kind verdict);

/* Forks them. */
MUST_USE enum status workers_start(struct workers *workers);
void workers_stop(struct workers *workers);
/* FULL: too many wait. Copies; the caller wipes its own. */
MUST_USE enum status workers_ask(struct workers *workers,
    const struct password_job *job);
/* What to poll for, WORKERS of them. */
void workers_poll(const struct workers *workers, struct pollfd *waits);
/* Hands out what is judged, or waited too long, and the next jobs. FAILED: a
 * worker is gone. */
MUST_USE enum status workers_turn(struct workers *workers,
    const struct pollfd *waits, password_judged judged, void *context);

#endif
