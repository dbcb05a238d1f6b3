#ifndef BOARD_CHANGING_H
#define BOARD_CHANGING_H

#include "board/placing.h"
#include "board/viewer.h"
#include "model/cohort.h"

/* A training is postponed, a program called otherwise: what the operator's
 * program changes of what is there. Audited. INVALID with a reason names the
 * argument that is wrong. */

struct cohort_change {
    const char *slug;
    const char *starts_on; /* NULL: as it is, as the next two */
    const char *ends_on;
    const char *why; /* NULL: nothing is said */
};

/* What became of it. */
struct cohort_changed {
    struct cohort cohort; /* with its new dates */
    enum phase before;    /* today where its region is, by the old dates */
    enum phase now;
    unsigned told; /* bit 1 << phase: its board was told, and is not again */
    struct placed placed; /* what of its plan went by the new first day */
};

/* Phases follow from the dates, and with them who may see the alumni's board;
 * questions in the queue stay where they are, but for those that came with the
 * program's plan, see board/placing.h. What has not been told and now is past
 * will not be, but for the phase that the cohort is in: that is told by the
 * daemon. CONFLICT: nothing would change. */
MUST_USE enum status changing_cohort(struct viewer *viewer,
    const struct cohort_change *change, struct cohort_changed *changed);

struct program_change {
    const char *slug;
    const char *title; /* NULL: as it is, as the next two */
    const char *goal;  /* "": none */
    const char *weeks; /* on the job: a number */
    const char *why;
};

/* Boards that are named after the program follow its title. */
MUST_USE enum status changing_program(struct viewer *viewer,
    const struct program_change *change);

#endif
