/* Covering: what of a question one viewer may see now. */

#include "board/covering.h"

#include "base/clock.h"
#include "base/text.h"
#include "board/rights.h"
#include "store/boards.h"
#include "store/holidays.h"

enum {
    HOUR_SECONDS = 3600,
    DAY_SECONDS = 86400,
    DAYS_TRIED = 366,
    SUNDAY = 0,
    SATURDAY = 6
};

struct question_reader
covering_reader(const struct viewer *viewer)
{
    return (struct question_reader){
        .person_id = viewer->person.id,
        .zone = viewer_zone(viewer),
        .region_id = viewer->person.region_id,
    };
}

void
covering_sitting(const struct viewer *viewer, struct sitting *seat)
{
    seat->region_id = viewer->person.region_id;
    text_copy(seat->zone, sizeof seat->zone, viewer_zone(viewer));
}

static bool
is_weekend(const char *date)
{
    int weekday = date_weekday(date);

    return weekday == SUNDAY || weekday == SATURDAY;
}

/* The date, or the next working day after a holiday. */
static enum status
find_day(struct store *store, int64_t region_id, char date[11])
{
    bool is_holiday = false;
    bool has_moved = false;
    enum status status = STATUS_OK;

    if (region_id == 0)
        return STATUS_OK;
    for (int i = 0; i < DAYS_TRIED; i++) {
        status = holidays_has(store, region_id, date, &is_holiday);
        if (status != STATUS_OK ||
            (!is_holiday && !(has_moved && is_weekend(date))))
            return status;
        has_moved = true;
        status = date_add(date, 1, date);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status
covering_hours(struct store *store, const struct question *question,
    const struct sitting *seat, int64_t *opens_at, int64_t *closes_at)
{
    char date[11];

    text_copy(date, sizeof date, question->asks_on);
    enum status status = find_day(store, seat->region_id, date);
    if (status == STATUS_OK)
        status = clock_instant(date, question->asks_minute, seat->zone,
            opens_at);
    if (status == STATUS_OK)
        *closes_at = *opens_at + (int64_t)question->window_hours * HOUR_SECONDS;
    return status;
}

bool
covering_is_asker(const struct viewer *viewer, const struct question *question)
{
    return viewer->person.id != 0 && question->asker_id == viewer->person.id;
}

static bool
sees_all(const struct viewer *viewer, const struct board *board,
    const struct question_state *state)
{
    return covering_is_asker(viewer, &state->question) ||
           rights_allow(viewer, RIGHT_SEE_COVERED, board);
}

static enum cover
cover_of(const struct viewer *viewer, const struct board *board,
    const struct question_state *state, int64_t now)
{
    const struct question *question = &state->question;
    bool is_done = state->is_answered || state->is_skipped;

    if (now >= state->last_closes_at || sees_all(viewer, board, state))
        return COVER_NONE;
    if (now < state->opens_at && !is_done)
        return COVER_WHOLE;
    if (question->is_at_closing)
        return COVER_ANSWERS;
    return question->is_answer_first && !is_done ? COVER_ANSWERS : COVER_NONE;
}

/* What had opened for someone by the clock of a zone they then had stays as it
 * was: moving opens nothing twice and hides nothing. */
static void
keep_hours(const struct viewer *viewer, struct covering *covering)
{
    struct question_state *known = &covering->state;
    struct sitting seat = {.region_id = viewer->person.region_id};
    int64_t opens_at = 0;
    int64_t closes_at = 0;

    for (size_t i = 0; i < viewer->moves.count; i++) {
        const struct move *move = &viewer->moves.rows[i];

        text_copy(seat.zone, sizeof seat.zone, move->zone);
        if (covering_hours(viewer->store, &known->question, &seat, &opens_at,
                &closes_at) != STATUS_OK ||
            opens_at >= move->until_at)
            continue;
        known->opens_at = opens_at;
        known->closes_at = closes_at;
        covering->is_stored = true; /* nothing of the present zone's to store */
        return;
    }
}

void
covering_judge(const struct viewer *viewer, const struct board *board,
    const struct question_state *state, struct covering *covering)
{
    int64_t now = clock_now();
    struct sitting seat;

    covering_sitting(viewer, &seat);
    *covering = (struct covering){.state = *state};
    struct question_state *known = &covering->state;

    covering->is_stored = known->opens_at != 0;
    if (!covering->is_stored &&
        covering_hours(viewer->store, &known->question, &seat, &known->opens_at,
            &known->closes_at) != STATUS_OK)
        known->opens_at = known->closes_at = INT64_MAX; /* never, here */
    keep_hours(viewer, covering);
    if (known->closes_at > known->last_closes_at)
        known->last_closes_at = known->closes_at;
    covering->is_open = known->opens_at <= now && now < known->closes_at;
    covering->cover = cover_of(viewer, board, known, now);
}

enum status
covering_refuse(const struct covering *covering)
{
    if (covering->state.question.is_at_closing)
        return refuse(STATUS_FORBIDDEN,
            "the answers open when the question has closed everywhere");
    if (covering->is_open)
        return refuse(STATUS_FORBIDDEN,
            "answer first: the others' answers open when you have");
    return refuse(STATUS_FORBIDDEN,
        "closed here, open elsewhere yet: the answers open when it has closed "
        "everywhere");
}

enum status
covering_by_question(const struct viewer *viewer, int64_t question_id,
    struct board *board, struct covering *covering)
{
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    enum status status = questions_find(viewer->store, question_id, &reader,
        &state);

    if (status != STATUS_OK)
        return status;
    status = boards_by_id(viewer->store, state.question.board_id, board);
    if (status == STATUS_OK)
        covering_judge(viewer, board, &state, covering);
    return status;
}

enum status
covering_by_thread(const struct viewer *viewer, const struct board *board,
    int64_t thread_id, struct covering *covering)
{
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    enum status status = questions_by_thread(viewer->store, thread_id, &reader,
        &state);

    if (status == STATUS_OK)
        covering_judge(viewer, board, &state, covering);
    return status;
}

enum status
covering_questions(const struct viewer *viewer, const struct board *board,
    struct covering_days days, struct question_state_list *list)
{
    struct question_reader reader = covering_reader(viewer);
    int64_t now = clock_now();
    char from[11];
    char to[11];

    date_of(now - (int64_t)days.before * DAY_SECONDS, "UTC", from);
    date_of(now + (int64_t)days.after * DAY_SECONDS, "UTC", to);
    return questions_of_board(viewer->store,
        &(struct question_range){.board_id = board->id,
            .from = from,
            .to = to,
            .limit = days.limit},
        &reader, list);
}

enum status
covering_count_whole(const struct viewer *viewer, const struct board *board,
    int *count)
{
    /* No two zones are more than a day and two hours apart. */
    struct covering_days days = {.before = 2, .after = 2, .limit = 5};
    struct question_state_list states;
    enum status status = covering_questions(viewer, board, days, &states);

    if (status != STATUS_OK)
        return status;

    int found = 0;
    for (size_t i = 0; i < states.count; i++) {
        struct covering covering;

        if (states.rows[i].question.thread_id == 0)
            continue;
        covering_judge(viewer, board, &states.rows[i], &covering);
        if (covering.cover == COVER_WHOLE)
            found++;
    }
    question_state_list_clear(&states);
    *count = found;
    return STATUS_OK;
}
