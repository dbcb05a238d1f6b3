#ifndef BOARD_IMPORTING_H
#define BOARD_IMPORTING_H

#include "board/viewer.h"

/* Mail from elsewhere becomes threads of a board, for operators. The messages
 * of one import share transactions of some hundred each; an import that stops
 * half-way goes on with the next run, since what is here is known by its
 * Message-ID. Imported posts are new to nobody, and their threads wait for no
 * reply: an archive is there to be found, not to be answered. */
struct import;

struct import_message {
    const char *message_id;     /* without <>; never empty */
    const char *const *parents; /* In-Reply-To, then References from the last;
                                 * ends in NULL */
    const char *author_name;
    const char *author_email; /* may be "" */
    const char *subject;
    const char *body; /* UTF-8 */
    int64_t sent_at;
};

struct import_counts {
    int messages; /* added now */
    int threads;  /* begun now */
    int skipped;
    int here; /* were here already */
};

MUST_USE enum status import_open(struct viewer *viewer, const char *board,
    struct import **import);
/* Bring them by date: a parent known decides the thread. OK, or CONFLICT: it
 * is here already; INVALID with a reason: skipped. After any other failure
 * nothing more goes in, and what was not committed is not here. */
MUST_USE enum status import_message(struct import *import,
    const struct import_message *message);
/* Commits what is open, and frees in any case. */
MUST_USE enum status import_close(struct import *import,
    struct import_counts *counts);

#endif
