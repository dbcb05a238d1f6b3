#ifndef DAEMON_MESSAGES_H
#define DAEMON_MESSAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/wire.h"
#include "board/keeping.h"
#include "model/event.h"
#include "ui/canvas.h"
#include "ui/place.h"

/* What our processes say to each other, all through the listener. Who may send
 * what is the table in messages.c; anything else ends the sender. */
enum message_type {
    MESSAGE_NONE = 0,

    /* connection to listener; the listener passes them to the keeper with the
     * connection's number put first (see LOGIN_*). */
    MESSAGE_TRY_KEY,      /* is this key somebody's? struct login_try */
    MESSAGE_TRY_PASSWORD, /* is this password theirs? struct login_try */
    /* The proof is complete: libssh verified the signature of a key that
     * TRY_KEY knew. A password needs none: its verdict logs in. */
    MESSAGE_KEY_PROVED, /* struct login_try */
    /* Is this a code of theirs, whose key or password was right on this
     * connection? struct login_try, the code as its password. */
    MESSAGE_TRY_CODE,
    /* Somebody without an account wants to join: struct login_try, with the
     * key that libssh verified a signature of, or none. */
    MESSAGE_TRY_JOIN,
    MESSAGE_OPEN_SESSION, /* struct session_request */
    MESSAGE_SIZE,         /* channel, rows, columns: to its session; rows and
                           * columns from 1 to the most below, as in RESIZE */
    /* connection and keeper answers, listener to connection */
    MESSAGE_VERDICT,      /* struct verdict */
    MESSAGE_SESSION_OPEN, /* struct session_streams, with descriptors */
    MESSAGE_SESSION_END,  /* channel, exit status, words for the person or "" */
    MESSAGE_CLOSE,        /* reason for the person: say it and end */

    /* listener to keeper, and back */
    MESSAGE_LOGIN_KEY, /* connection, then as TRY_KEY */
    MESSAGE_LOGIN_PASSWORD,
    MESSAGE_LOGIN_PROVED,
    MESSAGE_LOGIN_CODE,
    MESSAGE_LOGIN_VERDICT, /* connection, struct verdict */
    /* session, person (0: one who joins), the key they proved, the request's
     * id, until when (ticks) it may be begun, then as ASK */
    MESSAGE_KEEPER_ASK,
    MESSAGE_KEEPER_ANSWER, /* session, then as ANSWER */

    /* listener to session */
    MESSAGE_START,  /* struct session_start, with the streams */
    MESSAGE_RESIZE, /* rows, columns */
    MESSAGE_NEWS,   /* struct event, of somebody else or of the keeper */
    MESSAGE_HERE,   /* count, then the id of each person, once */
    MESSAGE_ANSWER, /* request, struct keeping_answer */
    MESSAGE_NOTICE, /* seconds until the site goes down, why; -1: it does not */
    MESSAGE_HURRY,  /* seconds that are left to join */
    MESSAGE_END,    /* reason: say it, keep all, end */
    /* session to listener */
    MESSAGE_DID,   /* struct event: tell the others; the keeper's too */
    MESSAGE_ASK,   /* request, struct keeping_ask: one at a time */
    MESSAGE_EXIT,  /* exit status: the last word */
    MESSAGE_SLEEP, /* the same, of one that goes on at the next byte */
    MESSAGE_HOLD,  /* nobody is there, and what they typed cannot be kept yet */
    MESSAGE_PLACE, /* where it is, for a process that has to go on there */

    /* the operator's program to the listener, and back */
    MESSAGE_OPERATE,  /* struct operation */
    MESSAGE_OPERATED, /* status, words: an enum status, or what is to be said */

    /* listener to spawners, and back */
    MESSAGE_SPAWN,   /* number; descriptors: client, control, gate */
    MESSAGE_RENEW,   /* to the keeper too: end, another follows at once */
    MESSAGE_SPAWNED, /* number; descriptor: pidfd; none: no process */

    MESSAGE_COUNT
};

enum message_peer {
    PEER_CONNECTION,
    PEER_SESSION,
    PEER_KEEPER,
    PEER_CONNECTION_SPAWNER,
    PEER_SESSION_SPAWNER,
    PEER_LOCAL,
    PEER_COUNT
};
/* Whether a peer may send the listener a message of this type. */
bool message_is_allowed(enum message_peer from, uint8_t type);

enum {
    MESSAGE_USER_BYTES = 256,
    MESSAGE_BLOB_BYTES = 2048,
    MESSAGE_PASSWORD_BYTES = 1024,
    MESSAGE_COMMAND_BYTES = 16384,
    MESSAGE_REASON_BYTES = 256,
    MESSAGE_HOLD_MOST = 30 * 60 * 1000, /* milliseconds after that */
    MESSAGE_ROWS_MOST = 200,
    MESSAGE_COLUMNS_MOST = 500
};

struct login_try {
    int64_t request;   /* counts up; the verdict repeats it */
    int64_t person_id; /* to the keeper, of a code: whose; else 0. What a
                        * connection says is not looked at. */
    char id[KEEPING_ID_BYTES];     /* to the keeper, of a code; else "" */
    char user[MESSAGE_USER_BYTES]; /* as the client sent it: only a hint */
    char blob[MESSAGE_BLOB_BYTES]; /* keys: base64, "" for passwords */
    char password[MESSAGE_PASSWORD_BYTES + 1]; /* wiped once sent */
};

enum verdict_kind {
    VERDICT_NO,    /* no such key, wrong password */
    VERDICT_YES,   /* logged in; of the keeper, to TRY_KEY too */
    VERDICT_KNOWN, /* to a connection's TRY_KEY: somebody's, not whose */
    VERDICT_CODE,  /* of the keeper: theirs, but a code is wanted too; to a
                    * connection the same, not whose */
    VERDICT_JOIN,  /* to TRY_JOIN: may come in to join, as nobody yet */
    VERDICT_BUSY   /* too many at once: try again */
};

struct verdict {
    int64_t request;
    enum verdict_kind kind;
    int64_t person_id; /* 0 unless YES, or CODE of the keeper */
    bool must_enrol;   /* in to turn a second factor on, and for no more */
    char handle[32];
};

struct session_request {
    int64_t channel;          /* the connection's own number for it */
    int64_t kind;             /* enum session_kind */
    struct terminal terminal; /* SESSION_SCREEN */
    char command[MESSAGE_COMMAND_BYTES]; /* SESSION_COMMAND */
};

/* Descriptors: input and output in one stream socket, then errors. Where
 * `reason` is not "" there are none and the channel is refused with it. */
struct session_streams {
    int64_t channel;
    char reason[MESSAGE_REASON_BYTES];
};

/* Descriptors: terminal stream, errors; the control socket came with SPAWN. */
struct session_start {
    int64_t person_id;
    int64_t kind;
    int64_t beginning;       /* enum session_beginning */
    bool must_enrol;         /* the second factor alone, until it is on */
    char place[PLACE_BYTES]; /* where to begin; "": where the store says */
    struct terminal terminal;
    char command[MESSAGE_COMMAND_BYTES];
};

enum operation_kind {
    OPERATION_RELOAD,
    OPERATION_DRAIN,
    OPERATION_STAY, /* the drain is called off */
    OPERATION_COUNT
};

enum {
    DRAIN_SECONDS_MOST = 7 * 24 * 3600,
    DRAIN_TEXT_BYTES = 80
};

/* What the operator's program has the daemon do. */
struct operation {
    enum operation_kind kind;
    int64_t seconds;             /* until the end of a drain */
    char text[DRAIN_TEXT_BYTES]; /* why; clean */
};

/* A put follows wire_begin() and whatever number stands first; a get is the
 * last of its message: false for one that is bad, too long or not whole, and
 * then what it filled is not to be used. A verdict says YES and a person; one
 * that says neither YES nor CODE names none. */
void login_try_put(struct wire *wire, const struct login_try *login);
bool login_try_get(struct wire *wire, struct login_try *login);
void verdict_put(struct wire *wire, const struct verdict *verdict);
bool verdict_get(struct wire *wire, struct verdict *verdict);
void session_request_put(struct wire *wire, const struct session_request *r);
bool session_request_get(struct wire *wire, struct session_request *r);
void session_streams_put(struct wire *wire, const struct session_streams *s);
bool session_streams_get(struct wire *wire, struct session_streams *s);
void session_start_put(struct wire *wire, const struct session_start *start);
bool session_start_get(struct wire *wire, struct session_start *start);
void operation_put(struct wire *wire, const struct operation *operation);
bool operation_get(struct wire *wire, struct operation *operation);
void event_put(struct wire *wire, const struct event *event);
bool event_get(struct wire *wire, struct event *event);

#endif
