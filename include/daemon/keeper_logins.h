#ifndef DAEMON_KEEPER_LOGINS_H
#define DAEMON_KEEPER_LOGINS_H

#include <stdbool.h>

#include "config/settings.h"
#include "daemon/keeper_workers.h"

struct store;

/* The keeper's judgement of who may log in. */
struct logins {
    const struct settings *settings;
    struct store *store;   /* borrowed */
    struct store *secrets; /* borrowed */
    struct workers *workers;
    int control; /* verdicts go here */
};

/* One LOGIN_* message; false: it is malformed. */
bool logins_heard(struct logins *logins, struct wire *wire);
/* A worker is done: the verdict goes out. `context` is the struct logins. */
void logins_judged(void *context, const struct password_job *job,
    enum verdict_kind kind);

#endif
