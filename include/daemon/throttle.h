#ifndef DAEMON_THROTTLE_H
#define DAEMON_THROTTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/status.h"

/* Which newcomers are let in: promises.md, Limits. Pure: the time comes from
 * outside, in milliseconds of clock_ticks(), and so does chance. Only those
 * not logged in count, so that overload never refuses those inside. */

/* Where a connection comes from; IPv4 stands as ::ffff:a.b.c.d. */
struct source {
    uint8_t bytes[16];
};
/* INVALID for what is neither IPv4 nor IPv6. */
MUST_USE enum status source_of(const struct sockaddr *address,
    struct source *source);
enum {
    SOURCE_TEXT_BYTES = 46
};
/* "192.0.2.7", "2001:db8::1" */
void source_text(const struct source *source, char out[SOURCE_TEXT_BYTES]);

struct source_range {
    struct source first;
    int bits; /* of 128 */
};

enum {
    THROTTLE_RANGES = 64,
    THROTTLE_PENALTIES = 1024
};

/* One address, or one /64 of IPv6, that we remember something of. */
struct throttle_row {
    struct source prefix;
    int unauthenticated;
    int failures;
    int64_t last_failure_at; /* ticks */
    int64_t refused_until;   /* ticks */
};

struct throttle {
    int64_t free;
    int64_t most;
    int64_t per_source;
    struct source_range exempt[THROTTLE_RANGES];
    int exempt_count;
    struct throttle_row *rows; /* owned */
    size_t row_count;
    int64_t unauthenticated; /* exempt ones too */
};

enum throttle_answer {
    THROTTLE_WELCOME,
    THROTTLE_OVERLOAD, /* too many are not logged in yet */
    THROTTLE_SOURCE,   /* too many of these are from here */
    THROTTLE_PENALTY   /* too many failed logins from here */
};

struct throttle_limits {
    int64_t free;       /* so many not logged in are let in without question */
    int64_t most;       /* from so many on all are refused */
    int64_t per_source; /* of these from one source */
    const char *exempt; /* "10.1.0.0/16, 2001:db8::/32": the total alone
                         * bounds these */
};

/* INVALID with a reason names the range that is none. */
MUST_USE enum status throttle_init(struct throttle *throttle,
    const struct throttle_limits *limits);
void throttle_clear(struct throttle *throttle);

/* Whether a newcomer may stay; `chance` is uniform from 0 to 99. One who is
 * welcome counts until throttle_leave(). */
enum throttle_answer throttle_admit(struct throttle *throttle,
    const struct source *source, int64_t now_ticks, int chance);
/* One who was welcome has logged in, or has gone. */
void throttle_leave(struct throttle *throttle, const struct source *source);
/* A login failed: from the third in ten minutes on, newcomers from there are
 * refused for 15 s, twice as long after each three more, 10 min at most. */
void throttle_failed(struct throttle *throttle, const struct source *source,
    int64_t now_ticks);
/* "overload", "source", "penalty": for the log. */
const char *throttle_answer_name(enum throttle_answer answer);

#endif
