/* Behind: the cohorts whose people a board is there for. */

#include "store/behind.h"

void
behind_bind(struct query *query, const struct board *board)
{
    query_bind_id(query, ":cohort_id", board->cohort_id);
    query_bind_id(query, ":intake_id", board->intake_id);
    query_bind_id(query, ":program_id", board->program_id);
}
