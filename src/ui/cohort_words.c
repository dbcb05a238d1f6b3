/* Cohort words: which phase and week a cohort is in, told in words. */

#include "ui/cohort_words.h"

#include <stdio.h>

#include "base/clock.h"
#include "config/config.h"
#include "ui/display.h"
#include "ui/views/moments.h"

static void
write_last_on_the_job(const struct cohort *cohort, char out[MOMENT_BYTES])
{
    char last[11];

    out[0] = '\0';
    if (date_add(cohort->ends_on, 7 * cohort->weeks_on_the_job, last) ==
        STATUS_OK)
        date_words(last, out, MOMENT_BYTES);
}

enum status
cohort_words(const char *screen, const struct cohort *cohort, const char *words,
    struct text *out)
{
    char title[TITLE_BYTES * 2 + 4];
    char starts[MOMENT_BYTES];
    char ends[MOMENT_BYTES];
    char last[MOMENT_BYTES];

    snprintf(title, sizeof title, "%s, %s", cohort->region_title,
        cohort->intake_title);
    date_words(cohort->starts_on, starts, sizeof starts);
    date_words(cohort->ends_on, ends, sizeof ends);
    write_last_on_the_job(cohort, last);
    return display_show(screen,
        &(struct display_values){
            .site = config_current()->name,
            .program = cohort->program_title,
            .cohort = title,
            .region = cohort->region_title,
            .starts = starts,
            .ends = ends,
            .words = words != NULL ? words : last,
        },
        out);
}

enum status
cohort_words_split(const char *screen, const struct cohort *cohort,
    struct text *subject, struct text *body)
{
    struct text shown = {0};
    enum status status = cohort_words(screen, cohort, NULL, &shown);

    if (status == STATUS_OK)
        text_split_line(&shown, subject, body);
    text_clear(&shown);
    return status;
}

void
cohort_words_name(const struct cohort *cohort, struct text *out)
{
    text_add_format(out, "%s, %s, %s", cohort->program_title,
        cohort->region_title, cohort->intake_title);
}

static bool
has_no_week(const struct cohort *cohort)
{
    return cohort->kind == PROGRAM_ELEARNING && !cohort->is_own;
}

static enum phase
phase_now(const struct cohort *cohort, int64_t now, char week[WEEK_BYTES])
{
    char today[11];

    date_begun(now, cohort->zone, today);
    cohort_week(cohort, today, week);
    return cohort_phase(cohort, cohort->weeks_on_the_job, today);
}

void
cohort_words_week(const struct cohort *cohort, int64_t now, struct text *out)
{
    char week[WEEK_BYTES];
    char starts[MOMENT_BYTES];

    if (has_no_week(cohort))
        return;
    date_words(cohort->starts_on, starts, sizeof starts);
    if (phase_now(cohort, now, week) == PHASE_UPCOMING)
        text_add_format(out, "begins %s", starts);
    else
        text_add(out, week);
}

void
cohort_words_where(const struct cohort *cohort, int64_t now, struct text *out)
{
    char week[WEEK_BYTES];
    char last[MOMENT_BYTES] = "";
    enum phase phase = phase_now(cohort, now, week);

    if (has_no_week(cohort)) {
        text_add(out, "each in weeks of their own");
        return;
    }
    cohort_words_week(cohort, now, out);
    if (phase == PHASE_TRAINING)
        date_words(cohort->ends_on, last, sizeof last);
    else if (phase == PHASE_ON_THE_JOB)
        write_last_on_the_job(cohort, last);
    if (last[0] != '\0')
        text_add_format(out, ", until %s", last);
}
