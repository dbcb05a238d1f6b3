/* Cohorts: their phase follows from their dates alone. */

#include "model/cohort.h"

#include <stdio.h>
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

enum status
cohort_phase_begins(const struct cohort *cohort, enum phase phase,
    char date[11])
{
    const int days_on_the_job = 7 * cohort->weeks_on_the_job;

    date[0] = '\0';
    switch (phase) {
    case PHASE_TRAINING:
        return date_add(cohort->starts_on, 0, date);
    case PHASE_ON_THE_JOB:
        return date_add(cohort->ends_on, 1, date);
    case PHASE_ALUMNI:
        return date_add(cohort->ends_on, days_on_the_job + 1, date);
    default:
        return STATUS_OK;
    }
}

enum status
cohort_phase_instant(const struct cohort *cohort, enum phase phase, int64_t *at)
{
    char first[11];

    if (phase == PHASE_UPCOMING) {
        *at = INT64_MIN;
        return STATUS_OK;
    }
    enum status status = cohort_phase_begins(cohort, phase, first);
    if (status == STATUS_OK)
        status = clock_instant(first, 0, cohort->zone, at);
    return status;
}

bool
cohort_has_phase(const struct cohort *cohort, enum phase phase)
{
    return phase != PHASE_ON_THE_JOB || cohort->weeks_on_the_job > 0;
}

void
cohort_week(const struct cohort *cohort, const char *today,
    char words[WEEK_BYTES])
{
    enum phase phase = cohort_phase(cohort, cohort->weeks_on_the_job, today);

    words[0] = '\0';
    if (phase == PHASE_TRAINING)
        snprintf(words, WEEK_BYTES, "week %d of %d",
            date_days(cohort->starts_on, today) / 7 + 1,
            date_days(cohort->starts_on, cohort->ends_on) / 7 + 1);
    else if (phase == PHASE_ON_THE_JOB)
        snprintf(words, WEEK_BYTES, "week %d on the job",
            (date_days(cohort->ends_on, today) - 1) / 7 + 1);
    else if (phase == PHASE_ALUMNI)
        snprintf(words, WEEK_BYTES, "%s", phase_name(phase));
}
