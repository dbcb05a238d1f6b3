#ifndef MODEL_COHORT_H
#define MODEL_COHORT_H

#include <stdbool.h>

#include "base/status.h"
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
    char zone[64];      /* of the region: its civil date counts */
    char starts_on[11]; /* "2026-11-23" */
    char ends_on[11];
    enum program_kind kind; /* of the program, as the next */
    int weeks_on_the_job;
    bool is_own; /* the dates are a member's own */
};

struct cohort_list {
    struct cohort *rows; /* owned */
    size_t count;
};

enum phase {
    PHASE_UPCOMING,
    PHASE_TRAINING,
    PHASE_ON_THE_JOB,
    PHASE_ALUMNI,
    PHASE_COUNT
};

enum {
    WEEK_BYTES = 40
};

void cohort_list_clear(struct cohort_list *list);
/* The phase on a civil date of the cohort's region. */
enum phase cohort_phase(const struct cohort *cohort, int weeks_on_the_job,
    const char *today);
const char *phase_name(enum phase phase); /* "on-the-job" */
/* The first day of a phase; "" for PHASE_UPCOMING, which begins when the cohort
 * is added. INVALID: it is past what dates can tell. */
MUST_USE enum status cohort_phase_begins(const struct cohort *cohort,
    enum phase phase, char date[11]);
/* The moment at which it begins where the cohort's region is: each begins once,
 * however clocks are set. INT64_MIN for PHASE_UPCOMING. INVALID as above. */
MUST_USE enum status cohort_phase_instant(const struct cohort *cohort,
    enum phase phase, int64_t *at);
/* With no weeks on the job that phase has no day. */
bool cohort_has_phase(const struct cohort *cohort, enum phase phase);
/* "week 3 of 4", "week 2 on the job", "alumni"; "" before the start. */
void cohort_week(const struct cohort *cohort, const char *today,
    char words[WEEK_BYTES]);

#endif
