#ifndef BOARD_EDITING_H
#define BOARD_EDITING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/post.h"
#include "model/version.h"

/* Authors change their own posts, and what these said before is kept: for
 * edit_minutes from when they were posted for nobody but the author, later for
 * all who read the post, which shows as edited. An answer that opened the
 * others' to its author is never changed silently, so that nobody rewrites what
 * they answered once they have read theirs. One without a name is changed while
 * it is held, and its versions are for staff to read; once it is shown it stays
 * as it is, since when it is changed would tell whose it is. */

/* A post as its author may change it. */
struct editable {
    int64_t thread_id;
    int number;           /* 0: an answer that is held without a name */
    char *body;           /* owned: what it says now */
    int64_t silent_until; /* a change before then is silent; 0: none is */
    int versions;         /* there were before this one */
    int64_t changed_at;   /* 0: never */
};
/* `number` 0: in a question one's own answer, elsewhere what one wrote last in
 * the thread. NOT_FOUND with a reason: no such thread or post, or nothing of
 * one's own. FORBIDDEN with a reason: it is another's, the viewer may not write
 * there. CONFLICT with a reason: it is a question, which stays as it was asked,
 * or stands without a name. editable_clear() it. */
MUST_USE enum status editing_begin(const struct viewer *viewer,
    int64_t thread_id, int number, struct editable *editable);
void editable_clear(struct editable *editable);

struct edit {
    int64_t thread_id;
    int number;   /* as editing_begin() has it */
    int versions; /* there were when it was begun, in the composer, whose draft
                   * goes; -1: never mind, and a draft stays */
    const char *body;
};
struct edited {
    int number; /* 0: it is held without a name */
    bool is_silent;
    size_t removed; /* characters that may not stand */
};
/* On disk when OK. As editing_begin(), and what
 * posting_reply() refuses; CONFLICT with a reason too where it was changed
 * since it was begun, and where it says so already. */
MUST_USE enum status editing_change(struct viewer *viewer,
    const struct edit *edit, struct edited *edited);

/* What a post said, the oldest version first, the one that stands last: those
 * that the viewer may read, numbered from 1. NOT_FOUND with a reason: there is
 * no such post for the viewer, or nothing that they may know was ever changed
 * in it. post_clear() and version_list_clear() them. */
MUST_USE enum status editing_versions(struct viewer *viewer, int64_t thread_id,
    int number, struct post *post, struct version_list *list);

#endif
