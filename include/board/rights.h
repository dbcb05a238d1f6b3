#ifndef BOARD_RIGHTS_H
#define BOARD_RIGHTS_H

#include <stdbool.h>

#include "board/viewer.h"
#include "model/board.h"

/* What can be asked of a board. One table in rights.c says which role may. */
enum right {
    RIGHT_SEE,         /* the board, its threads and posts */
    RIGHT_POST,        /* start a thread, reply, answer */
    RIGHT_ASK,         /* put a question in the board's queue */
    RIGHT_ENDORSE,     /* mark what is right of what others wrote */
    RIGHT_SEE_COVERED, /* answers before having answered */
    RIGHT_SEE_TODO,    /* what a cohort's champion has to do, on its board */
    RIGHT_DO_TODO,     /* tick it off */
    RIGHT_SEE_ABSENCE, /* who has not been here */
    RIGHT_VOTE,        /* on how a cohort goes on, on its board */
    RIGHT_CALL_VOTE,   /* have it vote */
    RIGHT_IMPORT,      /* add posts in others' names */
    RIGHT_PIN,         /* keep a thread at the top, and take it down */
    RIGHT_COUNT
};

/* Whether the viewer may, on this board. */
bool rights_allow(const struct viewer *viewer, enum right right,
    const struct board *board);
/* OK, FORBIDDEN with a reason, or NOT_FOUND where the viewer may not even see
 * the board. FORBIDDEN too for writing rights of a viewer that reads only. */
MUST_USE enum status rights_require(const struct viewer *viewer,
    enum right right, const struct board *board);

/* What rights_allow() is made of, for whoever tells why: one membership of the
 * viewer's, a role on the whole site, being one of everyone. */
bool rights_by_member(const struct viewer *viewer, const struct member *member,
    enum right right, const struct board *board);
bool rights_by_site_role(enum role site_role, enum right right,
    const struct board *board);
bool rights_by_everyone(enum right right, const struct board *board);
/* Whether the board is one of those of the membership's cohort today: its own,
 * its intake's, its course's, and the alumni's from its end on. A sponsor's
 * has none. The staff of a program see its alumni's before that. */
bool rights_belongs(const struct viewer *viewer, const struct member *member,
    const struct board *board);

/* The role to draw beside a person's name on this board: the staff role they
 * hold in its program (mentor before SME, champion, moderator), else moderator
 * for those with a site role, else ROLE_NONE. */
enum role rights_drawn_role(enum role site_role,
    const struct member_list *members, const struct board *board);

#endif
