#ifndef DAEMON_KEEPER_ASKS_H
#define DAEMON_KEEPER_ASKS_H

#include <stdbool.h>

#include "board/keeping.h"
#include "daemon/keeper_workers.h"

enum {
    ASKS_MOST = WORKERS_MOST + WORKERS_WAITING_MOST /* wait for a worker */
};

/* A request whose passwords are with the workers. */
struct pending_ask {
    int64_t session; /* 0: the row is free */
    int64_t request;
    struct keeping_asker asker;
    char key[MESSAGE_BLOB_BYTES];
    char id[KEEPING_ID_BYTES];
    int64_t until;          /* ticks: later, who asked has given up */
    struct keeping_ask ask; /* without passwords */
};

/* The keeper's answers to what sessions ask. */
struct asks {
    struct keeping keeping; /* borrowed stores */
    struct workers *workers;
    int control; /* answers go here */
    struct pending_ask pending[ASKS_MOST];
};

/* One KEEPER_ASK; false: it is malformed. */
bool asks_heard(struct asks *asks, struct wire *wire);
/* A worker is done, or never began (NULL): the request goes on. */
void asks_judged(struct asks *asks, const struct password_job *job,
    const struct password_done *done);

#endif
