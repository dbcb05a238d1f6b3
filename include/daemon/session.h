#ifndef DAEMON_SESSION_H
#define DAEMON_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "ui/canvas.h"

/* One session: a terminal or a command, a viewer, and a socket to the
 * listener. It knows nothing of SSH, so it runs as well on a local terminal. */
enum session_kind {
    SESSION_SCREEN,  /* full screen on a terminal */
    SESSION_PLAIN,   /* a prompt that takes commands, lines only */
    SESSION_COMMAND, /* one command */
    SESSION_JOIN     /* the dialogue of somebody who is nobody here yet */
};

/* How this process came to run the session. */
enum session_beginning {
    SESSION_IS_NEW,
    SESSION_WAS_LOST,  /* another process ran it and was killed */
    SESSION_WAS_ASLEEP /* another ran it, and the person typed nothing */
};

enum {
    SESSION_SLEEPS = 256 /* above every exit status */
};

struct session_terms {
    enum session_kind kind;
    enum session_beginning beginning;
    const char *place; /* of the full screen, to begin at; NULL: the saved */
    int64_t person_id;
    bool may_write;
    bool must_enrol;          /* the second factor alone, until it is on */
    bool is_local;            /* input is a tty of ours: raw mode, SIGWINCH */
    struct terminal terminal; /* `term` "": none; else, where it is not
                               * local, it is raw: echo, CRLF are ours */
    const char *command;      /* SESSION_COMMAND */
    const char *store_path;
    int input; /* the terminal's streams */
    int output;
    int errors;
    int hub; /* socket to the listener, -1: polls events */
};

/* The listener's socket beside the store, as `hub` of a local session; -1:
 * no daemon is there. The caller closes it. */
int session_find_hub(const char *socket_path);

/* What a person is told where nothing came for so many seconds; owned. */
char *session_idle_words(int64_t idle);

/* Runs to the end: the person leaves, the line drops, the listener says END,
 * or nothing came for settings.idle_seconds. Drafts and place are kept, the
 * terminal is given back. Returns the exit status: that of the command, 0, 69
 * where the store cannot be opened, SESSION_SLEEPS where nothing came for
 * settings.sleep_seconds and it is to go on in another process, 77 for one who
 * may not log in; the reason stands on `errors`. */
int session_run(const struct session_terms *terms);

#endif
