/* Counting: who is told how many. */

#include "board/counting.h"

static bool
sees_every_count(const struct viewer *viewer)
{
    return viewer->is_operator || viewer->person.site_role != ROLE_NONE;
}

static bool
is_told_counts(const struct member *member)
{
    return member->cohort_id != 0 &&
           (member->role == ROLE_CHAMPION || member->role == ROLE_SPONSOR);
}

bool
counting_may_program(const struct viewer *viewer, int64_t program_id)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (is_told_counts(&viewer->members.rows[i]) &&
            viewer->members.rows[i].program_id == program_id)
            return true;
    return sees_every_count(viewer);
}

bool
counting_may_cohort(const struct viewer *viewer, int64_t cohort_id)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (is_told_counts(&viewer->members.rows[i]) &&
            viewer->members.rows[i].cohort_id == cohort_id)
            return true;
    return sees_every_count(viewer);
}
