#ifndef DAEMON_SESSION_STATE_H
#define DAEMON_SESSION_STATE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/text.h"
#include "base/wire.h"
#include "board/keeping.h"
#include "board/viewer.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "ui/notice.h"

struct app;
struct store;

/* What came from the terminal and is not taken yet. */
struct session_typed {
    size_t at;
    size_t count;
    char bytes[4096];
};

/* A session under way; for its own files alone. */
struct session {
    const struct session_terms *terms;
    struct store *store; /* owned */
    struct viewer viewer;
    struct app *app; /* borrowed; NULL: no full screen */
    int hub;         /* -1: none, the events are looked at each second */
    int64_t last_event;
    int64_t look_at;  /* ticks */
    int64_t input_at; /* ticks: when something came last */
    struct notice notice;
    bool has_notice;      /* one that is not said yet */
    int64_t seconds_left; /* to join, heard and not said yet; -1: none */
    char *ending;         /* owned: the reason why it has to end, NULL: none */
    bool is_hung_up;      /* nobody is there any more */
    bool may_sleep;       /* nothing is lost where the process goes */
    bool holds_text; /* that could not be kept: it must not end by itself */
    bool is_asleep;  /* another process is to go on */
    bool has_heard_here;
    struct keeper_line line;        /* to the keeper, by the listener */
    int64_t request;                /* counts up; an answer repeats it */
    struct keeping_answer *awaited; /* borrowed; NULL: nothing is asked */
    struct session_typed typed;     /* of sessions in lines */
    struct wire wire;
};

/* ---- session_hub.c ------------------------------------------------------- */

/* Tells the listener what the viewer's verbs did. */
void session_tell(struct session *session);
/* Tells it where the session is, for a process that has to go on there. */
void session_tell_place(struct session *session, const char *place);
/* Tells it that what was typed is held, though nobody is there. */
void session_tell_hold(struct session *session);
/* Takes what the listener says, all that is there. */
void session_hear(struct session *session);
/* Says on the screen, where there is one, what was heard and not said yet. */
void session_show_notice(struct session *session);
/* As a sentence, for who reads lines, once; false: none is to be said. */
bool session_take_notice(struct session *session, struct text *sentence);
/* Looks at the events where there is no listener; milliseconds to the next. */
int session_look(struct session *session);
/* A command has one moment for all, so it waits for who is here. */
void session_await_here(struct session *session);
/* Ends it where nothing came for too long, or puts it to sleep where it may be;
 * milliseconds until either. */
int session_check_idle(struct session *session);

/* ---- session_asks.c -------------------------------------------------------
 */

/* From here on the viewer's requests to the keeper go by the listener. */
void session_take_line(struct session *session);
/* An ANSWER has come. */
void session_heard_answer(struct session *session);

/* ---- session_hidden.c ---------------------------------------------------- */

/* Reads into session->typed, of which all is taken; as read() says. */
ssize_t session_read(struct session *session);
/* For struct command_io: at a raw terminal, where echo is ours. */
enum status session_ask_hidden(void *session, const char *prompt, char *line,
    size_t size);

/* ---- session_screen.c, session_plain.c ----------------------------------- */

int session_screen(struct session *session);
int session_plain(struct session *session);
int session_command(struct session *session);
/* Bytes for the terminal, with CRLF where it is raw. */
void session_put(const struct session *session, const char *bytes,
    size_t count);
/* Whether they have to turn a second factor on before anything else. */
bool session_must_enrol(const struct session *session);
/* Whether the client's terminal is raw, as ssh makes it where it asks for one:
 * then echo and CRLF are ours. */
bool session_is_raw(const struct session *session);
/* What stands when all is over: the reason, or the goodbye screen, in lines of
 * at most 80 columns. */
void session_goodbye(const struct session *session, struct text *out);

#endif
