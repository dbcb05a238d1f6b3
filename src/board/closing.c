/* Closing: what is due when a question has closed in every zone. */

#include "board/closing.h"

#include "base/clock.h"
#include "base/memory.h"
#include "board/covering.h"
#include "board/wrapping.h"
#include "board/writing.h"
#include "store/answers.h"
#include "store/boards.h"
#include "store/events.h"
#include "store/held_answers.h"
#include "store/threads.h"
#include "store/versions.h"

enum {
    DUE_MOST = 100,
    HELD_LEAST = 2,  /* of a region, for it to be told */
    MIGHT_LEAST = 3, /* people of it who may have written one of them */
};

/* A question on its way to be closed. */
struct ending {
    struct board board;
    struct question question;
    struct held_answer_list held;
    struct event_list events; /* of what came into its thread */
};

static int
count_region(const struct held_answer_list *held, int64_t region_id)
{
    int count = 0;

    for (size_t i = 0; i < held->count; i++)
        count += held->rows[i].region_id == region_id;
    return count;
}

/* "" where the region would tell too much. */
static enum status
region_told(const struct viewer *viewer, const struct ending *ending,
    const struct held_answer *held, const char **region)
{
    int might = 0;

    *region = "";
    if (held->region_id == 0 ||
        count_region(&ending->held, held->region_id) < HELD_LEAST)
        return STATUS_OK;
    enum status status = answers_unsigned(viewer->store, &ending->board,
        ending->question.id, held->region_id, &might);
    if (status == STATUS_OK && might >= MIGHT_LEAST)
        *region = held->region;
    return status;
}

/* The event names nobody: whoever hears of it may not know. */
static enum status
add_event(struct viewer *viewer, struct ending *ending,
    const struct writing *writing)
{
    struct event event = {
        .kind = EVENT_ANSWER,
        .board_id = ending->board.id,
        .thread_id = writing->thread->id,
        .post_id = writing->post_id,
    };
    enum status status = events_add(viewer->store, &event, writing->at);

    if (status != STATUS_OK)
        return status;
    ending->events.rows = grow(ending->events.rows, ending->events.count + 1,
        sizeof *ending->events.rows);
    ending->events.rows[ending->events.count++] = event;
    return STATUS_OK;
}

static enum status
show(struct viewer *viewer, struct ending *ending,
    const struct held_answer *held, const char *region)
{
    struct thread_row row;
    enum status status = threads_find(viewer->store, ending->question.thread_id,
        &row);
    struct writing writing = {
        .thread = &row.thread,
        .author_id = held->person_id,
        .body = held->body,
        .at = clock_now(),
        .nameless_of = region,
    };

    if (status == STATUS_OK)
        status = writing_add(viewer->store, &writing);
    if (status == STATUS_OK)
        status = answers_show(viewer->store, ending->question.id,
            held->person_id, writing.post_id, writing.at);
    if (status == STATUS_OK)
        status = versions_show(viewer->store,
            &(struct version_key){.question_id = ending->question.id,
                .person_id = held->person_id},
            writing.post_id);
    if (status == STATUS_OK)
        status = add_event(viewer, ending, &writing);
    return status;
}

/* All regions are looked up before the first answer counts as one. */
static enum status
show_held(struct viewer *viewer, struct ending *ending)
{
    size_t count = ending->held.count;
    const char **regions = memory_new((count + 1) * sizeof *regions);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = region_told(viewer, ending, &ending->held.rows[i],
            &regions[i]);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = show(viewer, ending, &ending->held.rows[i], regions[i]);
    memory_release(regions);
    if (status == STATUS_OK)
        status = held_answers_drop(viewer->store, ending->question.id);
    return status;
}

/* CONFLICT: another process was faster. */
static enum status
end_question(struct viewer *viewer, int64_t question_id, struct ending *ending)
{
    struct question_reader reader = covering_reader(viewer);
    struct question_state state;
    enum status status = questions_set_closed(viewer->store, question_id);

    if (status == STATUS_OK)
        status = questions_find(viewer->store, question_id, &reader, &state);
    if (status == STATUS_OK)
        status = boards_by_id(viewer->store, state.question.board_id,
            &ending->board);
    if (status != STATUS_OK)
        return status;
    ending->question = state.question;
    status = held_answers_of(viewer->store, question_id, &ending->held);
    if (status == STATUS_OK)
        status = show_held(viewer, ending);
    return status == STATUS_OK
               ? wrapping_draft(viewer, &ending->board, &ending->question)
               : status;
}

static void
tell(struct viewer *viewer, const struct event_list *events)
{
    struct event_list *news = &viewer->news;

    for (size_t i = 0; i < events->count; i++) {
        news->rows = grow(news->rows, news->count + 1, sizeof *news->rows);
        news->rows[news->count++] = events->rows[i];
    }
}

static enum status
close_one(struct viewer *viewer, int64_t question_id)
{
    struct ending ending = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = end_question(viewer, question_id, &ending);
    if (status == STATUS_OK)
        status = store_commit(viewer->store);
    else
        store_rollback(viewer->store);
    if (status == STATUS_OK)
        tell(viewer, &ending.events);
    held_answer_list_clear(&ending.held);
    event_list_clear(&ending.events);
    return status;
}

enum status
closing_due(struct viewer *viewer, int *closed)
{
    int64_t ids[DUE_MOST];
    int count = 0;
    int done = 0;
    enum status status = questions_over(viewer->store, clock_now(), DUE_MOST,
        ids, &count);

    for (int i = 0; status == STATUS_OK && i < count; i++) {
        status = close_one(viewer, ids[i]);
        if (status == STATUS_OK)
            done++;
        if (status == STATUS_CONFLICT)
            status = STATUS_OK;
    }
    if (status == STATUS_OK)
        *closed = done;
    return status;
}
