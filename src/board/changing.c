/* Changing: another date, another title, of what is there already. */

#include "board/changing.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/enrolled.h"
#include "board/naming.h"
#include "board/phasing.h"
#include "board/placing.h"
#include "store/boards.h"
#include "store/cohorts.h"
#include "store/phase_steps.h"
#include "store/programs.h"

static enum phase
phase_today(const struct cohort *cohort)
{
    char today[11];

    date_begun(clock_now(), cohort->zone, today);
    return cohort_phase(cohort, cohort->weeks_on_the_job, today);
}

/* ---- Cohorts ------------------------------------------------------------ */

static enum status
take_date(const char *what, const char *given, char date[11])
{
    if (given == NULL)
        return STATUS_OK;
    if (!date_is_valid(given))
        return refuse(STATUS_INVALID,
            "%s: a date like 2026-11-23, not \"%.40s\"", what, given);
    text_copy(date, 11, given);
    return STATUS_OK;
}

static enum status
set_dates(const struct cohort_change *change, const struct cohort *before,
    struct cohort *cohort)
{
    enum status status = take_date("starts", change->starts_on,
        cohort->starts_on);

    if (status == STATUS_OK)
        status = take_date("ends", change->ends_on, cohort->ends_on);
    if (status != STATUS_OK)
        return status;
    if (strcmp(cohort->starts_on, cohort->ends_on) > 0)
        return refuse(STATUS_INVALID,
            "it would end on %s, before it starts, on %s", cohort->ends_on,
            cohort->starts_on);
    if (text_equals(before->starts_on, cohort->starts_on) &&
        text_equals(before->ends_on, cohort->ends_on))
        return refuse(STATUS_CONFLICT, "%s is from %s to %s already",
            before->slug, before->starts_on, before->ends_on);
    return STATUS_OK;
}

static enum status
change_cohort(struct viewer *viewer, const struct cohort_change *change,
    struct cohort *before, struct cohort_changed *changed)
{
    struct cohort *cohort = &changed->cohort;
    enum status status = enrolled_named(cohorts_by_slug(viewer->store,
                                            change->slug, before),
        "cohort", change->slug);

    if (status != STATUS_OK)
        return status;
    *cohort = *before;
    status = set_dates(change, before, cohort);
    if (status == STATUS_OK)
        status = cohorts_set_dates(viewer->store, cohort->id, cohort->starts_on,
            cohort->ends_on);
    if (status == STATUS_OK)
        status = phasing_change(viewer, before, cohort);
    if (status == STATUS_OK)
        status = placing_change(viewer, before, cohort, &changed->placed);
    if (status == STATUS_OK)
        status = phase_steps_told(viewer->store, cohort->id, &changed->told);
    changed->before = phase_today(before);
    changed->now = phase_today(cohort);
    return status;
}

enum status
changing_cohort(struct viewer *viewer, const struct cohort_change *change,
    struct cohort_changed *changed)
{
    char why[WHY_BYTES];
    struct text subject = {0};
    struct cohort before = {0};
    struct cohort_changed found = {0};
    enum status status = enrolled_why(change->why, why);

    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    status = change_cohort(viewer, change, &before, &found);
    text_add_format(&subject, "%s %s to %s, was %s to %s", change->slug,
        found.cohort.starts_on, found.cohort.ends_on, before.starts_on,
        before.ends_on);
    status = enrolled_end_why(viewer, status, "cohort change",
        text_bytes(&subject), why);
    text_clear(&subject);
    if (status == STATUS_OK)
        *changed = found;
    return status;
}

/* ---- Programs ----------------------------------------------------------- */

static enum status
take_words(const char *what, const char *given, char words[TITLE_BYTES])
{
    return given == NULL ? STATUS_OK
                         : naming_check_line(what, given, words, TITLE_BYTES);
}

/* Appends to the subject what becomes of the program. */
static enum status
set_program(const struct program_change *change, struct program *program,
    struct text *subject)
{
    int64_t weeks = program->weeks_on_the_job;
    bool has_no_goal = change->goal != NULL && change->goal[0] == '\0';
    enum status status = take_words("title", change->title, program->title);

    if (status == STATUS_OK && has_no_goal)
        program->goal[0] = '\0';
    else if (status == STATUS_OK)
        status = take_words("goal", change->goal, program->goal);
    if (status == STATUS_OK && change->weeks != NULL &&
        !text_number(change->weeks, 0, PROGRAM_WEEKS_MOST, &weeks))
        status = refuse(STATUS_INVALID,
            "weeks on the job: 0 to %d, not \"%.20s\"", PROGRAM_WEEKS_MOST,
            change->weeks);
    program->weeks_on_the_job = (int)weeks;
    if (status != STATUS_OK)
        return status;

    text_add(subject, change->slug);
    if (change->title != NULL)
        text_add_format(subject, " title \"%s\"", program->title);
    if (change->goal != NULL)
        text_add_format(subject, " goal \"%s\"", program->goal);
    if (change->weeks != NULL)
        text_add_format(subject, " weeks on the job %d",
            program->weeks_on_the_job);
    return STATUS_OK;
}

static enum status
rename_boards(struct viewer *viewer, const struct program *before,
    const struct program *program)
{
    static const enum board_kind kinds[] = {BOARD_ALUMNI, BOARD_COURSE};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char was[TITLE_BYTES];
        char title[TITLE_BYTES];

        board_title_after(kinds[i], before->title, was);
        board_title_after(kinds[i], program->title, title);
        if (status == STATUS_OK)
            status = boards_set_title(viewer->store, program->id, was, title);
    }
    return status;
}

/* Its cohorts are alumni on another day. */
static enum status
move_phases(struct viewer *viewer, const struct program *program)
{
    struct cohort_list cohorts = {0};
    enum status status = cohorts_by_program(viewer->store, program->id,
        &cohorts);

    for (size_t i = 0; i < cohorts.count && status == STATUS_OK; i++) {
        struct cohort after = cohorts.rows[i];

        after.weeks_on_the_job = program->weeks_on_the_job;
        status = phasing_change(viewer, &cohorts.rows[i], &after);
    }
    cohort_list_clear(&cohorts);
    return status;
}

static enum status
change_program(struct viewer *viewer, const struct program_change *change,
    struct text *subject)
{
    struct program before;
    enum status status = enrolled_named(programs_by_slug(viewer->store,
                                            change->slug, &before),
        "program", change->slug);

    if (status != STATUS_OK)
        return status;
    struct program program = before;
    status = set_program(change, &program, subject);
    if (status == STATUS_OK &&
        program.weeks_on_the_job != before.weeks_on_the_job)
        status = move_phases(viewer, &program);
    if (status == STATUS_OK)
        status = programs_set(viewer->store, &program);
    return status == STATUS_OK ? rename_boards(viewer, &before, &program)
                               : status;
}

enum status
changing_program(struct viewer *viewer, const struct program_change *change)
{
    char why[WHY_BYTES];
    struct text subject = {0};
    enum status status = enrolled_why(change->why, why);

    if (status == STATUS_OK && change->title == NULL && change->goal == NULL &&
        change->weeks == NULL)
        status = refuse(STATUS_INVALID,
            "say what to set: --title, --goal or --weeks-on-the-job");
    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    status = change_program(viewer, change, &subject);
    status = enrolled_end_why(viewer, status, "program set",
        text_bytes(&subject), why);
    text_clear(&subject);
    return status;
}
