/* The keeper's calendar: phases begin, announcements come due, votes open and
 * close, and cohorts' boards are told; pins end. */

#include "daemon/keeper_phases.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "board/agreeing.h"
#include "board/announcing.h"
#include "board/phasing.h"
#include "board/pinning.h"
#include "ui/cohort_words.h"

static enum status
words_of_phase(enum phase phase, const struct cohort *cohort,
    struct text *subject, struct text *body)
{
    char screen[40];

    snprintf(screen, sizeof screen, "phase/%s",
        cohort->kind == PROGRAM_ELEARNING ? "elearning" : phase_name(phase));
    return cohort_words_split(screen, cohort, subject, body);
}

static void
step_agreements(struct viewer *viewer, int64_t now)
{
    int done = 0;
    enum status status = agreeing_step(viewer, now, &done);

    if (status != STATUS_OK)
        log_error("agreements", "reason=%s", reason());
    if (done > 0)
        log_info("agreements", "count=%d", done);
}

void
keeper_phases(struct viewer *viewer, int64_t *minute)
{
    int64_t now = clock_now();
    int done = 0;

    if (now / 60 == *minute)
        return;
    *minute = now / 60;
    enum status status = phasing_step(viewer, words_of_phase, now, &done);
    if (status != STATUS_OK)
        log_error("phases", "reason=%s", reason());
    if (done > 0)
        log_info("phases", "count=%d", done);
    status = announcing_due(viewer, &done);
    if (status != STATUS_OK)
        log_error("announcements", "reason=%s", reason());
    if (done > 0)
        log_info("announcements", "count=%d", done);
    step_agreements(viewer, now);
}

void
keeper_pins(struct viewer *viewer, int64_t *minute)
{
    int64_t now = clock_now() / 60;
    int ended = 0;

    if (now == *minute)
        return;
    enum status status = pinning_end_due(viewer, &ended);
    event_list_clear(&viewer->news); /* found again among the events */
    if (status != STATUS_OK) {
        log_error("pins.end", "reason=%s", reason());
        return;
    }
    *minute = now;
    if (ended > 0)
        log_info("pins.end", "count=%d", ended);
}
