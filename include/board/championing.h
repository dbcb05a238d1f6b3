#ifndef BOARD_CHAMPIONING_H
#define BOARD_CHAMPIONING_H

#include "base/text.h"
#include "board/viewer.h"
#include "model/todo.h"

/* What a champion has to do for a cohort. Some of it follows from what is so
 * today; the rest stands in screens/todo/<phase>.txt, an act a line, of which
 * "week 3:" and "last week:" say when in the phase. What a phase left undone
 * stays for four weeks of the next. Nothing of this is stored but the marks of
 * what is done, so whoever was away for a month finds what is to do now, and
 * nothing twice. */

/* The cohorts of which the viewer may see it by a role of their own there: the
 * champion's first, then the mentor's; within, the one begun last. */
MUST_USE enum status championing_cohorts(struct viewer *viewer,
    struct cohort_list *list);
/* What is to do for the cohort of a slug. NOT_FOUND, FORBIDDEN with reasons. */
MUST_USE enum status championing_todo(struct viewer *viewer, const char *cohort,
    struct todo_list *list);

struct championing_mark {
    const char *cohort; /* slug */
    int number;
    bool is_done; /* else it is taken back */
};
/* Ticks an act off; audited. Appends its words. NOT_FOUND: there is no such
 * act, or it is not done that is to be taken back. */
MUST_USE enum status championing_set(struct viewer *viewer,
    const struct championing_mark *mark, struct text *words);

/* For the home screen of a champion. */
struct championing_count {
    int open;                        /* acts, in all their cohorts */
    int cohorts;                     /* with any of them */
    char title[TITLE_BYTES * 2 + 4]; /* "EMEA, autumn 2026": the first */
};
MUST_USE enum status championing_counted(struct viewer *viewer,
    struct championing_count *count);

#endif
