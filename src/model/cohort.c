/* Cohorts: their phase follows from their dates alone. */

#include "model/cohort.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

static const char *const phases[] = {
    [PHASE_UPCOMING] = "upcoming",
    [PHASE_TRAINING] = "training",
    [PHASE_ON_THE_JOB] = "on-the-job",
    [PHASE_ALUMNI] = "alumni",
};

void
cohort_list_clear(struct cohort_list *list)
{
    memory_release(list->rows);
    *list = (struct cohort_list){0};
}

enum phase
cohort_phase(const struct cohort *cohort, int weeks_on_the_job,
    const char *today)
{
    char last_on_the_job[11];

    if (strcmp(today, cohort->starts_on) < 0)
        return PHASE_UPCOMING;
    if (strcmp(today, cohort->ends_on) <= 0)
        return PHASE_TRAINING;
    if (date_add(cohort->ends_on, 7 * weeks_on_the_job, last_on_the_job) !=
        STATUS_OK)
        return PHASE_ALUMNI;
    return strcmp(today, last_on_the_job) <= 0 ? PHASE_ON_THE_JOB
                                               : PHASE_ALUMNI;
}

const char *
phase_name(enum phase phase)
{
    return phases[phase];
}
