/* Using: what of what others wrote was of use. */

#include "board/using.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/counting.h"
#include "board/nameless.h"
#include "board/naming.h"
#include "board/own.h"
#include "board/policing.h"
#include "board/regarding.h"
#include "store/endorsements.h"
#include "store/uses.h"

enum {
    USES_MOST = 50,
    UNTOLD_LOOKED_AT = 200
};

/* ---- Saying it ----------------------------------------------------------- */

/* The post, where the viewer may say of it that they used it. */
static enum status
find(const struct viewer *viewer, int64_t thread_id, int number,
    struct post *post, struct board *board)
{
    return regarding_find(viewer,
        &(struct regarded){thread_id, number, RIGHT_POST,
            "this is your own: others say what they used"},
        post, board);
}

static enum status
check_line(const char *given, char line[USE_BYTES])
{
    line[0] = '\0';
    if (given == NULL || given[0] == '\0')
        return STATUS_OK;
    return naming_check_line("what happened", given, line, USE_BYTES);
}

static enum status
put(struct viewer *viewer, const struct post *post, const char *line)
{
    struct use use = {
        .post_id = post->id,
        .person_id = viewer->person.id,
        .used_at = clock_now(),
    };
    enum status status = policing_require(viewer);

    text_copy(use.line, sizeof use.line, line);
    if (status == STATUS_OK)
        status = uses_put(viewer->store, &use, post->author_id);
    return status;
}

enum status
using_say(struct viewer *viewer, int64_t thread_id, int number,
    const char *given)
{
    struct post post = {0};
    struct board board;
    char line[USE_BYTES];
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = find(viewer, thread_id, number, &post, &board);
    if (status == STATUS_OK)
        status = check_line(given, line);
    if (status == STATUS_OK)
        status = put(viewer, &post, line);
    post_clear(&post);
    return own_end_unseen(viewer, status);
}

enum status
using_undo(struct viewer *viewer, int64_t thread_id, int number)
{
    struct post post = {0};
    struct board board;
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = find(viewer, thread_id, number, &post, &board);
    if (status == STATUS_OK) {
        status = uses_drop(viewer->store, post.id, viewer->person.id);
        if (status == STATUS_NOT_FOUND)
            status = refuse(status, "you have not said that you used this");
    }
    post_clear(&post);
    return own_end_unseen(viewer, status);
}

enum status
using_look(struct viewer *viewer, int64_t thread_id, int number,
    struct post *post, char line[USE_BYTES])
{
    struct post found = {0};
    struct post_list one = {.rows = &found, .count = 1};
    struct board board;
    enum status status = find(viewer, thread_id, number, &found, &board);

    if (status != STATUS_OK)
        return status;
    line[0] = '\0';
    status = regarding_draw(viewer, &one);
    if (status == STATUS_OK)
        nameless_hide_post(viewer, &board, &found);
    if (status == STATUS_OK && found.regards.used.is_mine)
        status = uses_find(viewer->store, found.id, viewer->person.id, line);
    if (status == STATUS_OK)
        *post = found;
    else
        post_clear(&found);
    return status;
}

/* ---- What was of use of one's own ---------------------------------------- */

/* Leaves in what is on boards that the author may still read. */
static enum status
keep_readable(const struct viewer *viewer, struct use_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count && kept < USES_MOST; i++) {
        struct access access;
        enum status status = access_thread(viewer, list->rows[i].thread_id,
            RIGHT_SEE, &access);

        if (status == STATUS_OK)
            list->rows[kept++] = list->rows[i];
        else if (status != STATUS_NOT_FOUND)
            return status;
    }
    list->count = kept;
    return STATUS_OK;
}

static enum status
gather(const struct viewer *viewer, bool is_untold, struct use_list *list)
{
    struct use_list found = {0};
    enum status status = uses_of_author(viewer->store, viewer->person.id,
        is_untold, UNTOLD_LOOKED_AT, &found);

    if (status == STATUS_OK)
        status = keep_readable(viewer, &found);
    if (status == STATUS_OK)
        *list = found;
    else
        use_list_clear(&found);
    return status;
}

enum status
using_list(struct viewer *viewer, struct use_list *list)
{
    return gather(viewer, false, list);
}

enum status
using_untold(struct viewer *viewer, struct use_news *news)
{
    struct use_list list = {0};
    enum status status = gather(viewer, true, &list);

    if (status == STATUS_OK)
        *news = (struct use_news){0};
    for (size_t i = 0; i < list.count; i++)
        if (list.rows[i].is_endorsement)
            news->endorsed++;
        else
            news->used++;
    use_list_clear(&list);
    return status;
}

static enum status
tell(struct store *store, const struct use *use)
{
    return use->is_endorsement ? endorsements_tell(store, use, clock_now())
                               : uses_tell(store, use, clock_now());
}

enum status
using_tell(struct viewer *viewer, const struct use_list *list)
{
    bool is_due = false;

    for (size_t i = 0; i < list->count; i++)
        is_due = is_due || !list->rows[i].is_told;
    if (!is_due || !viewer->may_write)
        return STATUS_OK;
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++)
        if (!list->rows[i].is_told)
            status = tell(viewer->store, &list->rows[i]);
    return own_end_unseen(viewer, status);
}

/* ---- Counts -------------------------------------------------------------- */

enum status
using_counts(struct viewer *viewer, struct use_count_list *list)
{
    struct use_count_list found = {0};
    enum status status = uses_by_program(viewer->store, &found);
    size_t kept = 0;

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < found.count; i++)
        if (counting_may_program(viewer, found.rows[i].program_id))
            found.rows[kept++] = found.rows[i];
    found.count = kept;
    if (kept == 0) {
        use_count_list_clear(&found);
        return refuse(STATUS_FORBIDDEN,
            "counts are for champions, sponsors, moderators and the operator");
    }
    *list = found;
    return STATUS_OK;
}
