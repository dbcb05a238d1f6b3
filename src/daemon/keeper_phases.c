/* The keeper's calendar: phases begin, and cohorts' boards are told. */

#include "daemon/keeper_phases.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "board/phasing.h"
#include "config/config.h"
#include "ui/display.h"
#include "ui/views/moments.h"

enum {
    NOON = 720 /* of a day's minutes */
};

/* "Mon 23 Nov"; a date is the same day in every zone. */
static void
write_date(const char *date, char out[MOMENT_BYTES])
{
    int64_t at;

    out[0] = '\0';
    if (clock_instant(date, NOON, "UTC", &at) == STATUS_OK)
        moment_date(at, "UTC", out);
}

static void
write_last_on_the_job(const struct cohort *cohort, char out[MOMENT_BYTES])
{
    char last[11];

    out[0] = '\0';
    if (date_add(cohort->ends_on, 7 * cohort->weeks_on_the_job, last) ==
        STATUS_OK)
        write_date(last, out);
}

static enum status
show(const char *screen, const struct cohort *cohort, struct text *out)
{
    char title[TITLE_BYTES * 2 + 4];
    char starts[MOMENT_BYTES];
    char ends[MOMENT_BYTES];
    char last[MOMENT_BYTES];

    snprintf(title, sizeof title, "%s, %s", cohort->region_title,
        cohort->intake_title);
    write_date(cohort->starts_on, starts);
    write_date(cohort->ends_on, ends);
    write_last_on_the_job(cohort, last);
    return display_show(screen,
        &(struct display_values){
            .site = config_current()->name,
            .program = cohort->program_title,
            .cohort = title,
            .region = cohort->region_title,
            .starts = starts,
            .ends = ends,
            .words = last,
        },
        out);
}

static enum status
words_of_phase(enum phase phase, const struct cohort *cohort,
    struct text *subject, struct text *body)
{
    char screen[40];
    struct text shown = {0};

    snprintf(screen, sizeof screen, "phase/%s", phase_name(phase));
    enum status status = show(screen, cohort, &shown);
    size_t line = strcspn(text_bytes(&shown), "\n");

    if (status == STATUS_OK) {
        text_add_bytes(subject, text_bytes(&shown), line);
        text_add(body, text_bytes(&shown) + line);
    }
    text_clear(&shown);
    return status;
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
}
