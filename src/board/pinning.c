/* Pinning: threads kept at the top, questions kept in the panel. */

#include "board/pinning.h"

#include "base/clock.h"
#include "board/access.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/writing.h"
#include "store/boards.h"
#include "store/events.h"
#include "store/threads.h"
#include "store/threads_pinned.h"

enum {
    DUE_MOST = 100
};

bool
pinning_may(const struct viewer *viewer, int64_t board_id)
{
    struct board board;

    return boards_by_id(viewer->store, board_id, &board) == STATUS_OK &&
           rights_allow(viewer, RIGHT_PIN, &board);
}

/* It moved on its board, whoever looks at that. */
static enum status
add_event(struct viewer *viewer, const struct thread *thread, int64_t person_id,
    struct event *event)
{
    *event = (struct event){
        .kind = EVENT_THREAD,
        .board_id = thread->board_id,
        .thread_id = thread->id,
        .person_id = person_id,
    };
    return events_add(viewer->store, event, clock_now());
}

static enum status
record(struct viewer *viewer, const struct access *access, const char *act,
    const struct pin *pin)
{
    struct text subject = {0};
    char why[WHY_BYTES];
    enum status status = enrolled_why(pin->why, why);

    text_add_format(&subject, "%s thread %lld", access->board.slug,
        (long long)access->row.thread.id);
    if (pin->until != NULL)
        text_add_format(&subject, " until %s", pin->until);
    if (status == STATUS_OK)
        status = auditing_record(viewer, act, text_bytes(&subject), why,
            access->row.thread.subject);
    text_clear(&subject);
    return status;
}

static enum status
find_end(const struct viewer *viewer, const struct board *board,
    const char *until, int64_t *ends_at)
{
    *ends_at = 0;
    if (until == NULL)
        return STATUS_OK;
    if (!date_is_valid(until))
        return refuse(STATUS_INVALID, "%.20s is no date like 2026-11-23",
            until);
    enum status status = threads_day_ends(viewer->store, board, until, ends_at);
    if (status == STATUS_OK && *ends_at <= clock_now())
        return refuse(STATUS_INVALID, "%s is over on this board", until);
    return status;
}

static enum status
check_room(const struct viewer *viewer, const struct thread *thread)
{
    int64_t ids[PINS_MOST];
    int count = 0;

    if (thread->is_pinned)
        return STATUS_OK;
    enum status status = threads_pinned(viewer->store,
        &(struct pinned_range){.board_id = thread->board_id, .most = PINS_MOST},
        ids, &count);
    if (status == STATUS_OK && count == PINS_MOST)
        return refuse(STATUS_FULL,
            "%d threads are pinned on this board: unpin one first", PINS_MOST);
    return status;
}

static enum status
set(struct viewer *viewer, int64_t thread_id, const struct pin *pin,
    struct event *event)
{
    struct access access;
    int64_t ends_at;
    enum status status = access_thread(viewer, thread_id, RIGHT_PIN, &access);

    if (status == STATUS_OK)
        status = find_end(viewer, &access.board, pin->until, &ends_at);
    if (status == STATUS_OK)
        status = check_room(viewer, &access.row.thread);
    if (status == STATUS_OK)
        status = threads_pin(viewer->store, thread_id, pin->until, ends_at);
    if (status == STATUS_OK)
        status = add_event(viewer, &access.row.thread, viewer->person.id,
            event);
    if (status == STATUS_OK)
        status = record(viewer, &access, "pin", pin);
    return status;
}

enum status
pinning_pin(struct viewer *viewer, int64_t thread_id, const struct pin *pin)
{
    struct event event = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = set(viewer, thread_id, pin, &event);
    return writing_end(viewer, status, &event);
}

static enum status
unset(struct viewer *viewer, int64_t thread_id, const struct pin *pin,
    struct event *event)
{
    struct access access;
    enum status status = access_thread(viewer, thread_id, RIGHT_PIN, &access);

    if (status == STATUS_OK)
        status = threads_unpin(viewer->store, thread_id);
    if (status == STATUS_CONFLICT)
        return refuse(STATUS_CONFLICT, "thread %lld is not pinned",
            (long long)thread_id);
    if (status == STATUS_OK)
        status = add_event(viewer, &access.row.thread, viewer->person.id,
            event);
    if (status == STATUS_OK)
        status = record(viewer, &access, "unpin", pin);
    return status;
}

enum status
pinning_unpin(struct viewer *viewer, int64_t thread_id, const char *why)
{
    struct event event = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = unset(viewer, thread_id, &(struct pin){.why = why}, &event);
    return writing_end(viewer, status, &event);
}

/* CONFLICT: another process was faster, or somebody gave it another end. */
static enum status
end_one(struct viewer *viewer, int64_t thread_id)
{
    struct event event = {0};
    struct thread_row row;
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = threads_end_pin(viewer->store, thread_id, clock_now());
    if (status == STATUS_OK)
        status = threads_find(viewer->store, thread_id, &row);
    if (status == STATUS_OK)
        status = add_event(viewer, &row.thread, 0, &event);
    return writing_end(viewer, status, &event);
}

enum status
pinning_end_due(struct viewer *viewer, int *ended)
{
    int64_t ids[DUE_MOST];
    int count = 0;

    *ended = 0;
    if (!viewer->may_write)
        return STATUS_OK;
    enum status status = threads_unpinning(viewer->store, clock_now(), DUE_MOST,
        ids, &count);
    for (int i = 0; status == STATUS_OK && i < count; i++) {
        status = end_one(viewer, ids[i]);
        if (status == STATUS_OK)
            (*ended)++;
        if (status == STATUS_CONFLICT)
            status = STATUS_OK;
    }
    return status;
}
