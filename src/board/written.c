/* Written: the posts of a person that a viewer may read. */

#include "base/memory.h"
#include "base/text.h"
#include "board/covering.h"
#include "board/knowing.h"
#include "board/nameless.h"
#include "board/rights.h"
#include "store/boards.h"
#include "store/posts.h"

enum {
    PAGE_ROWS = 100
};

/* A board that posts are on, and whether the viewer sees it. */
struct place {
    struct board board;
    bool is_seen;
};

/* A walk back over what somebody wrote: the boards met on it are few. */
struct walk {
    struct viewer *viewer;
    int64_t author_id;
    struct place *places; /* owned */
    size_t place_count;
};

static enum status
find_place(struct walk *walk, int64_t board_id, size_t *index)
{
    struct place place = {0};

    for (size_t i = 0; i < walk->place_count; i++)
        if (walk->places[i].board.id == board_id) {
            *index = i;
            return STATUS_OK;
        }
    enum status status = boards_by_id(walk->viewer->store, board_id,
        &place.board);
    if (status != STATUS_OK)
        return status;
    place.is_seen = rights_allow(walk->viewer, RIGHT_SEE, &place.board);
    walk->places = grow(walk->places, walk->place_count + 1,
        sizeof *walk->places);
    *index = walk->place_count;
    walk->places[walk->place_count++] = place;
    return STATUS_OK;
}

/* Whether a cover lies over the post for the viewer. */
static enum status
judge_cover(const struct walk *walk, const struct board *board,
    const struct post_mention *mention, bool *is_covered)
{
    struct covering covering;

    *is_covered = false;
    if (mention->kind != THREAD_QUESTION)
        return STATUS_OK;
    enum status status = covering_by_thread(walk->viewer, board,
        mention->thread_id, &covering);
    if (status != STATUS_OK)
        return status;
    bool is_own = walk->author_id == walk->viewer->person.id;

    *is_covered = covering.cover == COVER_WHOLE ||
                  (covering.cover == COVER_ANSWERS && mention->number > 1 &&
                      !is_own);
    return STATUS_OK;
}

static enum status
add_written(const struct walk *walk, const struct board *board,
    const struct post_mention *mention, struct written_list *list)
{
    struct written written = {
        .key = {mention->created_at, mention->id},
        .thread_id = mention->thread_id,
        .number = mention->number,
        .board_id = board->id,
    };
    char *body = NULL;
    enum status status = posts_beginning(walk->viewer->store, mention->id,
        &body);

    if (status != STATUS_OK)
        return status;
    text_copy(written.board_slug, sizeof written.board_slug, board->slug);
    text_copy(written.board_title, sizeof written.board_title, board->title);
    text_copy(written.subject, sizeof written.subject, mention->subject);
    excerpt_of(body, written.excerpt);
    memory_release(body);
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = written;
    return STATUS_OK;
}

static enum status
keep_readable(struct walk *walk, const struct post_mention *mention,
    struct written_list *list)
{
    size_t index = 0;
    bool is_covered = false;
    enum status status = find_place(walk, mention->board_id, &index);

    if (status != STATUS_OK || !walk->places[index].is_seen)
        return status;
    const struct board *board = &walk->places[index].board;

    if (mention->is_nameless &&
        !nameless_shows(walk->viewer, board, walk->author_id))
        return STATUS_OK;
    status = judge_cover(walk, board, mention, &is_covered);
    if (status == STATUS_OK && !is_covered)
        status = add_written(walk, board, mention, list);
    return status;
}

static enum status
walk_back(struct walk *walk, struct written_key after, size_t limit,
    struct written_list *list)
{
    enum status status = STATUS_OK;
    bool is_last = limit < 1;

    while (!is_last && status == STATUS_OK && list->count < limit) {
        struct post_mention_list page = {0};

        status = posts_by_author(walk->viewer->store, walk->author_id, &after,
            PAGE_ROWS, &page);
        for (size_t i = 0;
             i < page.count && status == STATUS_OK && list->count < limit; i++)
            status = keep_readable(walk, &page.rows[i], list);
        is_last = page.count < PAGE_ROWS;
        if (page.count > 0)
            after = (struct written_key){
                page.rows[page.count - 1].created_at,
                page.rows[page.count - 1].id,
            };
        post_mention_list_clear(&page);
    }
    return status;
}

enum status
knowing_posts(struct viewer *viewer, int64_t person_id,
    const struct written_key *after, int limit, struct written_list *list)
{
    const struct written_key top = {INT64_MAX, INT64_MAX};
    struct walk walk = {.viewer = viewer, .author_id = person_id};
    struct written_list found = {0};
    enum status status = walk_back(&walk, after != NULL ? *after : top,
        limit > 0 ? (size_t)limit : 0, &found);

    memory_release(walk.places);
    if (status == STATUS_OK)
        *list = found;
    else
        written_list_clear(&found);
    return status;
}
