/* Queueing: the questions that mentors put in for the days to come. */

#include "board/queueing.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/asking.h"
#include "board/auditing.h"
#include "board/fitting.h"
#include "board/opening.h"
#include "board/posting.h"
#include "board/scheduling.h"
#include "config/config.h"
#include "store/answers.h"
#include "store/drafts.h"

enum {
    DAY_MINUTES = 1440,
    WINDOW_HOURS_MOST = 744,
    DAYS_AHEAD = 3660,
    DAYS_BEFORE = 33,
    ASKERS_TRIED = 200
};

/* The operator's program has no name: it asks in the name of the first of the
 * board's own staff who might ask there. */
static enum status
find_asker(const struct viewer *viewer, const struct board *board,
    int64_t *asker_id)
{
    int64_t ids[ASKERS_TRIED];
    int count = 0;
    bool may = false;
    enum status status = STATUS_OK;

    *asker_id = viewer->person.id;
    if (*asker_id != 0)
        return STATUS_OK;
    status = answers_askers(viewer->store, board, ASKERS_TRIED, ids, &count);
    for (int i = 0; i < count && status == STATUS_OK && !may; i++) {
        *asker_id = ids[i];
        status = access_has_right(viewer, board, ids[i], RIGHT_ASK, &may);
    }
    if (status == STATUS_OK && !may)
        return refuse(STATUS_INVALID, "%s has no mentor to ask in the name of",
            board->slug);
    return status;
}

static enum status
check_terms(const struct ask *ask)
{
    if (ask->asks_minute >= DAY_MINUTES)
        return refuse(STATUS_INVALID, "minute %d is not of a day",
            ask->asks_minute);
    if (ask->window_hours > WINDOW_HOURS_MOST)
        return refuse(STATUS_INVALID, "a question is open for %d hours at most",
            WINDOW_HOURS_MOST);
    return STATUS_OK;
}

/* What the asker leaves open is as the cohort agreed, else as the site has it.
 */
static enum status
set_terms(struct store *store, const struct board *board, const struct ask *ask,
    struct question *question)
{
    const struct settings *settings = config_current();
    int minute = (int)settings->question_minute;
    int hours = (int)settings->question_window_hours;
    struct agreement agreed;
    struct rhythm rhythm;
    enum status status = scheduling_agreed(store, board, question->asks_on,
        &agreed);

    if (status == STATUS_OK)
        status = rhythm_read(agreed.rhythm, &rhythm);
    if (status == STATUS_OK) {
        minute = agreed.minute;
        hours = rhythm_window_hours(&rhythm, hours);
    }
    question->asks_minute = ask->asks_minute >= 0 ? ask->asks_minute : minute;
    if (ask->window_hours > 0)
        question->window_hours = ask->window_hours;
    else if (question->window_hours == 0)
        question->window_hours = hours;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status
queueing_check_body(const char *given, char body[QUESTION_BYTES])
{
    struct text clean = {0};
    enum status status = posting_check_body(given, strlen(given), &clean, NULL);

    if (status == STATUS_OK &&
        !text_copy(body, QUESTION_BYTES, text_bytes(&clean)))
        status = refuse(STATUS_INVALID, "a question is over %d bytes",
            QUESTION_BYTES - 1);
    text_clear(&clean);
    return status;
}

/* The next free day of the board's rhythm, open until the one after. */
static enum status
find_date(const struct viewer *viewer, const struct board *board,
    const struct ask *ask, struct question *question)
{
    struct fit fit;

    date_of(clock_now(), viewer_zone(viewer), fit.date);
    enum status status = fitting_next(viewer, board, ask->today_too, &fit);
    if (status != STATUS_OK)
        return status;
    text_copy(question->asks_on, sizeof question->asks_on, fit.date);
    question->window_hours = fit.window_hours;
    return STATUS_OK;
}

static enum status
set_date(const struct viewer *viewer, const struct board *board,
    const struct ask *ask, struct question *question)
{
    bool is_taken;

    if (ask->asks_on == NULL)
        return find_date(viewer, board, ask, question);
    if (!date_is_valid(ask->asks_on))
        return refuse(STATUS_INVALID, "%.20s is no date like 2026-11-23",
            ask->asks_on);
    text_copy(question->asks_on, sizeof question->asks_on, ask->asks_on);

    enum status status = questions_on(viewer->store, question->board_id,
        ask->asks_on, &is_taken);
    if (status == STATUS_OK && is_taken)
        return refuse(STATUS_CONFLICT, "%s has a question already",
            ask->asks_on);
    return status;
}

enum status
queueing_check_ahead(const struct viewer *viewer,
    const struct question *question)
{
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    enum status status = questions_find(viewer->store, question->id, &reader,
        &state);

    if (status == STATUS_OK && state.last_closes_at <= clock_now())
        return refuse(STATUS_INVALID, "%s is over everywhere",
            question->asks_on);
    return status;
}

enum status
queueing_drop_draft(struct viewer *viewer, const struct question *question)
{
    return drafts_drop(viewer->store,
        &(struct draft_key){
            .person_id = viewer->person.id,
            .target = DRAFT_ASK,
            .target_id = question->board_id,
            .reply_to = draft_date_number(question->asks_on),
        });
}

enum status
queueing_record(struct viewer *viewer, const struct board *board,
    const char *act, const struct question *question, const char *more)
{
    struct text subject = {0};

    text_add_format(&subject, "%s %s%s", board->slug, question->asks_on, more);
    enum status status = auditing_record(viewer, act, text_bytes(&subject),
        NULL, question->body);
    text_clear(&subject);
    return status;
}

/* Unless the asker says: in training one's own thoughts come first. */
static enum status
set_showing(const struct viewer *viewer, const struct board *board,
    const struct ask *ask, struct question *question)
{
    bool is_training = false;
    enum status status = STATUS_OK;

    if (ask->showing == SHOWING_BY_PHASE && board->kind != BOARD_ALUMNI &&
        board->kind != BOARD_COMMONS)
        status = answers_in_training(viewer->store, board, question->asks_on,
            &is_training);
    question->is_answer_first = ask->showing == SHOWING_COVERED || is_training;
    question->is_at_closing = ask->showing == SHOWING_AT_CLOSING;
    question->is_nameless_allowed = ask->is_nameless_allowed;
    return status;
}

static enum status
add(struct viewer *viewer, const struct board *board, const struct ask *ask,
    struct question *question)
{
    enum status status = set_date(viewer, board, ask, question);

    if (status == STATUS_OK)
        status = set_terms(viewer->store, board, ask, question);
    if (status == STATUS_OK && !ask->is_again)
        status = queueing_check_new(viewer, question);
    if (status == STATUS_OK)
        status = set_showing(viewer, board, ask, question);
    if (status == STATUS_OK)
        status = questions_add(viewer->store, question, clock_now());
    if (status == STATUS_OK)
        status = opening_store_zones(viewer->store, board, question,
            viewer_zone(viewer));
    if (status == STATUS_OK)
        status = queueing_check_ahead(viewer, question);
    if (status == STATUS_OK)
        status = queueing_drop_draft(viewer, question);
    if (status == STATUS_OK && !ask->is_on_record)
        status = queueing_record(viewer, board, "ask", question, "");
    return status;
}

enum status
asking_add(struct viewer *viewer, int64_t board_id, const struct ask *ask,
    int64_t *question_id)
{
    struct board board;
    struct question question = {.board_id = board_id, .kind = ask->kind};
    enum status status = access_board(viewer, board_id, RIGHT_ASK, &board);

    if (status == STATUS_OK)
        status = find_asker(viewer, &board, &question.asker_id);
    if (status == STATUS_OK)
        status = queueing_check_body(ask->body, question.body);
    if (status == STATUS_OK)
        status = check_terms(ask);
    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;

    status = add(viewer, &board, ask, &question);
    if (status == STATUS_OK)
        status = store_commit(viewer->store);
    else
        store_rollback(viewer->store);
    if (status == STATUS_OK)
        *question_id = question.id;
    if (status == STATUS_OK && ask->asked_on != NULL)
        text_copy(ask->asked_on, sizeof question.asks_on, question.asks_on);
    return status;
}

enum status
asking_queue(struct viewer *viewer, int64_t board_id, int limit,
    struct question_list *list)
{
    struct covering_days days = {.before = DAYS_BEFORE,
        .after = DAYS_AHEAD,
        .limit = limit + DAYS_BEFORE + 2};
    struct board board;
    struct question_state_list states;
    struct question_list found = {0};
    int64_t now = clock_now();
    enum status status = access_board(viewer, board_id, RIGHT_ASK, &board);

    if (status == STATUS_OK)
        status = covering_questions(viewer, &board, days, &states);
    if (status != STATUS_OK)
        return status;

    for (size_t i = 0; i < states.count && found.count < (size_t)limit; i++) {
        const struct question_state *state = &states.rows[i];

        if (state->question.thread_id != 0 || state->last_closes_at <= now)
            continue;
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = state->question;
    }
    question_state_list_clear(&states);
    *list = found;
    return STATUS_OK;
}
