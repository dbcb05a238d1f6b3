#ifndef DAEMON_THROTTLE_H
#define DAEMON_THROTTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "daemon/source.h"

/* Which newcomers are let in: promises.md, Limits. Pure: the time comes from
 * outside, in milliseconds of clock_ticks(), and so does chance. Only those
 * not logged in count, so that overload never refuses those inside. */

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
    int code_tries;          /* codes that nobody has */
    int64_t last_try_at;     /* ticks */
};

struct throttle {
    int64_t free;
    int64_t most;
    int64_t per_source;
    int64_t refused_percent;
    int64_t penalty;       /* milliseconds */
    int64_t penalty_most;  /* milliseconds */
    int64_t failures_kept; /* milliseconds */
    int64_t code_tries;
    int64_t code_tries_kept; /* milliseconds */
    int64_t joining_most;
    struct source_range exempt[THROTTLE_RANGES];
    int exempt_count;
    struct throttle_row *rows; /* owned */
    size_t row_count;
    int64_t unauthenticated; /* exempt ones too */
    int64_t joining;         /* who took the time to, and so count apart */
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
    int64_t per_source; /* of these from one source, who joins among them */
    int64_t refused_percent;      /* of newcomers, from `free` on */
    int64_t penalty_seconds;      /* after three failed logins */
    int64_t penalty_most_seconds; /* it grows up to this */
    int64_t code_tries;           /* codes that nobody has, from one source */
    int64_t code_tries_minutes;   /* until they are forgotten */
    int64_t joining_most;         /* so many may be joining at once */
    const char *exempt; /* "10.1.0.0/16, 2001:db8::/32": the total alone
                         * bounds these */
};

/* INVALID with a reason names the range that is none. */
MUST_USE enum status throttle_init(struct throttle *throttle,
    const struct throttle_limits *limits);
void throttle_clear(struct throttle *throttle);
/* Other limits from here on; failures, penalties and tries stay. Who is waiting
 * is to be counted anew. INVALID as above, then nothing changes. */
MUST_USE enum status throttle_change(struct throttle *throttle,
    const struct throttle_limits *limits);
/* Counts one that was let in before. */
void throttle_recount(struct throttle *throttle, const struct source *source,
    bool is_joining, int64_t now_ticks);

/* Whether a newcomer may stay; `chance` is uniform from 0 to 99. One who is
 * welcome counts until throttle_leave(). */
enum throttle_answer throttle_admit(struct throttle *throttle,
    const struct source *source, int64_t now_ticks, int chance);
/* Milliseconds until the penalty of a source is over; 0: it has none. */
int64_t throttle_penalty_left(const struct throttle *throttle,
    const struct source *source, int64_t now_ticks);
/* One who was welcome has logged in, or has gone. */
void throttle_leave(struct throttle *throttle, const struct source *source);
/* One who was welcome goes on to join, which takes minutes: from here on they
 * keep no newcomer out but those of their source. False: too many do so
 * already, or too many codes were tried from there. */
bool throttle_join(struct throttle *throttle, const struct source *source,
    int64_t now_ticks);
/* One who was joining has gone, or is in: then the codes tried from there are
 * forgotten. */
void throttle_leave_joining(struct throttle *throttle,
    const struct source *source, bool is_in);
/* A code that nobody has was tried. False: it was the last of `code_tries` from
 * there, and until their minutes are over no further one is taken. */
bool throttle_code_missed(struct throttle *throttle,
    const struct source *source, int64_t now_ticks);
/* Whether a code from there is taken. */
bool throttle_takes_code(const struct throttle *throttle,
    const struct source *source, int64_t now_ticks);
/* A login failed: from the third in ten minutes on, newcomers from there are
 * refused for the penalty, twice as long after each three more, up to the most.
 */
void throttle_failed(struct throttle *throttle, const struct source *source,
    int64_t now_ticks);
/* "overload", "source", "penalty": for the log. */
const char *throttle_answer_name(enum throttle_answer answer);

#endif
