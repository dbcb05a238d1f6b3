/* Editing: authors change what they wrote, and what it said is kept. */

#include "board/editing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/auditing.h"
#include "board/own.h"
#include "board/posting.h"
#include "board/reading.h"
#include "board/writing.h"
#include "config/config.h"
#include "store/events.h"
#include "store/held_answers.h"
#include "store/posts.h"
#include "store/versions.h"

enum {
    MINUTE_SECONDS = 60,
    SUBJECT_LINE_BYTES = 80
};

/* What is to be changed. */
struct target {
    struct access access;
    struct version_key key;
    int number;         /* 0: held */
    int64_t created_at; /* when it was posted, or held */
    char *body;         /* owned */
    bool is_answer;     /* the viewer's own to the thread's question */
};

/* ---- What there is of one's own ------------------------------------------ */

static enum status
answer_number(const struct viewer *viewer, const struct covering *covering,
    int *number)
{
    struct post_place place;

    if (!covering->state.is_answered)
        return refuse(STATUS_NOT_FOUND, "you have not answered this question");
    enum status status = posts_find_place(viewer->store,
        covering->state.answer_post_id, &place);
    if (status == STATUS_OK)
        *number = place.number;
    return status;
}

static enum status
last_number(const struct viewer *viewer, int64_t thread_id, int *number)
{
    enum status status = posts_last_own(viewer->store, thread_id,
        viewer->person.id, number);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "you have written nothing in this thread");
    return status;
}

static enum status
find_held(const struct viewer *viewer, struct target *target)
{
    target->key = (struct version_key){
        .question_id = target->access.covering.state.question.id,
        .person_id = viewer->person.id,
    };
    target->is_answer = true;
    return held_answers_find(viewer->store, target->key.question_id,
        viewer->person.id, &target->body, &target->created_at);
}

/* What somebody else wrote behind a cover is as if it were there. */
static enum status
not_own(const struct target *target, int number)
{
    bool is_covered = target->access.covering.cover != COVER_NONE;

    if (!is_covered && number > target->access.row.thread.last_number)
        return refuse(STATUS_NOT_FOUND, "there is no post %d in this thread",
            number);
    return refuse(STATUS_FORBIDDEN, "a post is its author's to change");
}

static enum status
check_post(const struct viewer *viewer, const struct target *target,
    const struct post *post, int number)
{
    if (post == NULL || post->number != number ||
        post->author_id != viewer->person.id)
        return not_own(target, number);
    if (target->access.row.thread.kind == THREAD_QUESTION && number == 1)
        return refuse(STATUS_CONFLICT,
            "a question that has opened stays as it was asked");
    if (post->is_nameless)
        return refuse(STATUS_CONFLICT,
            "an answer without a name stays as it is: when it is changed would "
            "tell whose it is");
    return STATUS_OK;
}

static enum status
find_post(const struct viewer *viewer, int number, struct target *target)
{
    struct post_list found = {0};
    enum status status = posts_page(viewer->store,
        &(struct post_range){.thread_id = target->access.row.thread.id,
            .from_number = number,
            .limit = 1,
            .only_for = viewer->person.id},
        &found);

    if (status == STATUS_OK)
        status = check_post(viewer, target,
            found.count > 0 ? &found.rows[0] : NULL, number);
    if (status == STATUS_OK) {
        struct post *post = &found.rows[0];

        target->key = (struct version_key){.post_id = post->id,
            .person_id = viewer->person.id};
        target->number = number;
        target->created_at = post->created_at;
        target->is_answer = target->access.row.thread.kind == THREAD_QUESTION &&
                            target->access.covering.state.answer_post_id ==
                                post->id;
        target->body = post->body;
        post->body = NULL;
    }
    post_list_clear(&found);
    return status;
}

static enum status
find(const struct viewer *viewer, int64_t thread_id, int number,
    struct target *target)
{
    *target = (struct target){0};
    enum status status = access_thread(viewer, thread_id, RIGHT_POST,
        &target->access);
    const struct covering *covering = &target->access.covering;

    if (status != STATUS_OK)
        return status;
    if (viewer->person.id == 0)
        return refuse(STATUS_FORBIDDEN,
            "the operator's program has written nothing: use session --as");
    if (number == 0 && covering->state.is_held)
        return find_held(viewer, target);
    if (number == 0)
        status = target->access.row.thread.kind == THREAD_QUESTION
                     ? answer_number(viewer, covering, &number)
                     : last_number(viewer, thread_id, &number);
    return status == STATUS_OK ? find_post(viewer, number, target) : status;
}

/* ---- What a change shows ------------------------------------------------- */

/* The others' answers have opened to whoever wrote this one, by it or at the
 * closing. */
static bool
has_uncovered(const struct target *target)
{
    const struct question_state *state = &target->access.covering.state;

    return target->is_answer && (state->question.is_answer_first ||
                                    (state->question.is_at_closing &&
                                        clock_now() >= state->last_closes_at));
}

static int64_t
silent_until(const struct target *target)
{
    if (has_uncovered(target))
        return 0;
    return target->created_at + config_current()->edit_minutes * MINUTE_SECONDS;
}

/* Whether what the target says now is what stood when it uncovered them. */
static bool
is_uncovering(const struct target *target, int versions, int64_t written_at)
{
    const struct question_state *state = &target->access.covering.state;

    if (!has_uncovered(target))
        return false;
    return state->question.is_at_closing ? written_at < state->last_closes_at
                                         : versions == 0;
}

/* When what it says now was written. */
static enum status
written_at(const struct viewer *viewer, const struct target *target,
    int64_t *at, int *count)
{
    struct version_list list = {0};
    enum status status = versions_of(viewer->store, &target->key, &list);

    if (status != STATUS_OK)
        return status;
    *count = (int)list.count;
    *at = list.count > 0 ? list.rows[list.count - 1].replaced_at
                         : target->created_at;
    version_list_clear(&list);
    return STATUS_OK;
}

enum status
editing_begin(const struct viewer *viewer, int64_t thread_id, int number,
    struct editable *editable)
{
    struct target target;
    int versions = 0;
    int64_t at = 0;
    enum status status = find(viewer, thread_id, number, &target);

    if (status == STATUS_OK)
        status = written_at(viewer, &target, &at, &versions);
    if (status == STATUS_OK) {
        *editable = (struct editable){
            .thread_id = thread_id,
            .number = target.number,
            .body = target.body,
            .silent_until = silent_until(&target),
            .versions = versions,
            .changed_at = versions > 0 ? at : 0,
        };
        return STATUS_OK;
    }
    memory_release(target.body);
    return status;
}

void
editable_clear(struct editable *editable)
{
    memory_release(editable->body);
    *editable = (struct editable){0};
}

/* ---- Changing it --------------------------------------------------------- */

static enum status
check_edit(const struct target *target, const struct edit *edit,
    const char *body, int versions)
{
    if (edit->versions >= 0 && edit->versions != versions)
        return refuse(STATUS_CONFLICT,
            "changed elsewhere meanwhile: send once more to put this in its "
            "place");
    if (strcmp(target->body, body) == 0)
        return refuse(STATUS_CONFLICT, "it says so already");
    return STATUS_OK;
}

static enum status
replace(struct viewer *viewer, const struct edit *edit,
    const struct target *target, const char *body, bool *is_silent)
{
    int64_t now = clock_now();
    int versions = 0;
    struct version was = {
        .body = target->body,
        .replaced_at = now,
        .is_silent = now < silent_until(target),
    };
    enum status status = written_at(viewer, target, &was.written_at, &versions);

    if (status == STATUS_OK)
        status = check_edit(target, edit, body, versions);
    if (status != STATUS_OK)
        return status;
    was.is_uncovering = is_uncovering(target, versions, was.written_at);
    *is_silent = was.is_silent;
    status = versions_replace(viewer->store, &target->key, &was, body);
    if (status == STATUS_OK && edit->versions >= 0)
        status = drafts_drop(viewer->store,
            &(struct draft_key){.person_id = viewer->person.id,
                .target = DRAFT_EDIT,
                .target_id = edit->thread_id,
                .reply_to = target->number});
    return status;
}

/* Of what is held nobody hears, and it stands nowhere. */
static enum status
tell(struct viewer *viewer, const struct target *target, const char *body,
    struct event *event)
{
    const struct thread *thread = &target->access.row.thread;
    char subject[SUBJECT_LINE_BYTES];

    *event = (struct event){
        .kind = target->is_answer ? EVENT_ANSWER : EVENT_POST,
        .board_id = thread->board_id,
        .thread_id = thread->id,
        .post_id = target->key.post_id,
        .person_id = viewer->person.id,
    };
    enum status status = events_add(viewer->store, event, clock_now());

    if (status != STATUS_OK || !own_has_role(viewer))
        return status;
    snprintf(subject, sizeof subject, "thread %" PRId64 " post %d", thread->id,
        target->number);
    return auditing_record(viewer, "edit", subject, NULL, body);
}

static enum status
change(struct viewer *viewer, const struct edit *edit, struct target *target,
    struct event *event, struct edited *edited)
{
    enum status status = find(viewer, edit->thread_id, edit->number, target);

    if (status == STATUS_OK)
        status = writing_check(viewer, edit->thread_id);
    if (status == STATUS_OK)
        status = replace(viewer, edit, target, edit->body, &edited->is_silent);
    if (status == STATUS_OK && target->number > 0)
        status = tell(viewer, target, edit->body, event);
    edited->number = target->number;
    return status;
}

static enum status
change_clean(struct viewer *viewer, const struct edit *edit,
    struct edited *edited)
{
    struct target target = {0};
    struct event event = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = change(viewer, edit, &target, &event, edited);
    bool is_held = target.number == 0;

    memory_release(target.body);
    return is_held ? own_end_unseen(viewer, status)
                   : writing_end(viewer, status, &event);
}

enum status
editing_change(struct viewer *viewer, const struct edit *edit,
    struct edited *edited)
{
    struct text clean = {0};
    struct edit cleaned = *edit;
    struct edited done = {0};
    enum status status = posting_check_body(edit->body, strlen(edit->body),
        &clean, &done.removed);

    cleaned.body = text_bytes(&clean);
    if (status == STATUS_OK)
        status = change_clean(viewer, &cleaned, &done);
    text_clear(&clean);
    if (status == STATUS_OK)
        *edited = done;
    return status;
}
