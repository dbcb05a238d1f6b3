/* Filling: what the bank asks on days without a question. */

#include "board/filling.h"

#include "base/clock.h"
#include "board/covering.h"
#include "board/house.h"
#include "board/opening.h"
#include "board/queueing.h"
#include "board/scheduling.h"
#include "config/config.h"
#include "store/bank_questions.h"
#include "store/boards.h"
#include "store/openings.h"
#include "store/rhythms.h"

enum {
    BOARDS_A_PAGE = 100,
    DAY_SECONDS = 86400,
    DAYS_AHEAD = 1, /* by UTC; zones are at most so far apart */
    DAYS_LOOKED_AT = 3,
    DAYS_APART = 364
};

/* Whether the day has a question, or its people have one of their own. */
static enum status
is_served(struct store *store, const struct board *board, const char *date,
    bool *served)
{
    int without = 0;
    enum status status = questions_on(store, board->id, date, served);

    if (status != STATUS_OK || *served || board->kind != BOARD_PROGRAM)
        return status;
    status = rhythms_without(store, board->intake_id, date, &without);
    *served = status == STATUS_OK && without == 0;
    return status;
}

static void
set_terms(const struct scheduled_day *day, const char *date,
    struct question *question)
{
    const struct settings *settings = config_current();

    text_copy(question->asks_on, sizeof question->asks_on, date);
    question->asks_minute = day->minute;
    question->window_hours = rhythm_window_hours(&day->rhythm,
        (int)settings->question_window_hours);
    question->is_answer_first = day->phase == PHASE_TRAINING;
}

/* NOT_FOUND: all of them were asked within a year. */
static enum status
pick(struct viewer *viewer, const struct board *board,
    struct question *question)
{
    struct bank_list bank;
    char since[11];
    enum status status = date_add(question->asks_on, -DAYS_APART, since);

    if (status == STATUS_OK)
        status = bank_questions_fresh(viewer->store, board, since, &bank);
    if (status != STATUS_OK)
        return status;
    status = STATUS_NOT_FOUND;
    for (size_t i = 0; i < bank.count; i++) {
        question->bank_id = bank.rows[i].id;
        question->kind = bank.rows[i].kind;
        text_copy(question->body, sizeof question->body, bank.rows[i].body);
        status = queueing_check_new(viewer, question);
        if (status != STATUS_CONFLICT)
            break;
        status = STATUS_NOT_FOUND;
    }
    bank_list_clear(&bank);
    return status;
}

static enum status
ask(struct viewer *viewer, const struct board *board, struct question *question)
{
    int64_t now = clock_now();
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = house_person(viewer->store, now, &question->asker_id);
    if (status == STATUS_OK)
        status = pick(viewer, board, question);
    if (status == STATUS_OK)
        status = questions_add(viewer->store, question, now);
    if (status == STATUS_OK)
        status = opening_store_zones(viewer->store, board, question, NULL);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

/* Fills the date where it is due; `is_done`: nothing older is. */
static enum status
fill_date(struct viewer *viewer, const struct schedule *schedule,
    const char *date, bool *is_done, int *filled)
{
    const struct board *board = schedule->board;
    struct question question = {.board_id = board->id};
    struct scheduled_day day;
    bool served = true;
    struct opening_place first;
    int64_t now = clock_now();
    enum status status = scheduling_day(schedule, date, &day);

    if (status != STATUS_OK || !day.is_asked)
        return status;
    set_terms(&day, date, &question);
    status = opening_first(viewer->store, board, &question, &first);
    if (status != STATUS_OK || first.opens_at > now)
        return status;
    *is_done = true;
    if (now - first.opens_at >= DAY_SECONDS)
        return STATUS_OK;
    status = is_served(viewer->store, board, date, &served);
    if (status != STATUS_OK || served)
        return status;
    status = ask(viewer, board, &question);
    if (status == STATUS_OK)
        (*filled)++;
    /* Somebody was faster, or there is nothing to be asked. */
    return status == STATUS_CONFLICT || status == STATUS_NOT_FOUND ? STATUS_OK
                                                                   : status;
}

static enum status
fill_board(struct viewer *viewer, int64_t board_id, int *filled)
{
    struct board board;
    struct schedule schedule = {0};
    char date[11];
    bool is_done = false;
    enum status status = boards_by_id(viewer->store, board_id, &board);

    if (status == STATUS_OK)
        status = scheduling_open(viewer, &board, &schedule);
    date_of(clock_now() + (int64_t)DAYS_AHEAD * DAY_SECONDS, "UTC", date);
    for (int i = 0; i < DAYS_LOOKED_AT && status == STATUS_OK && !is_done;
         i++) {
        status = fill_date(viewer, &schedule, date, &is_done, filled);
        if (status == STATUS_OK)
            status = date_add(date, -1, date);
    }
    scheduling_clear(&schedule);
    return status;
}

enum status
filling_due(struct viewer *viewer, int *filled)
{
    int64_t ids[BOARDS_A_PAGE];
    int64_t after_id = 0;
    int count = 0;
    enum status status;

    *filled = 0;
    if (!viewer->may_write)
        return STATUS_OK;
    do {
        status = bank_questions_boards(viewer->store, after_id, BOARDS_A_PAGE,
            ids, &count);
        for (int i = 0; i < count && status == STATUS_OK; i++) {
            after_id = ids[i];
            status = fill_board(viewer, ids[i], filled);
        }
    } while (status == STATUS_OK && count == BOARDS_A_PAGE);
    return status;
}
