/* Handing: what a cohort's handout tells of it. */

#include "board/handing.h"

#include "board/enrolling.h"
#include "board/policing.h"
#include "store/handouts.h"

static enum status
load_policy(const struct viewer *viewer, struct text *lines)
{
    struct policy policy = {0};
    enum status status = policing_current(viewer, &policy, NULL);

    if (status == STATUS_NOT_FOUND) {
        reason_clear();
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        policing_first_lines(policy.body, lines);
    policy_clear(&policy);
    return status;
}

static enum status
load(struct viewer *viewer, const char *cohort, struct handing *handing)
{
    struct cohort *found = &handing->cohort;
    enum status status = enrolling_find_cohort(viewer, cohort, found);

    if (status == STATUS_OK)
        status = handouts_goal(viewer->store, found->program_id, handing->goal);
    if (status == STATUS_OK)
        status = handouts_names(viewer->store, found->id, ROLE_MENTOR,
            &handing->mentors);
    return status == STATUS_OK ? load_policy(viewer, &handing->policy) : status;
}

enum status
handing_find(struct viewer *viewer, const char *cohort, struct handing *handing)
{
    struct handing found = {0};

    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    enum status status = load(viewer, cohort, &found);

    if (status == STATUS_OK)
        *handing = found;
    else
        handing_clear(&found);
    return status;
}

void
handing_clear(struct handing *handing)
{
    text_clear(&handing->mentors);
    text_clear(&handing->policy);
}
