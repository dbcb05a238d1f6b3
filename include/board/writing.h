#ifndef BOARD_WRITING_H
#define BOARD_WRITING_H

#include "board/posting.h"
#include "model/thread.h"
#include "store/drafts.h"

/* One post on its way into the store: the post, its thread's counters, and for
 * what people send the event and the draft that goes. All inside the caller's
 * transaction. */

struct writing {
    struct thread *thread; /* id 0: it is begun; its id is set */
    int64_t author_id;
    const char *body; /* cleaned */
    int reply_to;
    int64_t at;
    const char *message_id;  /* NULL: written here */
    const char *nameless_of; /* NULL: by name; see model/post.h */
    int number;              /* out */
    int64_t post_id;         /* out */
};
/* Takes the next number of the thread. */
MUST_USE enum status writing_add(struct store *store, struct writing *writing);

/* What a person sends. */
struct sending {
    struct writing writing;
    enum event_kind kind;
    struct draft_key draft;
};
/* What everything that is written or changed passes. FORBIDDEN with a reason:
 * the policy is to be accepted first. CONFLICT with a reason: the thread (0:
 * none yet) is locked. AGAIN with a reason: too soon. */
MUST_USE enum status writing_check(const struct viewer *viewer,
    int64_t thread_id);
/* AGAIN with a reason: too soon. CONFLICT with a reason: the thread is locked
 * by now. FORBIDDEN with a reason: the policy is to be accepted first. `event`
 * is for writing_end(). */
MUST_USE enum status writing_send(struct viewer *viewer,
    struct sending *sending, struct event *event);
/* Ends the transaction: commits and tells the viewer's news for OK, rolls back
 * for anything else. The status that counts. */
MUST_USE enum status writing_end(struct viewer *viewer, enum status status,
    const struct event *event);

#endif
