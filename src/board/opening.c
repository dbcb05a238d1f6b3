/* Opening: questions get their hours by zone, and their threads in time. */

#include "board/opening.h"

#include "base/clock.h"
#include "base/text.h"
#include "board/access.h"
#include "board/asking.h"
#include "board/closing.h"
#include "board/writing.h"
#include "store/boards.h"
#include "store/events.h"
#include "store/openings.h"

enum {
    DUE_MOST = 100,
    DAY_SECONDS = 86400,
    DAYS_BEFORE = 33, /* the longest window and the widest zones */
    DAYS_AFTER = 2
};

static enum status
store_seat(struct store *store, const struct question *question,
    const struct sitting *seat)
{
    struct opening opening = {.question_id = question->id, .seat = seat};
    enum status status = covering_hours(store, question, seat,
        &opening.opens_at, &opening.closes_at);

    if (status == STATUS_OK)
        status = openings_add(store, &opening);
    return status;
}

enum status
opening_store_zones(struct store *store, const struct board *board,
    const struct question *question, const char *zone)
{
    struct sitting_list seats;
    struct sitting alone = {.region_id = 0};
    enum status status = openings_missing(store, board, question->id, &seats);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < seats.count && status == STATUS_OK; i++)
        status = store_seat(store, question, &seats.rows[i]);
    if (seats.count == 0 && zone != NULL) {
        text_copy(alone.zone, sizeof alone.zone, zone);
        status = store_seat(store, question, &alone);
    }
    sitting_list_clear(&seats);
    return status;
}

enum status
opening_first_of(struct store *store, const struct sitting_list *seats,
    const struct question *question, struct opening_place *place)
{
    int64_t opens_at = 0;
    int64_t closes_at = 0;
    enum status status = STATUS_OK;

    *place = (struct opening_place){.opens_at = INT64_MAX};
    for (size_t i = 0; i < seats->count && status == STATUS_OK; i++) {
        status = covering_hours(store, question, &seats->rows[i], &opens_at,
            &closes_at);
        if (status != STATUS_OK || opens_at >= place->opens_at)
            continue;
        place->opens_at = opens_at;
        text_copy(place->zone, sizeof place->zone, seats->rows[i].zone);
    }
    return status;
}

enum status
opening_first(struct store *store, const struct board *board,
    const struct question *question, struct opening_place *place)
{
    struct sitting_list seats;
    enum status status = openings_missing(store, board, 0, &seats);

    if (status != STATUS_OK)
        return status;
    status = opening_first_of(store, &seats, question, place);
    sitting_list_clear(&seats);
    return status;
}

enum status
opening_store_own(const struct viewer *viewer, const struct covering *covering)
{
    struct sitting seat;

    if (covering->is_stored || !viewer->may_write)
        return STATUS_OK;
    covering_sitting(viewer, &seat);
    return openings_add(viewer->store,
        &(struct opening){
            .question_id = covering->state.question.id,
            .seat = &seat,
            .opens_at = covering->state.opens_at,
            .closes_at = covering->state.closes_at,
        });
}

static void
due_dates(char from[11], char to[11])
{
    int64_t now = clock_now();

    date_of(now - (int64_t)DAYS_BEFORE * DAY_SECONDS, "UTC", from);
    date_of(now + (int64_t)DAYS_AFTER * DAY_SECONDS, "UTC", to);
}

static enum status
make_thread(struct viewer *viewer, const struct question *question,
    struct event *event)
{
    int64_t now = clock_now();
    struct thread thread = {
        .board_id = question->board_id,
        .kind = THREAD_QUESTION,
        .author_id = question->asker_id,
        .created_at = now,
    };
    struct writing writing = {
        .thread = &thread,
        .author_id = question->asker_id,
        .body = question->body,
        .at = now,
    };

    posting_subject_of(question->body, thread.subject, sizeof thread.subject);
    enum status status = writing_add(viewer->store, &writing);
    if (status == STATUS_OK)
        status = questions_set_thread(viewer->store, question->id, thread.id);
    if (status != STATUS_OK)
        return status;
    *event = (struct event){
        .kind = EVENT_QUESTION,
        .board_id = question->board_id,
        .thread_id = thread.id,
        .post_id = writing.post_id,
        .person_id = question->asker_id,
    };
    return events_add(viewer->store, event, now);
}

/* CONFLICT: another process was faster. */
static enum status
open_one(struct viewer *viewer, int64_t question_id)
{
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    struct event event = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = questions_find(viewer->store, question_id, &reader, &state);
    if (status == STATUS_OK && state.question.thread_id != 0)
        status = STATUS_CONFLICT;
    if (status == STATUS_OK)
        status = make_thread(viewer, &state.question, &event);
    return writing_end(viewer, status, &event);
}

enum status
opening_due(struct viewer *viewer, int *opened)
{
    int64_t ids[DUE_MOST];
    char from[11];
    char to[11];
    int count;
    int done = 0;

    due_dates(from, to);
    enum status status = questions_due(viewer->store,
        &(struct question_due){.now = clock_now(),
            .from = from,
            .to = to,
            .most = DUE_MOST},
        ids, &count);
    for (int i = 0; status == STATUS_OK && i < count; i++) {
        status = open_one(viewer, ids[i]);
        if (status == STATUS_OK)
            done++;
        if (status == STATUS_CONFLICT)
            status = STATUS_OK;
    }
    if (status == STATUS_OK)
        *opened = done;
    return status;
}

static enum status
store_missing_zones(struct viewer *viewer, int64_t question_id)
{
    struct board board;
    struct covering covering;
    enum status status = covering_by_question(viewer, question_id, &board,
        &covering);

    if (status == STATUS_OK)
        status = opening_store_zones(viewer->store, &board,
            &covering.state.question, NULL);
    return status;
}

enum status
asking_open_due(struct viewer *viewer, int *opened)
{
    int64_t ids[DUE_MOST];
    char from[11];
    char to[11];
    int count;
    int closed;

    *opened = 0;
    if (!viewer->may_write)
        return STATUS_OK;
    due_dates(from, to);
    enum status status = questions_unopened(viewer->store,
        &(struct question_due){.from = from, .to = to, .most = DUE_MOST}, ids,
        &count);
    for (int i = 0; status == STATUS_OK && i < count; i++)
        status = store_missing_zones(viewer, ids[i]);
    if (status == STATUS_OK)
        status = opening_due(viewer, opened);
    if (status == STATUS_OK)
        status = closing_due(viewer, &closed);
    return status;
}
