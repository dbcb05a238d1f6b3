/* Scheduling: on which days a board asks. */

#include "board/scheduling.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/access.h"
#include "board/auditing.h"
#include "config/config.h"
#include "store/agreements.h"
#include "store/rhythms.h"

enum {
    DAYS_BEFORE_START = 14, /* in which people introduce themselves */
    LIVELINESS_MOST = 3,
    SUNDAY = 0,
    SATURDAY = 6
};

/* The intake's phase is its cohorts' liveliest. */
static const int liveliness[PHASE_COUNT] = {
    [PHASE_TRAINING] = LIVELINESS_MOST,
    [PHASE_ON_THE_JOB] = 2,
    [PHASE_UPCOMING] = 1,
    [PHASE_ALUMNI] = 0,
};

enum status
scheduling_open(const struct viewer *viewer, const struct board *board,
    struct schedule *schedule)
{
    *schedule = (struct schedule){.store = viewer->store, .board = board};
    return rhythms_cohorts(viewer->store, board, &schedule->cohorts);
}

void
scheduling_clear(struct schedule *schedule)
{
    cohort_list_clear(&schedule->cohorts);
}

static enum phase
phase_on(const struct cohort *cohort, const char *date)
{
    return cohort_phase(cohort, cohort->weeks_on_the_job, date);
}

static enum phase
board_phase(const struct schedule *schedule, const char *date)
{
    enum phase found = PHASE_ALUMNI;

    for (size_t i = 0; i < schedule->cohorts.count; i++) {
        enum phase phase = phase_on(&schedule->cohorts.rows[i], date);

        if (liveliness[phase] > liveliness[found])
            found = phase;
    }
    return found;
}

static bool
has_alumni(const struct schedule *schedule, const char *date)
{
    for (size_t i = 0; i < schedule->cohorts.count; i++)
        if (phase_on(&schedule->cohorts.rows[i], date) == PHASE_ALUMNI)
            return true;
    return false;
}

/* Some cohort begins within a fortnight of the date. */
static bool
begins_soon(const struct schedule *schedule, const char *date)
{
    for (size_t i = 0; i < schedule->cohorts.count; i++) {
        int days = date_days(date, schedule->cohorts.rows[i].starts_on);

        if (days > 0 && days <= DAYS_BEFORE_START)
            return true;
    }
    return false;
}

static struct rhythm
rhythm_by_itself(const struct schedule *schedule, enum phase phase)
{
    const struct cohort_list *cohorts = &schedule->cohorts;
    enum board_kind kind = schedule->board->kind;

    if (kind == BOARD_ALUMNI && phase == PHASE_ALUMNI)
        return rhythm_of_phase(phase);
    if (kind == BOARD_PROGRAM && phase != PHASE_ALUMNI && cohorts->count > 0 &&
        cohorts->rows[0].kind != PROGRAM_ELEARNING)
        return rhythm_of_phase(phase);
    return (struct rhythm){.every = EVERY_NEVER};
}

enum status
scheduling_rhythm(const struct schedule *schedule, enum phase phase,
    struct rhythm *rhythm, bool *is_set)
{
    char words[RHYTHM_BYTES];
    enum status status = rhythms_of(schedule->store, schedule->board->id, phase,
        words);

    if (status != STATUS_OK)
        return status;
    *is_set = words[0] != '\0';
    if (*is_set)
        return rhythm_read(words, rhythm);
    *rhythm = rhythm_by_itself(schedule, phase);
    return STATUS_OK;
}

/* ---- What was agreed ---------------------------------------------------- */

enum status
scheduling_agreed(struct store *store, const struct board *board,
    const char *date, struct agreement *agreement)
{
    struct agreement found;

    if (board->kind != BOARD_COHORT)
        return STATUS_NOT_FOUND;
    enum status status = agreements_on(store, board->cohort_id, date, &found);
    if (status == STATUS_OK && !agreement_holds(&found, date))
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        *agreement = found;
    return status;
}

enum status
scheduling_keeps(const struct viewer *viewer, const struct board *board,
    const char *date, bool *keeps)
{
    *keeps = false;
    if (board->kind != BOARD_PROGRAM)
        return STATUS_OK;
    return agreements_keep(viewer->store, viewer->person.id, board->intake_id,
        date, keeps);
}

/* ---- A day -------------------------------------------------------------- */

/* The day's rhythm and hour. */
static enum status
find_terms(const struct schedule *schedule, const char *date,
    struct scheduled_day *day)
{
    struct agreement agreement;
    enum status status = scheduling_agreed(schedule->store, schedule->board,
        date, &agreement);

    if (status == STATUS_NOT_FOUND) {
        day->minute = (int)config_current()->question_minute;
        return scheduling_rhythm(schedule, day->phase, &day->rhythm,
            &day->is_set);
    }
    if (status != STATUS_OK)
        return status;
    day->minute = agreement.minute;
    day->is_agreed = true;
    return rhythm_read(agreement.rhythm, &day->rhythm);
}

/* Whether the day is one of the rhythm's. */
static enum status
judge(const struct schedule *schedule, const char *date,
    struct scheduled_day *day)
{
    bool has_asked = false;
    enum status status = STATUS_OK;

    day->is_asked = rhythm_has(&day->rhythm, date) &&
                    (schedule->board->kind != BOARD_ALUMNI ||
                        has_alumni(schedule, date));
    if (day->is_asked && day->rhythm.every == EVERY_ONCE) {
        status = rhythms_asked_before(schedule->store, schedule->board->id,
            date, &has_asked);
        day->is_asked = !has_asked && begins_soon(schedule, date);
    }
    return status;
}

static enum status
look_at(const struct schedule *schedule, const char *date,
    struct scheduled_day *day)
{
    bool is_of_alumni = schedule->board->kind == BOARD_ALUMNI;

    *day = (struct scheduled_day){
        .phase = is_of_alumni ? PHASE_ALUMNI : board_phase(schedule, date),
    };
    return find_terms(schedule, date, day);
}

enum status
scheduling_day(const struct schedule *schedule, const char *date,
    struct scheduled_day *day)
{
    struct scheduled_day found;
    enum status status = look_at(schedule, date, &found);

    if (status == STATUS_OK)
        status = judge(schedule, date, &found);
    if (status == STATUS_OK)
        *day = found;
    return status;
}

/* A cohort's board asks by itself on no day; what is put there by hand goes by
 * its phase all the same. */
static bool
goes_by_phase(const struct schedule *schedule, const struct scheduled_day *day)
{
    const struct cohort_list *cohorts = &schedule->cohorts;

    return schedule->board->kind == BOARD_COHORT && !day->is_set &&
           !day->is_agreed && cohorts->count > 0 &&
           cohorts->rows[0].kind != PROGRAM_ELEARNING;
}

enum status
scheduling_suits(const struct schedule *schedule, const char *date,
    struct scheduled_day *day)
{
    struct scheduled_day found;
    enum status status = look_at(schedule, date, &found);
    int weekday = date_weekday(date);

    if (status != STATUS_OK)
        return status;
    if (found.rhythm.every == EVERY_NEVER && goes_by_phase(schedule, &found))
        found.rhythm = rhythm_of_phase(found.phase);
    if (found.rhythm.every == EVERY_NEVER)
        found.is_asked = weekday != SUNDAY && weekday != SATURDAY;
    else
        status = judge(schedule, date, &found);
    if (status == STATUS_OK)
        *day = found;
    return status;
}

/* ---- Setting ------------------------------------------------------------ */

/* What a cohort agreed on is not its mentor's to set. */
static enum status
check_agreed(const struct viewer *viewer, const struct board *board)
{
    struct agreement agreement;

    if (board->kind != BOARD_COHORT)
        return STATUS_OK;
    enum status status = agreements_latest(viewer->store, board->cohort_id,
        &agreement);
    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK && agreement.until_on[0] != '\0' &&
            strcmp(agreement.until_on, viewer->today) < 0))
        return STATUS_OK;
    if (status == STATUS_OK)
        return refuse(STATUS_CONFLICT,
            "%s agreed on its rhythm: its champion can call a vote",
            board->slug);
    return status;
}

static enum status
check(enum phase phase, const char *words)
{
    struct rhythm rhythm;

    if (words == NULL)
        return STATUS_OK;
    enum status status = rhythm_read(words, &rhythm);
    if (status == STATUS_OK && rhythm.every == EVERY_ONCE &&
        phase != PHASE_UPCOMING)
        return refuse(STATUS_INVALID,
            "once is for those who are upcoming: an introduction");
    return status;
}

static enum status
set(struct viewer *viewer, const struct board *board, enum phase phase,
    const char *words)
{
    struct text subject = {0};
    enum status status = rhythms_set(viewer->store, board->id, phase, words);

    text_add_format(&subject, "%s %s %s", board->slug, phase_name(phase),
        words == NULL ? "default" : words);
    if (status == STATUS_OK)
        status = auditing_record(viewer, "questions rhythm",
            text_bytes(&subject), NULL, NULL);
    text_clear(&subject);
    return status;
}

enum status
scheduling_set(struct viewer *viewer, int64_t board_id, enum phase phase,
    const char *words)
{
    struct board board;
    enum status status = access_board(viewer, board_id, RIGHT_ASK, &board);

    if (status == STATUS_OK)
        status = check(phase, words);
    if (status == STATUS_OK)
        status = check_agreed(viewer, &board);
    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    status = set(viewer, &board, phase, words);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}
