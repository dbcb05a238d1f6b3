/* Regarding: of which posts one may say what one thinks, and what others do. */

#include "board/regarding.h"

#include "board/house.h"
#include "model/post.h"
#include "store/posts.h"
#include "store/regards.h"

/* Before the post is looked for: nothing tells whether a covered one is there.
 */
static enum status
check_cover(const struct access *access, int number)
{
    if (access->covering.cover == COVER_ANSWERS && number != 1)
        return covering_refuse(&access->covering);
    return STATUS_OK;
}

static enum status
read_post(const struct viewer *viewer, int64_t thread_id, int number,
    struct post *post)
{
    struct post_list found = {0};
    enum status status = posts_page(viewer->store,
        &(struct post_range){.thread_id = thread_id,
            .from_number = number,
            .limit = 1},
        &found);

    if (status == STATUS_OK &&
        (found.count == 0 || found.rows[0].number != number))
        status = refuse(STATUS_NOT_FOUND, "there is no post %d in this thread",
            number);
    if (status == STATUS_OK) {
        *post = found.rows[0];
        found.count = 0;
    }
    post_list_clear(&found);
    return status;
}

enum status
regarding_find(const struct viewer *viewer, const struct regarded *regarded,
    struct post *post, struct board *board)
{
    struct access access;
    struct post found = {0};
    enum status status = access_thread(viewer, regarded->thread_id,
        regarded->right, &access);

    if (status == STATUS_OK)
        status = check_cover(&access, regarded->number);
    if (status == STATUS_OK)
        status = read_post(viewer, regarded->thread_id, regarded->number,
            &found);
    if (status == STATUS_OK && found.author_id == viewer->person.id)
        status = refuse(STATUS_FORBIDDEN, "%s", regarded->own);
    if (status == STATUS_OK && house_wrote(&found))
        status = refuse(STATUS_FORBIDDEN,
            "the site says this: what people write can be thanked for");
    if (status == STATUS_OK) {
        *post = found;
        *board = access.board;
    } else {
        post_clear(&found);
    }
    return status;
}

enum status
regarding_draw(const struct viewer *viewer, struct post_list *posts)
{
    return regards_draw(viewer->store, viewer->person.id, posts);
}
