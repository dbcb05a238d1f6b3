/* What one board asks on its days, one after the other. */

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/covering.h"
#include "board/outlook.h"
#include "board/rights.h"
#include "board/scheduling.h"
#include "store/bank_questions.h"
#include "store/holidays.h"
#include "store/rhythms.h"

enum {
    WEEK = 7,
    DAYS_APART = 364 /* within which the bank repeats nothing */
};

/* One board on its way: every day from today on counts for what is left in the
 * bank, also those before the first one shown. */
struct look {
    const struct viewer *viewer;
    const struct board *board;
    struct schedule schedule;
    struct question_state_list states;
    char start[11];
    size_t count;
    int banked;
    bool may_ask;
};

/* Of one with its viewer, board and days. */
static enum status
look_open(struct look *look)
{
    const struct viewer *viewer = look->viewer;
    struct question_reader reader = covering_reader(viewer);
    struct bank_list bank = {0};
    char since[11];
    char to[11];
    enum status status = date_add(look->start, (int)look->count, to);

    look->may_ask = rights_allow(viewer, RIGHT_ASK, look->board);
    if (status == STATUS_OK)
        status = scheduling_open(viewer, look->board, &look->schedule);
    if (status == STATUS_OK)
        status = questions_of_board(viewer->store,
            &(struct question_range){.board_id = look->board->id,
                .from = look->start,
                .to = to,
                .limit = (int)look->count + 1},
            &reader, &look->states);
    if (status == STATUS_OK)
        status = date_add(viewer->today, -DAYS_APART, since);
    if (status == STATUS_OK)
        status = bank_questions_fresh(viewer->store, look->board, since, &bank);
    look->banked = (int)bank.count;
    bank_list_clear(&bank);
    return status;
}

static void
look_clear(struct look *look)
{
    scheduling_clear(&look->schedule);
    question_state_list_clear(&look->states);
}

/* ---- One day ------------------------------------------------------------- */

static const struct question_state *
state_on(const struct look *look, const char *date)
{
    for (size_t i = 0; i < look->states.count; i++)
        if (text_equals(look->states.rows[i].question.asks_on, date))
            return &look->states.rows[i];
    return NULL;
}

static void
put_question(const struct look *look, const struct question_state *state,
    struct outlook_day *day)
{
    struct covering covering;

    day->standing = state->question.bank_id != 0 ? STANDS_BANK : STANDS_OWN;
    day->question = state->question;
    day->first_opens_at = state->first_opens_at;
    day->answered = state->answered;
    day->is_over = state->last_closes_at != 0 &&
                   state->last_closes_at <= clock_now();
    day->minute = state->question.asks_minute;
    covering_judge(look->viewer, look->board, state, &covering);
    if (look->may_ask || covering.cover != COVER_WHOLE)
        return;
    day->question.body[0] = '\0';
    day->question.asker_name[0] = '\0';
}

/* A region that rests is told by name where there are several. */
static enum status
put_holidays(const struct look *look, struct outlook_day *day, bool *rest)
{
    const struct cohort_list *cohorts = &look->schedule.cohorts;
    struct text words = {0};
    bool is_one = true;
    enum status status = STATUS_OK;

    *rest = cohorts->count > 0;
    for (size_t i = 1; i < cohorts->count; i++)
        is_one = is_one &&
                 cohorts->rows[i].region_id == cohorts->rows[0].region_id;
    for (size_t i = 0; i < cohorts->count && status == STATUS_OK; i++) {
        char name[TITLE_BYTES];
        bool has = false;

        status = holidays_name(look->viewer->store, cohorts->rows[i].region_id,
            day->date, &has, name);
        *rest = *rest && has;
        if (!has || (is_one && i > 0) ||
            strstr(text_bytes(&words), cohorts->rows[i].region_title) != NULL)
            continue;
        text_add(&words, words.length > 0 ? ", " : "");
        if (!is_one)
            text_add_format(&words, "%s: ", cohorts->rows[i].region_title);
        text_add(&words, name[0] != '\0' ? name : "holiday");
    }
    text_copy(day->holiday, sizeof day->holiday, text_bytes(&words));
    text_clear(&words);
    return status;
}

/* What comes by itself, where nobody put anything: `used` counts what the days
 * before take from the bank. */
static void
put_bank(const struct look *look, int *used, struct outlook_day *day)
{
    day->standing = *used < look->banked ? STANDS_BANK : STANDS_NOTHING;
    (*used)++;
}

/* On a cohort's board what its intake's asks counts too; what that asks by
 * itself does not where the cohort agreed on something of its own. */
static void
put_intakes(const struct outlook_day *intakes, bool is_agreed,
    struct outlook_day *day)
{
    bool is_by_itself = intakes->standing != STANDS_OWN;

    if (intakes->standing == STANDS_HOLIDAY || (is_by_itself && is_agreed))
        return;
    enum standing standing = intakes->standing == STANDS_OWN
                                 ? STANDS_PROGRAM
                                 : intakes->standing;
    char holiday[TITLE_BYTES];

    text_copy(holiday, sizeof holiday, day->holiday);
    *day = *intakes;
    day->standing = standing;
    day->is_intakes = true;
    text_copy(day->holiday, sizeof day->holiday, holiday);
}

static enum status
judge_day(const struct look *look, const struct outlook_day *intakes, int *used,
    struct outlook_day *day)
{
    const struct question_state *state = state_on(look, day->date);
    bool is_past = date_days(look->viewer->today, day->date) < 0;
    struct scheduled_day scheduled;
    bool rests = false;
    enum status status = scheduling_day(&look->schedule, day->date, &scheduled);

    if (status == STATUS_OK)
        status = put_holidays(look, day, &rests);
    if (status != STATUS_OK)
        return status;
    day->minute = scheduled.minute;
    day->is_over = is_past;
    day->is_today = text_equals(look->viewer->today, day->date);
    if (state != NULL)
        put_question(look, state, day);
    else if (scheduled.is_asked && !is_past)
        put_bank(look, used, day);
    else if (intakes != NULL)
        put_intakes(intakes, scheduled.is_agreed, day);
    if (rests && day->question.id == 0 && !is_past)
        day->standing = STANDS_HOLIDAY;
    return STATUS_OK;
}

static enum status
judge(const struct look *look, const struct outlook_day *intakes,
    struct outlook_day *days)
{
    int used = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < look->count && status == STATUS_OK; i++) {
        status = date_add(look->start, (int)i, days[i].date);
        if (status == STATUS_OK)
            status = judge_day(look, intakes != NULL ? &intakes[i] : NULL,
                &used, &days[i]);
    }
    return status;
}

/* ---- A board ------------------------------------------------------------- */

static enum status
look_at(struct look *look, struct outlook_day *days)
{
    struct outlook_day *intakes = NULL;
    struct board program;
    struct look of_intake = {.viewer = look->viewer,
        .board = &program,
        .count = look->count};
    enum status status = look_open(look);

    text_copy(of_intake.start, sizeof of_intake.start, look->start);
    if (status == STATUS_OK && look->board->kind == BOARD_COHORT) {
        status = rhythms_intake_board(look->viewer->store,
            look->board->intake_id, &program);
        if (status == STATUS_OK) {
            intakes = memory_new(look->count * sizeof *intakes);
            status = look_at(&of_intake, intakes);
        } else if (status == STATUS_NOT_FOUND) {
            status = STATUS_OK;
        }
    }
    if (status == STATUS_OK)
        status = judge(look, intakes, days);
    memory_release(intakes);
    look_clear(look);
    return status;
}

/* How many days before the first one shown count for the bank. */
static enum status
find_start(const struct viewer *viewer, const char *from, char start[11],
    size_t *before)
{
    if (!date_is_valid(from))
        return refuse(STATUS_INVALID, "%.20s is no date like 2026-11-23", from);
    int ahead = date_days(viewer->today, from);
    if (abs(ahead) > OUTLOOK_WEEKS_AHEAD * WEEK)
        return refuse(STATUS_INVALID, "%s is over a year from today", from);
    *before = ahead > 0 ? (size_t)ahead : 0;
    text_copy(start, sizeof(char[11]), ahead > 0 ? viewer->today : from);
    return STATUS_OK;
}

enum status
outlook_days(const struct viewer *viewer, const char *from, size_t count,
    struct outlook_row *row)
{
    struct look look = {.viewer = viewer, .board = &row->board};
    size_t before = 0;
    enum status status = find_start(viewer, from, look.start, &before);

    if (status != STATUS_OK)
        return status;
    look.count = before + count;
    struct outlook_day *days = memory_new(look.count * sizeof *days);

    status = look_at(&look, days);
    row->may_ask = look.may_ask;
    row->banked = look.banked;
    row->days = memory_new(count * sizeof *days);
    row->count = count;
    memcpy(row->days, days + before, count * sizeof *days);
    memory_release(days);
    return status;
}
