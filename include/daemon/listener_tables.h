#ifndef DAEMON_LISTENER_TABLES_H
#define DAEMON_LISTENER_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/wire.h"
#include "config/settings.h"
#include "daemon/listener.h"
#include "daemon/losses.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "daemon/throttle.h"
#include "daemon/turned_away.h"

/* What the listener knows; for its own files alone (listener*.c, hub.c). All
 * tables are made at start; a row's number names it once and for all, so a
 * late word to a row that has been used anew finds nobody. */

enum {
    LOCALS_MOST = 16,
    COMMANDS_PER_PERSON = 10,
    TOLD_EVENTS = 256,
    KEY_DIGEST_BYTES = 16,
    WAKE_NEVER = -1
};

/* What an epoll event is about, beside the peers (enum message_peer). */
enum {
    WATCH_SIGNALS = PEER_COUNT,
    WATCH_NEWCOMERS,
    WATCH_LOCALS,
    WATCH_SLEEPERS,
    WATCH_SHIFT = 56 /* bits of an event's data below what it is about */
};

/* A control message that waits until its peer reads. */
struct outgoing;

/* One of our processes, at the other end of a socket. */
struct peer {
    enum message_peer kind;
    int64_t number; /* 0: the row is free */
    int socket;
    int pidfd;              /* -1: not known */
    struct outgoing *first; /* owned; sent in this order */
    struct outgoing *last;
    int outgoing_count;
    bool wants_output; /* EPOLLOUT is asked for */
    bool is_failed;    /* its end comes with the next event */
};

/* What a process is begun with: held until it is there, for another spawner. */
struct spawn {
    bool is_awaited; /* else nothing is held */
    int client;      /* -1: a session's */
    int far_end;     /* of the control socket */
    int gate;        /* it does nothing before it has a byte of it; when all of
                      * this end are closed it is gone. -1: no spawner was there
                      * to ask */
};

struct connection_row {
    struct peer peer;
    struct source source;
    struct spawn spawn;
    bool is_logged_in;
    bool is_joining;  /* not logged in, and may talk to the dialogue alone */
    char *join_key;   /* owned: blob that was proved; "": none; while joining */
    int64_t hurry_at; /* ticks: when the dialogue says that little time is
                       * left; WAKE_NEVER: it has */
    int64_t person_id;
    int64_t half_id; /* whose key or password was right, where a code is
                      * wanted too; 0: nobody's */
    bool must_enrol; /* in to turn a second factor on, and for no more */
    char handle[32];
    int failures;
    int64_t grace_at; /* ticks: the end of its time to log in, then to go */
    bool is_too_late; /* and told so */
    bool is_leaving;  /* logged in, told to go: nothing begins there any more */
    /* The one login question that may be on its way. */
    uint8_t asked;              /* MESSAGE_TRY_KEY and so on, 0: none */
    struct login_try *question; /* owned, wiped: for a keeper begun anew */
    int64_t request;
    int64_t asked_at; /* ticks */
    char user[MESSAGE_USER_BYTES];
    int keys_asked;
    uint8_t asked_key[KEY_DIGEST_BYTES]; /* asked about last */
    uint8_t known_key[KEY_DIGEST_BYTES]; /* the last that was somebody's */
    bool has_known_key;
    bool has_verdict; /* a "no" that waits for its floor */
    struct verdict verdict;
    int64_t verdict_at; /* ticks */
};

/* What is held of a session so that another process can go on with it: the
 * session that is to follow a dialogue, or the one that takes the place of a
 * process that was killed. */
struct hold {
    struct terminal terminal;
    enum session_kind kind; /* of the one that goes on */
    int stream;             /* the session's ends of the channel's streams */
    int errors;
    int asks;    /* that a dialogue made */
    char *place; /* owned; NULL: it told none yet */
    struct losses losses;
};

/* A request to the keeper, for the next one where it is lost. */
struct asked {
    int64_t request;
    int64_t at;                /* ticks */
    char id[KEEPING_ID_BYTES]; /* by which it is done once */
    struct keeping_ask ask;
};

struct session_row {
    struct peer peer;
    int64_t connection; /* its number, 0: gone */
    int64_t channel;
    enum session_kind kind;
    int64_t person_id;
    struct spawn spawn;
    int64_t exit_status;
    bool is_asleep;      /* its last word was that another goes on */
    bool has_exited;     /* its last word came; else it is lost */
    bool is_holding;     /* what was typed, for nobody: it is not here */
    int64_t kill_at;     /* ticks, WAKE_NEVER: it may go on */
    struct hold *hold;   /* owned; NULL: a command */
    struct asked *asked; /* owned: its request, until the answer; NULL: none */
    /* What it has still to hear, the newest of each: slow peers lose news. */
    bool owes_size;
    bool owes_news;
    bool owes_here;
    bool owes_notice;
    int64_t rows;
    int64_t columns;
    struct event news;
};

/* A session without a process: its streams are held, and the next byte has
 * another one go on. */
struct sleeper {
    bool is_used;
    int64_t connection;
    int64_t channel;
    int64_t person_id;
    enum session_kind kind;
    struct hold *hold; /* owned */
    int64_t gone_at;   /* ticks: when it ends for good */
};

struct helper {
    struct peer peer;
    pid_t pid;   /* 0: none at this moment */
    int far_end; /* of its socket, until it is forked; -1: handed over */
    bool is_ready;
    int64_t begin_at; /* ticks: when it begins again; WAKE_NEVER: it runs */
    bool is_renewed;  /* it ends because it is to, and another follows */
    struct losses losses;
};

/* Somebody who is here, in one session or more. */
struct here {
    int64_t person_id;
    int64_t sessions;
};

enum listener_phase {
    LISTENER_SERVES,
    LISTENER_ENDS_SESSIONS,
    LISTENER_ENDS_CONNECTIONS,
    LISTENER_IS_DONE
};

struct listener {
    const char *config_path;
    const struct settings *settings;
    struct settings *reloaded; /* owned: they, since they were read anew */
    struct text kept;          /* keys that wait for another start */
    int epoll;
    int signals;
    int supervisor; /* a stream to it; -1: nobody hears */
    struct listening listening;
    int local;        /* listening socket beside the store, -1: none */
    char *local_path; /* owned */
    int spare;        /* given up to turn a newcomer away when all are used */

    struct connection_row *connections; /* owned */
    size_t connection_capacity;
    int connection_count;
    struct session_row *sessions; /* owned */
    size_t session_capacity;
    struct sleeper *sleepers; /* owned, as many as sessions */
    int session_count;
    struct peer locals[LOCALS_MOST];
    int64_t generation;

    struct helper keeper;
    struct helper connection_spawner;
    struct helper session_spawner;

    struct throttle throttle;
    struct turned_away turned_away;
    struct event told[TOLD_EVENTS]; /* what everybody has heard of */
    size_t told_next;
    int64_t newest_event; /* of the keeper's; 0: it told none yet */
    struct here *here;    /* owned, by person_id; commands do not count */
    size_t here_count;
    bool here_changed;
    int64_t here_at;  /* ticks: when the next word on who is here may go out */
    int64_t wake_at;  /* ticks: the next deadline of any row */
    int64_t phase_at; /* ticks: when the phase of ending goes on regardless */
    enum listener_phase phase;
    int64_t drain_at;    /* ticks: when all ends; WAKE_NEVER: it does not */
    bool is_last_minute; /* of it, and everybody was told */
    char drain_text[DRAIN_TEXT_BYTES];
    int exit_status;
    struct wire in;
    struct wire out;
};

#endif
