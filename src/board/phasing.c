/* Phasing: each phase of a cohort is told on its board as it begins. */

#include "board/phasing.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "board/house.h"
#include "store/cohorts.h"
#include "store/phase_steps.h"
#include "store/store.h"

/* Where a day begins first. */
#define FIRST_ZONE "Pacific/Kiritimati"

struct turn {
    struct viewer *viewer;
    phase_words *words;
    int64_t now;
    int *done;
};

/* ---- What is said ------------------------------------------------------- */

static enum status
post_phase(const struct turn *turn, const struct cohort *cohort,
    enum phase phase)
{
    struct text subject = {0};
    struct text body = {0};
    enum status status = turn->words(phase, cohort, &subject, &body);

    if (status == STATUS_OK)
        status = house_tell(turn->viewer->store, cohort, &subject, &body,
            turn->now);
    text_clear(&subject);
    text_clear(&body);
    return status;
}

/* ---- When --------------------------------------------------------------- */

/* Where people begin one by one their phases are theirs: the board is told that
 * it is there, and no more. */
static bool
is_silent(const struct cohort *cohort, enum phase phase)
{
    return !cohort_has_phase(cohort, phase) ||
           (cohort->kind == PROGRAM_ELEARNING && phase != PHASE_UPCOMING);
}

/* CONFLICT: another process has done this step. */
static enum status
announce(const struct turn *turn, const struct cohort *cohort, enum phase phase)
{
    struct store *store = turn->viewer->store;
    bool says_nothing = is_silent(cohort, phase);
    enum status status = store_begin(store);

    if (status != STATUS_OK)
        return status;
    status = phase_steps_add(store, cohort->id, phase,
        says_nothing ? 0 : turn->now);
    if (status == STATUS_OK && !says_nothing)
        status = post_phase(turn, cohort, phase);
    if (status != STATUS_OK) {
        store_rollback(store);
        return status;
    }
    status = store_commit(store);
    if (status == STATUS_OK && !says_nothing)
        (*turn->done)++;
    return status;
}

static enum status
step_cohort(const struct turn *turn, const struct phase_due *due)
{
    struct cohort cohort;
    int64_t at = INT64_MIN;
    enum status status = cohorts_by_id(turn->viewer->store, due->cohort_id,
        &cohort);

    for (int phase = due->done;
         phase < PHASE_COUNT && at <= turn->now && status == STATUS_OK;
         phase++) {
        status = cohort_phase_instant(&cohort, (enum phase)phase, &at);
        if (status == STATUS_OK && at <= turn->now)
            status = announce(turn, &cohort, (enum phase)phase);
    }
    return status == STATUS_CONFLICT ? STATUS_OK : status;
}

static void
keep_first(enum status status, int64_t cohort_id, enum status *first)
{
    if (status == STATUS_OK)
        return;
    log_error("phases.cohort", "cohort=%lld reason=%s", (long long)cohort_id,
        reason());
    if (*first == STATUS_OK)
        *first = status;
}

enum status
phasing_step(struct viewer *viewer, phase_words *words, int64_t now, int *done)
{
    struct turn turn = {viewer, words, now, done};
    struct phase_due_list due = {0};
    enum status first = STATUS_OK;
    char latest[11];
    int64_t after_id = 0;

    *done = 0;
    if (!viewer->is_operator || !viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "phases begin by themselves");
    date_of(now, FIRST_ZONE, latest);
    do {
        phase_due_list_clear(&due);
        enum status status = phase_steps_due(viewer->store, latest, after_id,
            &due);
        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < due.count; i++) {
            after_id = due.rows[i].cohort_id;
            keep_first(step_cohort(&turn, &due.rows[i]), after_id, &first);
        }
    } while (due.count > 0);
    return first;
}

enum status
phasing_begin(struct viewer *viewer, const struct cohort *cohort)
{
    char today[11];
    char first[11];
    enum status status = STATUS_OK;

    date_begun(clock_now(), cohort->zone, today);
    enum phase now = cohort_phase(cohort, cohort->weeks_on_the_job, today);
    /* One may still begin there. */
    if (cohort->kind == PROGRAM_ELEARNING && now != PHASE_ALUMNI)
        return STATUS_OK;
    for (int phase = 0; phase < (int)now && status == STATUS_OK; phase++)
        status = phase_steps_add(viewer->store, cohort->id, (enum phase)phase,
            0);
    if (now == PHASE_UPCOMING || status != STATUS_OK)
        return status;
    status = cohort_phase_begins(cohort, now, first);
    if (status == STATUS_OK && strcmp(first, today) < 0)
        status = phase_steps_add(viewer->store, cohort->id, now, 0);
    return status;
}

/* Steps are in the order of the phases: where one is owed still, those behind
 * it wait for it. */
enum status
phasing_change(struct viewer *viewer, const struct cohort *before,
    const struct cohort *after)
{
    char today[11];
    int phase = 0;
    int64_t at = 0;
    int64_t now_at = clock_now();
    enum status status = phase_steps_count(viewer->store, after->id, &phase);

    date_begun(now_at, after->zone, today);
    enum phase now = cohort_phase(after, after->weeks_on_the_job, today);
    for (; status == STATUS_OK && phase < (int)now; phase++) {
        status = cohort_phase_instant(before, (enum phase)phase, &at);
        if (status != STATUS_OK || at <= now_at)
            break;
        status = phase_steps_add(viewer->store, after->id, (enum phase)phase,
            0);
    }
    return status;
}
