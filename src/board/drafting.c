/* Drafting: text not sent yet, and the place a session was at. */

#include "board/drafting.h"

#include <string.h>

#include "base/clock.h"
#include "base/unicode.h"
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
    return save_clean(viewer, draft);
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
drafting_drop(struct viewer *viewer, enum draft_target target,
    int64_t target_id, int reply_to)
{
    if (!keeps(viewer))
        return STATUS_OK;
    return drafts_drop(viewer->store, &(struct draft_key){
                                          .person_id = viewer->person.id,
                                          .target = target,
                                          .target_id = target_id,
                                          .reply_to = reply_to,
                                      });
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
