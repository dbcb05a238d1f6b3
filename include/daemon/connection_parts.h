#ifndef DAEMON_CONNECTION_PARTS_H
#define DAEMON_CONNECTION_PARTS_H

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/wire.h"
#include "daemon/messages.h"

/* What the files connection*.c share, and nobody else includes: one
 * connection, its login, its channels. libssh's callbacks only note down; what
 * follows from them is done once a turn, outside of libssh. */

enum {
    CHANNELS_MOST = 10,
    QUEUE_BYTES = 32768,
    /* libssh grants 1.28 MB anew while it holds up to half of that. */
    BUFFERED_MOST = 2 << 20,
    ROWS_DEFAULT = 24,
    COLUMNS_DEFAULT = 80,
    EXIT_AGAIN = 75, /* of a channel that got no session */
    POLLS_OF_CHANNEL = 2
};

/* Bytes taken from one side that the other has no room for yet. */
struct queue {
    uint8_t *bytes; /* owned; NULL while empty */
    size_t from;
    size_t count;
};

enum channel_state {
    CHANNEL_FREE,
    CHANNEL_OPENED, /* by the client; no shell or command yet */
    CHANNEL_ASKED,  /* OPEN_SESSION is sent */
    CHANNEL_RUNS,   /* the streams are here */
    CHANNEL_ENDS,   /* no session (any more): what is queued goes out */
    CHANNEL_CLOSED  /* by us; waits for the client to do so too */
};

/* What the client's environment says of its locale, strongest first. */
enum channel_locale {
    LOCALE_ALL,
    LOCALE_CTYPE,
    LOCALE_LANG,
    LOCALE_COUNT
};

struct channel {
    enum channel_state state;
    struct connection *connection;
    ssh_channel ssh;
    struct ssh_channel_callbacks_struct callbacks;
    int64_t number; /* ours, never used twice */
    int64_t kind;   /* enum session_kind, from CHANNEL_ASKED on */
    struct terminal terminal;
    bool has_terminal;
    bool has_locale[LOCALE_COUNT];
    bool is_utf8[LOCALE_COUNT];
    bool is_resized;       /* SIZE is due */
    bool is_eof;           /* the client sends no more */
    bool is_eof_passed_on; /* and the session knows */
    bool is_gone;          /* the client closed it */
    bool is_ended;         /* SESSION_END came */
    bool has_said_last;    /* something, since the listener is gone */
    int exit_status;
    char *words;     /* owned: said after all else; NULL: none (any more) */
    size_t buffered; /* bytes for the session that libssh holds */
    uint8_t *held;   /* borrowed of libssh, until it hears more: those */
    int stream;      /* -1: none (any more) */
    int errors;
    struct queue input;
    struct queue output;
    struct queue error_output;
};

enum phase {
    PHASE_KEYS, /* until the client asks for the login service */
    PHASE_LOGIN,
    PHASE_IN,  /* person_id is proved */
    PHASE_OVER /* say `reason`, then end */
};

struct login {
    struct login_try attempt;
    const char *banner;                  /* borrowed */
    char known_blob[MESSAGE_BLOB_BYTES]; /* the key the keeper knew last */
    bool has_user;
    bool is_half;            /* the key or password was right: a code is due */
    bool is_asked;           /* keyboard-interactive: the answers are due */
    uint64_t packets_before; /* the service was asked for */
    int requests;
    int failures;
    int keys_offered;
};

struct connection {
    enum phase phase;
    bool has_keys; /* the key exchange is done */
    ssh_session ssh;
    ssh_event event;
    struct ssh_server_callbacks_struct callbacks;
    struct ssh_counter_struct bytes;
    struct ssh_counter_struct packets;
    uint64_t packets_answered; /* so many had come when none waited */
    int client;
    int control; /* -1: the listener is gone */
    struct login login;
    struct verdict verdict; /* the last one */
    int64_t person_id;      /* 0 before PHASE_IN */
    bool is_joining;        /* PHASE_IN, but nobody: the dialogue alone */
    char handle[32];
    struct channel channels[CHANNELS_MOST];
    int64_t channels_opened;
    bool is_closing;  /* CLOSE came: no new channels, then over */
    int64_t close_at; /* ticks; while is_closing */
    char reason[MESSAGE_REASON_BYTES];
    uint64_t bytes_heard;
    int64_t heard_at;    /* ticks of the client's last byte */
    int64_t occupied_at; /* ticks at which a channel was used last */
    int keepalives;      /* sent since then */
    struct wire wire;    /* last: connection_serve() leaves it as it is */
};

/* connection_host.c: the host key and what every connection offers. */
MUST_USE enum status host_prepare(const char *host_key_path);
/* A new session on `client`, non-blocking; NULL when libssh refuses. */
ssh_session host_session(int client);

/* connection_warm.c: a handshake with ourselves, then both are freed. */
MUST_USE enum status warm_up(void);

/* connection.c: ends the connection after this turn; the first reason stays. */
void connection_over(struct connection *connection, const char *why);

/* connection_finish.c: says the reason, and frees all. */
void connection_finish(struct connection *connection);
/* Says the first reason and ends the process, from within a callback: before a
 * login there is nothing else to end. */
_Noreturn void connection_leave(struct connection *connection, const char *why);

/* connection_control.c: sends what was put into connection->wire; a listener
 * that takes no message for 5 s is given up. False: the connection is over. */
bool control_send(struct connection *connection);
/* Takes every message that is there. */
void control_receive(struct connection *connection);
/* The keeper's word on connection->login.attempt, which is wiped; waits for a
 * keeper that is lost, and then it is BUSY. */
enum verdict_kind control_verdict(struct connection *connection,
    enum message_type question);

/* connection_login.c: sets the callbacks that decide a login, before a byte is
 * read. `banner` is borrowed. */
void login_begin(struct connection *connection, const char *banner);
/* Whether a request may be looked at. A new user name starts from nothing. */
bool login_takes(struct connection *connection, const char *user);
/* "ssh join@host" is for those who are nobody here yet. */
bool login_joins(const struct connection *connection);
/* Asks whether a password is that person's; an SSH_AUTH_ value, as below. */
int login_try_password(struct connection *connection, const char *handle,
    const char *password);
/* Asks whether this is a code of whoever's key or password was right. */
int login_try_code(struct connection *connection, const char *code);
/* The other way in leads to the dialogue alone, with the key that libssh has
 * verified a signature of, or none. */
int login_join(struct connection *connection, const char *blob);
/* One request or answer of keyboard-interactive: 1 has libssh refuse it. */
int questions_heard(struct connection *connection, ssh_message message);
/* Ends a client whose packets get no answer: libssh says nothing of a bad
 * signature or an ill-formed key, not even to us. */
void login_check(struct connection *connection);

/* connection_channel.c */
ssh_channel channel_opened(ssh_session session, void *connection);
/* What became of OPEN_SESSION; takes the descriptors of the message. */
void channel_streams(struct connection *connection, struct wire *wire,
    const struct session_streams *streams);
void channel_ended(struct connection *connection, int64_t number,
    int exit_status, const char *words);
/* Without a listener nobody tells how a session ended that has closed its
 * streams: as what can be tried again, and in words where it had none. */
void channel_end_alone(struct channel *channel);
/* Appends words to the channel's standard error, on a terminal that is given
 * back as a full screen of ours may have left it. */
void channel_say(struct channel *channel, const char *words);
/* Says why on the channel's standard error and ends it. */
void channel_refuse(struct channel *channel, const char *why, int exit_status);
/* Frees what the client closed; tells the listener of new sizes. */
void channel_turn(struct channel *channel);
/* One turn of every channel there is. */
void channels_turn(struct connection *connection);
int channels_count(const struct connection *connection);
/* Whether any has asked for a shell or a command and is not closed yet. */
bool channels_are_used(const struct connection *connection);

/* connection_request.c: sets the callbacks of a new channel. */
void request_begin(struct channel *channel);

/* connection_pump.c: moves bytes between a channel and its streams, and closes
 * the channel when all is said. */
void pump_turn(struct channel *channel);
/* What the channel waits for; -1 for nothing. */
void pump_polls(const struct channel *channel,
    struct pollfd polls[POLLS_OF_CHANNEL]);
void queue_add(struct queue *queue, const void *bytes, size_t count);
void queue_clear(struct queue *queue);

#endif
