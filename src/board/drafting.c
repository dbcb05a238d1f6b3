/* Drafting: text not sent yet, and the place a session was at. */

#include "board/drafting.h"

#include <string.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "board/access.h"
#include "board/editing.h"
#include "store/drafts.h"
#include "store/places.h"

enum {
    DRAFTS_MOST = 50,
    DRAFT_BYTES = 131072, /* more than a post may have: it can be cut yet */
    PLACE_BYTES = 4096,
    PLACE_SECONDS = 8 * 3600
};

static bool
keeps(const struct viewer *viewer)
{
    return viewer->may_write && viewer->person.id != 0;
}

static struct draft_key
key_of(const struct viewer *viewer, const struct draft *draft)
{
    return (struct draft_key){
        .person_id = viewer->person.id,
        .target = draft->target,
        .target_id = draft->target_id,
        .reply_to = draft->reply_to,
    };
}

/* A draft is kept as it will be posted, spaces at its ends included: typing
 * goes on there. */
static enum status
save_clean(struct viewer *viewer, const struct draft *draft)
{
    struct text body = {0};
    struct text subject = {0};
    struct draft kept = *draft;
    const char *typed = draft->body != NULL ? draft->body : "";

    text_clean(&body, TEXT_BODY, typed, strlen(typed), NULL);
    text_clean(&subject, TEXT_LINE, draft->subject, strlen(draft->subject),
        NULL);
    text_copy(kept.subject, sizeof kept.subject, text_bytes(&subject));
    kept.body = text_take(&body);
    kept.saved_at = clock_now();
    enum status status = drafts_save(viewer->store, viewer->person.id, &kept);
    draft_clear(&kept);
    text_clear(&subject);
    return status;
}

static enum status
check_board(const struct viewer *viewer, const struct draft *draft)
{
    struct board board;

    return access_board(viewer, draft->target_id, RIGHT_POST, &board);
}

static enum status
check_thread(const struct viewer *viewer, const struct draft *draft)
{
    struct access access;
    enum status status = access_thread(viewer, draft->target_id, RIGHT_POST,
        &access);

    if (status == STATUS_OK &&
        (draft->reply_to < 0 ||
            draft->reply_to > access.row.thread.last_number))
        return refuse(STATUS_NOT_FOUND, "there is no post %d in this thread",
            draft->reply_to);
    return status;
}

static enum status
check_question(const struct viewer *viewer, const struct draft *draft)
{
    struct board board;
    struct covering covering;
    enum status status = covering_by_question(viewer, draft->target_id, &board,
        &covering);

    if (status == STATUS_OK && covering.cover == COVER_WHOLE)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = rights_require(viewer, RIGHT_POST, &board);
    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_NOT_FOUND, "there is no such question");
    return status;
}

static enum status
check_edit(const struct viewer *viewer, const struct draft *draft)
{
    struct editable editable = {0};
    enum status status = editing_begin(viewer, draft->target_id,
        draft->reply_to, &editable);

    editable_clear(&editable);
    return status;
}

static enum status
check_ask(const struct viewer *viewer, const struct draft *draft)
{
    struct board board;
    char date[11];

    if (!draft_date(draft->reply_to, date))
        return refuse(STATUS_NOT_FOUND, "there is no such day");
    return access_board(viewer, draft->target_id, RIGHT_ASK, &board);
}

static enum status (*const checks[])(const struct viewer *viewer,
    const struct draft *draft) = {
    [DRAFT_BOARD] = check_board,
    [DRAFT_THREAD] = check_thread,
    [DRAFT_QUESTION] = check_question,
    [DRAFT_EDIT] = check_edit,
    [DRAFT_ASK] = check_ask,
};

static enum status
check_room(const struct viewer *viewer)
{
    int count;
    enum status status = drafts_count(viewer->store, viewer->person.id, &count);

    if (status == STATUS_OK && count >= DRAFTS_MOST)
        return refuse(STATUS_FULL, "%d drafts are kept: send or drop one",
            DRAFTS_MOST);
    return status;
}

/* Typing goes on in what is kept already, whatever became of its target. */
static enum status
check(struct viewer *viewer, const struct draft *draft)
{
    struct draft_key key = key_of(viewer, draft);
    struct draft kept = {0};
    enum status status = drafts_find(viewer->store, &key, &kept);

    draft_clear(&kept);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = checks[draft->target](viewer, draft);
    return status == STATUS_OK ? check_room(viewer) : status;
}

static enum status
save(struct viewer *viewer, const struct draft *draft)
{
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = check(viewer, draft);
    if (status == STATUS_OK)
        status = save_clean(viewer, draft);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

enum status
drafting_save(struct viewer *viewer, const struct draft *draft)
{
    bool is_empty = (draft->body == NULL || draft->body[0] == '\0') &&
                    draft->subject[0] == '\0';
    struct draft_key key = key_of(viewer, draft);

    if (!keeps(viewer))
        return STATUS_OK;
    if (is_empty)
        return drafts_drop(viewer->store, &key);
    if (draft->body != NULL && strlen(draft->body) > DRAFT_BYTES)
        return refuse(STATUS_INVALID, "a draft is over 128 KiB");
    return save(viewer, draft);
}

enum status
drafting_find(struct viewer *viewer, enum draft_target target,
    int64_t target_id, int reply_to, struct draft *draft)
{
    return drafts_find(viewer->store,
        &(struct draft_key){
            .person_id = viewer->person.id,
            .target = target,
            .target_id = target_id,
            .reply_to = reply_to,
        },
        draft);
}

enum status
drafting_list(struct viewer *viewer, struct draft_list *list)
{
    return drafts_by_person(viewer->store, viewer->person.id, DRAFTS_MOST,
        list);
}

enum status
drafting_save_place(struct viewer *viewer, const char *place)
{
    if (!keeps(viewer))
        return STATUS_OK;
    if (strlen(place) > PLACE_BYTES)
        return refuse(STATUS_INVALID, "a place is over %d bytes", PLACE_BYTES);
    return places_save(viewer->store, viewer->person.id, place, clock_now());
}

enum status
drafting_find_place(struct viewer *viewer, char **place)
{
    return places_find(viewer->store, viewer->person.id,
        clock_now() - PLACE_SECONDS, place);
}
