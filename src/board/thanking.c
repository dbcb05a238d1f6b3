/* Thanking: the one reaction to what others wrote. */

#include "board/thanking.h"

#include "base/clock.h"
#include "board/own.h"
#include "board/regarding.h"
#include "store/thanks.h"

static enum status
change(struct viewer *viewer, const struct post *post, bool is_undone)
{
    if (!is_undone)
        return thanks_add(viewer->store, post->id, viewer->person.id,
            clock_now());
    enum status status = thanks_drop(viewer->store, post->id,
        viewer->person.id);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "you have not thanked for this");
    return status;
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
        &(struct regarded){thread_id, number, RIGHT_POST,
            "this is your own: others thank for it"},
        &post, &board);
    if (status == STATUS_OK)
        status = change(viewer, &post, is_undone);
    post_clear(&post);
    return own_end_unseen(viewer, status);
}

enum status
thanking_say(struct viewer *viewer, int64_t thread_id, int number)
{
    return set(viewer, thread_id, number, false);
}

enum status
thanking_undo(struct viewer *viewer, int64_t thread_id, int number)
{
    return set(viewer, thread_id, number, true);
}
