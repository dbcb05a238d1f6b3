/* Amending: what stands in a queue is reworded, moved, dropped. */

#include "board/amending.h"

#include "base/clock.h"
#include "board/access.h"
#include "board/opening.h"
#include "board/queueing.h"
#include "store/asked_people.h"
#include "store/openings.h"
#include "store/questions.h"
#include "store/questions_queued.h"

/* A date that no question has: one of two that change places waits there. */
#define ASIDE "0000-01-01"

enum {
    HOUR_SECONDS = 3600
};

/* What is being changed, inside a transaction. */
struct queued {
    struct board board;
    struct question question;
};

static enum status
check_locked(const struct viewer *viewer, const struct board *board,
    const struct question *question)
{
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    enum status status = opening_store_zones(viewer->store, board, question,
        NULL);

    /* Somebody may have come from where it opens earlier. */
    if (status == STATUS_OK)
        status = questions_find(viewer->store, question->id, &reader, &state);
    if (status != STATUS_OK)
        return status;
    if (state.question.thread_id != 0 ||
        (state.first_opens_at != 0 && state.first_opens_at <= clock_now()))
        return refuse(STATUS_CONFLICT,
            "the question of %s has opened: from its first opening on it "
            "stays as it is",
            question->asks_on);
    return STATUS_OK;
}

/* What has not opened for them is not there, but for those who see a queue's
 * days: else its number tells that it waits. */
static bool
may_know_of(const struct viewer *viewer, const struct board *board,
    const struct covering *covering)
{
    return covering->cover != COVER_WHOLE ||
           rights_allow(viewer, RIGHT_SEE_TODO, board);
}

static enum status
find(const struct viewer *viewer, int64_t question_id, struct queued *queued)
{
    struct covering covering;
    enum status status = covering_by_question(viewer, question_id,
        &queued->board, &covering);

    if (status == STATUS_OK) {
        status = rights_require(viewer, RIGHT_ASK, &queued->board);
        if (status == STATUS_FORBIDDEN &&
            !may_know_of(viewer, &queued->board, &covering))
            status = STATUS_NOT_FOUND;
    }
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "there is no question %lld",
            (long long)question_id);
    if (status == STATUS_OK)
        queued->question = covering.state.question;
    return status;
}

/* In a transaction, unless not OK. */
static enum status
begin(struct viewer *viewer, int64_t question_id, struct queued *queued)
{
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = find(viewer, question_id, queued);
    if (status == STATUS_OK)
        status = check_locked(viewer, &queued->board, &queued->question);
    if (status != STATUS_OK)
        store_rollback(viewer->store);
    return status;
}

static enum status
end(struct viewer *viewer, enum status status)
{
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

enum status
amending_reword(struct viewer *viewer, int64_t question_id,
    const struct amendment *amendment)
{
    struct queued queued;
    struct question *question = &queued.question;
    enum status status = begin(viewer, question_id, &queued);

    if (status != STATUS_OK)
        return status;
    if (amendment->kind != QUESTION_KIND_COUNT)
        question->kind = amendment->kind;
    if (amendment->body != NULL) {
        status = queueing_check_body(amendment->body, question->body);
        if (status == STATUS_OK && !amendment->is_again)
            status = queueing_check_new(viewer, question);
    }
    if (status == STATUS_OK)
        status = questions_reword(viewer->store, question->id, question->body,
            question->kind);
    if (status == STATUS_OK)
        status = queueing_drop_draft(viewer, question);
    if (status == STATUS_OK)
        status = queueing_record(viewer, &queued.board, "questions edit",
            question, "");
    return end(viewer, status);
}

/* On its new day, with the hours of that. */
static enum status
put_on(struct viewer *viewer, const struct board *board,
    struct question *question, const char *date)
{
    enum status status = questions_redate(viewer->store, question->id, date);

    if (status != STATUS_OK)
        return status;
    text_copy(question->asks_on, sizeof question->asks_on, date);
    status = opening_store_zones(viewer->store, board, question,
        viewer_zone(viewer));
    if (status == STATUS_OK)
        status = queueing_check_ahead(viewer, question);
    return status;
}

static enum status
swap(struct viewer *viewer, struct queued *queued, int64_t other_id,
    const char *date)
{
    struct queued other;
    char from[11];
    enum status status = find(viewer, other_id, &other);

    text_copy(from, sizeof from, queued->question.asks_on);
    if (status == STATUS_OK)
        status = check_locked(viewer, &other.board, &other.question);
    if (status == STATUS_OK)
        status = questions_redate(viewer->store, other_id, ASIDE);
    if (status == STATUS_OK)
        status = put_on(viewer, &queued->board, &queued->question, date);
    if (status == STATUS_OK)
        status = put_on(viewer, &other.board, &other.question, from);
    return status;
}

static enum status
move(struct viewer *viewer, struct queued *queued, const char *date, bool swaps)
{
    int64_t other_id = 0;
    enum status status = questions_id_on(viewer->store, queued->board.id, date,
        &other_id);

    if (status != STATUS_OK || other_id == queued->question.id)
        return status;
    if (other_id == 0)
        return put_on(viewer, &queued->board, &queued->question, date);
    if (!swaps)
        return refuse(STATUS_CONFLICT,
            "%s has a question already: with --swap they change places", date);
    return swap(viewer, queued, other_id, date);
}

enum status
amending_move(struct viewer *viewer, int64_t question_id, const char *date,
    bool swaps)
{
    struct queued queued;
    char more[24] = ", was ";

    if (!date_is_valid(date))
        return refuse(STATUS_INVALID, "%.20s is no date like 2026-11-23", date);
    enum status status = begin(viewer, question_id, &queued);
    if (status != STATUS_OK)
        return status;

    text_copy(more + 6, sizeof more - 6, queued.question.asks_on);
    status = move(viewer, &queued, date, swaps);
    if (status == STATUS_OK)
        status = queueing_record(viewer, &queued.board, "questions move",
            &queued.question, more);
    return end(viewer, status);
}

enum status
amending_drop(struct viewer *viewer, int64_t question_id,
    struct question *dropped)
{
    struct queued queued;
    enum status status = begin(viewer, question_id, &queued);

    if (status != STATUS_OK)
        return status;
    status = questions_drop(viewer->store, question_id);
    if (status == STATUS_OK)
        status = queueing_record(viewer, &queued.board, "questions drop",
            &queued.question, "");
    status = end(viewer, status);
    if (status == STATUS_OK)
        *dropped = queued.question;
    return status;
}

enum status
amending_preview(struct viewer *viewer, int64_t question_id,
    struct preview *preview)
{
    struct queued queued;
    struct preview found = {0};
    struct sitting seat;
    struct panel *panel = &found.panel;
    enum status status = find(viewer, question_id, &queued);

    covering_sitting(viewer, &seat);
    if (status == STATUS_OK)
        status = openings_first(viewer->store, question_id,
            &found.first_opens_at, found.first_zone);
    if (status == STATUS_OK)
        status = covering_hours(viewer->store, &queued.question, &seat,
            &panel->opens_at, &panel->closes_at);
    if (status != STATUS_OK)
        return status;

    panel->question = queued.question;
    panel->is_open = true;
    panel->is_waiting = true;
    panel->is_covered = queued.question.is_answer_first;
    /* As it stands there the moment it opens. */
    panel->closes_at = clock_now() +
                       (int64_t)queued.question.window_hours * HOUR_SECONDS;
    text_copy(panel->board_title, sizeof panel->board_title,
        queued.board.title);
    status = access_drawn_role(viewer, &queued.board, queued.question.asker_id,
        &panel->question.asker_role);
    if (status == STATUS_OK)
        status = asked_people_count(viewer->store,
            &(struct asked_people){.board = &queued.board}, &queued.question,
            &panel->asked);
    if (status == STATUS_OK)
        *preview = found;
    return status;
}
