#ifndef BOARD_IMPORTING_H
#define BOARD_IMPORTING_H

#include "board/viewer.h"

/* Mail from elsewhere becomes threads of a board, for operators. The messages
 * of one import share transactions of some hundred each; an import that stops
 * half-way goes on with the next run, since what is here is known by its
 * Message-ID. */
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
/* OK, or CONFLICT: it is here already; INVALID with a reason: skipped. */
MUST_USE enum status import_message(struct import *import,
    const struct import_message *message);
/* Commits what is open, sets numbers and counters of the threads touched,
 * frees. */
MUST_USE enum status import_close(struct import *import,
    struct import_counts *counts);

#endif
