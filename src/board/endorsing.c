/* Endorsing: the mark of a mentor or SME on what is right. */

#include "board/endorsing.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/own.h"
#include "board/regarding.h"
#include "store/endorsements.h"

static enum status
record(struct viewer *viewer, const struct board *board,
    const struct post *post, bool is_undone)
{
    struct text subject = {0};

    text_add_format(&subject, "%s thread %" PRId64 " post %d", board->slug,
        post->thread_id, post->number);
    enum status status = auditing_record(viewer,
        is_undone ? "endorse undo" : "endorse", text_bytes(&subject), NULL,
        post->body);
    text_clear(&subject);
    return status;
}

static enum status
change(struct viewer *viewer, const struct board *board,
    const struct post *post, bool is_undone)
{
    int64_t person_id = viewer->person.id;
    enum status status = is_undone ? endorsements_drop(viewer->store, post->id,
                                         person_id)
                                   : endorsements_add(viewer->store, post,
                                         person_id, clock_now());

    if (status == STATUS_CONFLICT) { /* it is there: nothing to record */
        reason_clear();
        return STATUS_OK;
    }
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "you have not endorsed this");
    return status == STATUS_OK ? record(viewer, board, post, is_undone)
                               : status;
}

static enum status
set(struct viewer *viewer, int64_t thread_id, int number, bool is_undone)
{
    struct post post = {0};
    struct board board;
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = regarding_find(viewer,
        &(struct regarded){thread_id, number, RIGHT_ENDORSE,
            "this is your own: others endorse it"},
        &post, &board);
    if (status == STATUS_OK)
        status = change(viewer, &board, &post, is_undone);
    post_clear(&post);
    return own_end_unseen(viewer, status);
}

bool
endorsing_may(const struct viewer *viewer, const struct board *board)
{
    return viewer->person.id != 0 && rights_allow(viewer, RIGHT_ENDORSE, board);
}

enum status
endorsing_set(struct viewer *viewer, int64_t thread_id, int number)
{
    return set(viewer, thread_id, number, false);
}

enum status
endorsing_undo(struct viewer *viewer, int64_t thread_id, int number)
{
    return set(viewer, thread_id, number, true);
}
