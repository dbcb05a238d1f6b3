#ifndef BOARD_VIEWER_H
#define BOARD_VIEWER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "model/event.h"
#include "model/person.h"
#include "model/profile.h"

struct store;
struct keeper_line;

/* Whoever acts: one person (or the operator on the server) with their store
 * connection. Every verb of src/board takes one first and asks rights. */
struct viewer {
    struct store *store;        /* borrowed */
    struct person person;       /* {0} for the operator's program */
    struct member_list members; /* owned; read anew by viewer_refresh() */
    struct move_list moves;     /* owned; zones they had of late */
    char today[11];    /* their civil date, as of the last viewer_refresh() */
    bool is_operator;  /* the operator's program: may everything */
    bool may_write;    /* false: `session --as` without --write */
    bool has_enrolled; /* turned their second factor on here */
    /* viewer_refresh() found other roles or dates, or another day; whoever
     * draws what follows resets it. */
    bool has_changed;
    /* What this viewer's verbs did and nobody has told the listener yet: the
     * session takes it after each key, tells and clears it. */
    struct event_list news; /* owned */
    /* Who is here, as the listener last said: each person once, by id. */
    int64_t *here; /* owned */
    size_t here_count;
    struct acquaintances *known; /* owned; board/acquaintance.c */
    /* To the keeper of the secrets, see board/keeping.h; NULL: this process
     * may open them itself. Borrowed. */
    const struct keeper_line *keeper;
};

/* NOT_FOUND: no such person. FORBIDDEN: one who may not log in. */
MUST_USE enum status viewer_open(struct viewer *viewer, struct store *store,
    int64_t person_id);
/* The same by handle; for the operator's program and local sessions. */
MUST_USE enum status viewer_open_handle(struct viewer *viewer,
    struct store *store, const char *handle);
/* The operator's program itself. */
void viewer_open_operator(struct viewer *viewer, struct store *store);
/* Reads person and memberships anew, so that a role taken away counts at the
 * next key: the app calls it before each act. */
MUST_USE enum status viewer_refresh(struct viewer *viewer);
void viewer_clear(struct viewer *viewer);
/* Who a person is to rights, now, whether or not they are here: for questions
 * about others. Takes `members` over; viewer_clear() it. */
void viewer_picture(struct viewer *viewer, struct store *store,
    const struct person *person, struct member_list *members);
/* Sets who is here; copies. */
void viewer_here(struct viewer *viewer, const int64_t *person_ids,
    size_t count);
bool viewer_has_role(const struct viewer *viewer, int64_t cohort_id,
    enum role role);
/* The zone in which the viewer reads times; UTC for the operator's program. */
const char *viewer_zone(const struct viewer *viewer);
/* Remembers that they were here, in whole minutes, so call it at any act; a
 * viewer that reads only leaves no trace. */
void viewer_seen(struct viewer *viewer);

#endif
