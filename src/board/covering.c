/* Covering: what of a question one viewer may see now. */

#include "board/covering.h"

#include "base/clock.h"
#include "board/rights.h"
#include "store/boards.h"

enum {
    HOUR_SECONDS = 3600,
    DAY_SECONDS = 86400
};

struct question_reader
covering_reader(const struct viewer *viewer)
{
    return (struct question_reader){
        .person_id = viewer->person.id,
        .zone = viewer_zone(viewer),
    };
}

enum status
covering_hours(const struct question *question, const char *zone,
    int64_t *opens_at, int64_t *closes_at)
{
    enum status status = clock_instant(question->asks_on, question->asks_minute,
        zone, opens_at);

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
    if (state->is_answered || state->is_skipped || now >= state->last_closes_at)
        return COVER_NONE;
    if (sees_all(viewer, board, state))
        return COVER_NONE;
    if (now < state->opens_at)
        return COVER_WHOLE;
    return state->question.is_answer_first ? COVER_ANSWERS : COVER_NONE;
}

/* What had opened for someone by the clock of a zone they then had stays as it
 * was: moving opens nothing twice and hides nothing. */
static void
keep_hours(const struct viewer *viewer, struct covering *covering)
{
    struct question_state *known = &covering->state;
    int64_t opens_at = 0;
    int64_t closes_at = 0;

    for (size_t i = 0; i < viewer->moves.count; i++) {
        const struct move *move = &viewer->moves.rows[i];

        if (covering_hours(&known->question, move->zone, &opens_at,
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

    *covering = (struct covering){.state = *state};
    struct question_state *known = &covering->state;

    covering->is_stored = known->opens_at != 0;
    if (!covering->is_stored &&
        covering_hours(&known->question, covering_reader(viewer).zone,
            &known->opens_at, &known->closes_at) != STATUS_OK)
        known->opens_at = known->closes_at = INT64_MAX; /* never, here */
    keep_hours(viewer, covering);
    if (known->closes_at > known->last_closes_at)
        known->last_closes_at = known->closes_at;
    covering->is_open = known->opens_at <= now && now < known->closes_at;
    covering->cover = cover_of(viewer, board, known, now);
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
