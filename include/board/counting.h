#ifndef BOARD_COUNTING_H
#define BOARD_COUNTING_H

#include "board/viewer.h"

/* Who is told how many, and never who: the champions and sponsors of a cohort
 * for it and its program, whoever has a role on the whole site, and the
 * operator's program. */
bool counting_may_program(const struct viewer *viewer, int64_t program_id);
bool counting_may_cohort(const struct viewer *viewer, int64_t cohort_id);

#endif
