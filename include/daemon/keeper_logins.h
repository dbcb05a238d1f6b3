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
/* A worker is done, or never began (NULL): the verdict goes out. */
void logins_judged(const struct logins *logins, const struct password_job *job,
    const struct password_done *done);

#endif
