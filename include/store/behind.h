#ifndef STORE_BEHIND_H
#define STORE_BEHIND_H

#include "model/board.h"
#include "store/store.h"

/* Who is behind a board: for the statements that begin with it, and for those
 * that know boards by the same three names. */

/* The cohorts whose people a board is there for, with their regions.
 * clang-format would lose the clauses. */
/* clang-format off */
#define COHORTS_BEHIND SQL( \
      WITH behind AS ( \
           SELECT id, region_id FROM cohorts WHERE id = :cohort_id \
            UNION \
           SELECT id, region_id \
             FROM cohorts \
            WHERE :cohort_id = 0 \
              AND intake_id = :intake_id \
            UNION \
           SELECT id, region_id \
             FROM cohorts \
            WHERE :cohort_id = 0 \
              AND :intake_id = 0 \
              AND program_id = :program_id \
            UNION \
           SELECT id, region_id \
             FROM cohorts \
            WHERE :cohort_id = 0 \
              AND :intake_id = 0 \
              AND :program_id = 0)) " "
/* clang-format on */

/* :cohort_id, :intake_id and :program_id. */
void behind_bind(struct query *query, const struct board *board);

#endif
