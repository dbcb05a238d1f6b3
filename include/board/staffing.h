#ifndef BOARD_STAFFING_H
#define BOARD_STAFFING_H

#include "board/viewer.h"

/* The SMEs of an eLearning program as a whole. They see its course board, its
 * cohorts' boards and its alumni's, and are in no cohort. */

/* For the operator's program; `program` a slug. INVALID: it is not eLearning.
 * NOT_FOUND: no such person or program. CONFLICT: they are one already. */
MUST_USE enum status staffing_add_sme(struct viewer *viewer, const char *handle,
    const char *program);
/* NOT_FOUND too for one who is none. */
MUST_USE enum status staffing_remove_sme(struct viewer *viewer,
    const char *handle, const char *program);

/* Who was named first first; none where the board is no course's. */
MUST_USE enum status staffing_smes(struct viewer *viewer, int64_t board_id,
    struct person_list *list);
/* The same by the program's slug. NOT_FOUND: no such program, or not one whose
 * course board the viewer sees. INVALID: it is not eLearning. */
MUST_USE enum status staffing_smes_of(struct viewer *viewer,
    const char *program, struct person_list *list);

#endif
