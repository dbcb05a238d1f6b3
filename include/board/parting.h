#ifndef BOARD_PARTING_H
#define BOARD_PARTING_H

#include "board/viewer.h"
#include "model/mention.h"
#include "model/personal.h"

/* People who leave the organisation. Their name goes, with all that only said
 * something of them: address, login id, zone, role, memberships, keys,
 * password, codes, drafts, what they read. They become a "Former member" of a
 * handle that means nothing, and may not log in. What they wrote stays; or
 * "(erased)" stands in its place, as its subject too, and the questions that
 * they queued go, while numbers, replies and threads stay as they are. Neither
 * can be taken back. For the operator's program; audited, and in the record
 * they are a former member too (board/act_names.h). */

struct parting {
    const char *handle;
    const char *why; /* NULL: nothing is said */
    bool erases;
};

struct parted {
    char handle[HANDLE_BYTES]; /* that they have now */
    struct personal_counts counts;
    struct mention_list named;  /* in what others wrote */
    struct mention_list quoted; /* looked for where it erases */
    int acts;                   /* on record in words that name them */
    char **copies; /* owned: files that a migration left, as they were */
    size_t copy_count;
    bool is_rewritten; /* store and secrets were written anew */
    bool is_scrubbed;  /* and none of it is in any file of theirs */
};

/* What parting_part() would find; nothing is done. NOT_FOUND: no such person.
 * CONFLICT with a reason: it is the site's own voice. */
MUST_USE enum status parting_look(struct viewer *viewer,
    const struct parting *parting, struct parted *parted);
/* INVALID with a reason: why names them. Both stores or neither, whatever is
 * killed when, then their files are scrubbed (board/scrubbing.h). Clear in any
 * case. */
MUST_USE enum status parting_part(struct viewer *viewer,
    const struct parting *parting, struct parted *parted);
void parted_clear(struct parted *parted);
/* Whether somebody has parted so: nobody is shown what they wrote as one
 * person's any more. */
bool parting_is_former(const struct person *person);

#endif
