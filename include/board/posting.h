#ifndef BOARD_POSTING_H
#define BOARD_POSTING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/post.h"

/* What people write. Text is cleaned, its limits checked (64 KiB, 2,000 lines,
 * not empty), one post in 5 s and 30 in 10 min a person; on disk when it says
 * OK; the draft for the same target is gone in the same transaction. `removed`
 * counts the characters that may not stand. */
struct posted {
    int64_t post_id;
    int64_t thread_id;
    int number;
    size_t removed;
};

/* A new thread. INVALID with a reason: no subject, too long, invalid UTF-8.
 * AGAIN with a reason: too soon after the last. */
MUST_USE enum status posting_start(struct viewer *viewer, int64_t board_id,
    const char *subject, const char *body, struct posted *posted);
/* A reply to the thread, to post `reply_to` of it where not 0. CONFLICT: the
 * thread is locked. In a question covered for the viewer: FORBIDDEN, they
 * answer first. */
MUST_USE enum status posting_reply(struct viewer *viewer, int64_t thread_id,
    int reply_to, const char *body, struct posted *posted);

/* What a post holds at most, by the settings. */
size_t posting_bytes_most(void);
/* The checks of a body or a subject alone, with a reason; `clean` gets what
 * would be stored. Bytes as they came, invalid UTF-8 is refused by line. */
MUST_USE enum status posting_check_body(const char *bytes, size_t count,
    struct text *clean, size_t *removed);
MUST_USE enum status posting_check_subject(const char *bytes, size_t count,
    struct text *clean);
/* What a thread is called whose text has no subject of its own: its first line,
 * cut at a word with "..." where it is over 100 bytes. */
void posting_subject_of(const char *body, char *subject, size_t size);

#endif
