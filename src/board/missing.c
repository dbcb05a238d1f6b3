/* Missing: who has not been here, for the champion alone. */

#include "board/missing.h"

#include "base/clock.h"
#include "board/absence.h"
#include "board/presence.h"
#include "board/rights.h"

enum {
    DAY_SECONDS = 86400
};

static bool
is_champion_of(const struct viewer *viewer, const struct member *member)
{
    const struct board board = {
        .kind = BOARD_COHORT,
        .program_id = member->program_id,
        .intake_id = member->intake_id,
        .cohort_id = member->cohort_id,
    };

    return member->cohort_id != 0 &&
           rights_allow(viewer, RIGHT_SEE_ABSENCE, &board);
}

static bool
is_missed(const struct viewer *viewer, const struct person *person,
    const struct member_list *members)
{
    int64_t since = clock_now() - (int64_t)MISSING_DAYS * DAY_SECONDS;

    /* Not for the operator's program either. */
    if (viewer->person.id == 0 || viewer->person.id == person->id ||
        person->last_seen_at > since || presence_has(viewer, person->id))
        return false;
    for (size_t i = 0; i < members->count; i++)
        if (members->rows[i].joined_at <= since &&
            is_champion_of(viewer, &members->rows[i]))
            return true;
    return false;
}

enum status
missing_find(const struct viewer *viewer, const struct person *person,
    const struct member_list *members, struct whereabouts *whereabouts)
{
    struct leave leave;
    enum status status = absence_now(viewer, person, &leave);

    if (status != STATUS_OK)
        return status;
    *whereabouts = (struct whereabouts){0};
    if (leave.id != 0)
        absence_words(&leave, viewer->today, whereabouts->leave,
            (int)sizeof whereabouts->leave);
    else
        whereabouts->is_missing = is_missed(viewer, person, members);
    return STATUS_OK;
}
