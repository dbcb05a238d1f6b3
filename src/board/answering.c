/* Answering: what a person does with a question that is open for them. */

#include <string.h>

#include "base/clock.h"
#include "board/access.h"
#include "board/asking.h"
#include "board/opening.h"
#include "board/policing.h"
#include "board/writing.h"
#include "store/answers.h"
#include "store/held_answers.h"
#include "store/posts.h"
#include "store/threads.h"

static enum status
no_question(void)
{
    return refuse(STATUS_NOT_FOUND, "there is no such question");
}

/* The question with its right asked, as it is now. */
static enum status
find(const struct viewer *viewer, int64_t question_id,
    struct covering *covering)
{
    struct board board;
    enum status status = covering_by_question(viewer, question_id, &board,
        covering);

    if (status == STATUS_OK)
        status = rights_require(viewer, RIGHT_POST, &board);
    if (status == STATUS_NOT_FOUND)
        return no_question();
    if (status == STATUS_OK && viewer->person.id == 0)
        return refuse(STATUS_FORBIDDEN, "the operator's program has no name "
                                        "to answer in: use session --as");
    return status;
}

static enum status
check_open(const struct covering *covering)
{
    if (clock_now() < covering->state.opens_at)
        return refuse(STATUS_CONFLICT, "this question is not open yet");
    if (!covering->is_open)
        return refuse(STATUS_CONFLICT, "this question is closed");
    if (covering->state.question.thread_id == 0)
        return refuse(STATUS_CONFLICT, "this question was never opened");
    return STATUS_OK;
}

static enum status
check_not_held(const struct covering *covering)
{
    if (!covering->state.is_held)
        return STATUS_OK;
    return refuse(STATUS_CONFLICT, "you have answered without your name: it is "
                                   "shown when the question has closed");
}

/* A second answer replies to the first. */
static enum status
first_number(const struct viewer *viewer, const struct covering *covering,
    int *number)
{
    struct post_place place;

    *number = 0;
    if (!covering->state.is_answered)
        return STATUS_OK;
    enum status status = posts_find_place(viewer->store,
        covering->state.answer_post_id, &place);
    if (status == STATUS_OK)
        *number = place.number;
    return status;
}

/* Inside the transaction: another session of the same person may have
 * answered a moment ago. */
static enum status
send_answer(struct viewer *viewer, int64_t question_id, struct sending *sending,
    struct event *event)
{
    struct covering covering;
    struct thread_row row;
    enum status status = find(viewer, question_id, &covering);

    if (status == STATUS_OK)
        status = check_open(&covering);
    if (status == STATUS_OK)
        status = check_not_held(&covering);
    if (status == STATUS_OK)
        status = first_number(viewer, &covering, &sending->writing.reply_to);
    if (status == STATUS_OK)
        status = threads_find(viewer->store, covering.state.question.thread_id,
            &row);
    if (status != STATUS_OK)
        return status;

    *sending->writing.thread = row.thread;
    status = writing_send(viewer, sending, event);
    if (status == STATUS_OK)
        status = opening_store_own(viewer, &covering);
    if (status == STATUS_OK)
        status = answers_add(viewer->store, question_id, viewer->person.id,
            sending->writing.post_id, clock_now());
    return status;
}

static enum status
answer(struct viewer *viewer, int64_t question_id, struct sending *sending)
{
    struct event event = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = send_answer(viewer, question_id, sending, &event);
    return writing_end(viewer, status, &event);
}

enum status
asking_answer(struct viewer *viewer, int64_t question_id, const char *body,
    struct posted *posted)
{
    struct covering covering;
    struct text clean = {0};
    struct thread thread = {0};
    size_t removed = 0;
    int opened;
    enum status status = find(viewer, question_id, &covering);

    if (status == STATUS_OK && covering.state.question.thread_id == 0)
        status = opening_due(viewer, &opened);
    if (status == STATUS_OK)
        status = posting_check_body(body, strlen(body), &clean, &removed);

    struct sending sending = {
        .writing = {.thread = &thread, .body = text_bytes(&clean)},
        .kind = EVENT_ANSWER,
        .draft = {.target = DRAFT_QUESTION, .target_id = question_id},
    };
    if (status == STATUS_OK)
        status = answer(viewer, question_id, &sending);
    text_clear(&clean);
    if (status == STATUS_OK)
        *posted = (struct posted){
            .post_id = sending.writing.post_id,
            .thread_id = thread.id,
            .number = sending.writing.number,
            .removed = removed,
        };
    return status;
}

static enum status
check_nameless(const struct covering *covering)
{
    const struct question *question = &covering->state.question;

    if (!question->is_nameless_allowed)
        return refuse(STATUS_FORBIDDEN, "this question is answered by name");
    if (covering->state.is_answered)
        return refuse(STATUS_CONFLICT, "you have answered this question");
    if (question->is_closed)
        return refuse(STATUS_CONFLICT, "it has closed everywhere else: only an "
                                       "answer by name can still be shown");
    return STATUS_OK;
}

/* No event: that somebody has answered now would tell who. */
static enum status
hold(struct viewer *viewer, int64_t question_id, const char *body,
    int64_t *thread_id)
{
    struct store *store = viewer->store;
    int64_t person_id = viewer->person.id;
    int64_t now = clock_now();
    struct covering covering;
    enum status status = find(viewer, question_id, &covering);

    if (status == STATUS_OK)
        status = check_open(&covering);
    if (status == STATUS_OK)
        status = check_nameless(&covering);
    if (status == STATUS_OK)
        status = policing_require(viewer);
    if (status == STATUS_OK)
        status = opening_store_own(viewer, &covering);
    if (status == STATUS_OK)
        status = answers_add(store, question_id, person_id, 0, now);
    if (status == STATUS_OK)
        status = held_answers_add(store, question_id, person_id, body, now);
    if (status == STATUS_OK)
        status = drafts_drop(store, &(struct draft_key){.person_id = person_id,
                                        .target = DRAFT_QUESTION,
                                        .target_id = question_id});
    if (status == STATUS_OK)
        *thread_id = covering.state.question.thread_id;
    return status;
}

enum status
asking_answer_nameless(struct viewer *viewer, int64_t question_id,
    const char *body, struct posted *posted)
{
    struct text clean = {0};
    struct posted done = {0};
    enum status status = posting_check_body(body, strlen(body), &clean,
        &done.removed);

    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status == STATUS_OK) {
        status = hold(viewer, question_id, text_bytes(&clean), &done.thread_id);
        if (status == STATUS_OK)
            status = store_commit(viewer->store);
        else
            store_rollback(viewer->store);
    }
    text_clear(&clean);
    if (status == STATUS_OK)
        *posted = done;
    return status;
}

enum status
asking_held(struct viewer *viewer, int64_t question_id, char **body)
{
    return held_answers_find(viewer->store, question_id, viewer->person.id,
        body, NULL);
}

enum status
asking_skip(struct viewer *viewer, int64_t question_id)
{
    struct covering covering;
    enum status status = find(viewer, question_id, &covering);

    if (status != STATUS_OK)
        return status;
    if (clock_now() < covering.state.opens_at)
        return refuse(STATUS_CONFLICT, "this question is not open yet");
    if (covering.state.is_answered)
        return refuse(STATUS_CONFLICT, "you have answered this question");
    return answers_add(viewer->store, question_id, viewer->person.id, 0,
        clock_now());
}
