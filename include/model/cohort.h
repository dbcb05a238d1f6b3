#ifndef MODEL_COHORT_H
#define MODEL_COHORT_H

#include "model/program.h"

struct cohort {
    int64_t id;
    char slug[SLUG_BYTES];
    int64_t program_id;
    int64_t region_id;
    int64_t intake_id;
    char intake_title[TITLE_BYTES];
    char region_title[TITLE_BYTES];
    char program_title[TITLE_BYTES];
    char starts_on[11]; /* "2026-11-23" */
    char ends_on[11];
};

struct cohort_list {
    struct cohort *rows; /* owned */
    size_t count;
};

enum phase {
    PHASE_UPCOMING,
    PHASE_TRAINING,
    PHASE_ON_THE_JOB,
    PHASE_ALUMNI
};

void cohort_list_clear(struct cohort_list *list);
/* The phase on a civil date of the cohort's region. */
enum phase cohort_phase(const struct cohort *cohort, int weeks_on_the_job,
    const char *today);
const char *phase_name(enum phase phase); /* "on-the-job" */

#endif
