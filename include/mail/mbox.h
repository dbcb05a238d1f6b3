#ifndef MAIL_MBOX_H
#define MAIL_MBOX_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* A mailbox (mbox) read into messages. It is split here: a line is a
 * separator when it begins with "From ", ends in a date as asctime() writes
 * it ("Fri Oct 27 02:16:56 2006", a zone may follow) and a header stands on
 * the next line; so "From " within a text is none, and a separator whose
 * address an archive has hidden is one. Each message is parsed by GMime. */
struct mail {
    char *message_id;   /* owned, as all of these; without <> */
    char **parents;     /* In-Reply-To, then References from the last; ends
                         * in NULL */
    char *author_name;  /* never empty */
    char *author_email; /* "" where it is hidden beyond telling */
    char *subject;      /* "" where there is none */
    char *body;         /* UTF-8, the plain text of it */
    int64_t sent_at;    /* UTC seconds */
    size_t number;      /* from 1 within the file */
    size_t line;        /* of its separator, from 1 */
    const char *fault;  /* why it cannot be taken, NULL: it can */
};

struct mbox {
    struct mail *rows; /* owned, in the file's order */
    size_t count;
    /* Indices of rows by date, but none before its parents; owned. */
    size_t *order;
};

/* INVALID with a reason: no message in it. */
MUST_USE enum status mbox_parse(const char *bytes, size_t count,
    struct mbox *mbox);
void mbox_clear(struct mbox *mbox);

#endif
