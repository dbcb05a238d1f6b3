/* Reading: boards, threads and posts as one viewer may see them. */

#include "board/reading.h"

#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/nameless.h"
#include "board/pacing.h"
#include "board/regarding.h"
#include "board/unread.h"
#include "store/asked_people.h"
#include "store/posts.h"
#include "store/regards.h"
#include "store/threads.h"

/* The covers of a question, its answers, and what of the rest may show. */
static enum status
fill_question(const struct unread *unread, struct asked_people *people,
    struct thread_row *row, bool *is_hidden)
{
    struct covering covering;
    enum status status = covering_by_thread(unread->viewer, unread->board,
        row->thread.id, &covering);

    if (status != STATUS_OK)
        return status;
    *is_hidden = covering.cover == COVER_WHOLE;
    row->is_covered = covering.cover != COVER_NONE;
    row->is_today = covering.is_open;
    if (row->is_covered) {
        row->last_author[0] = '\0';
        row->is_endorsed = false;
    }
    row->answered = covering.state.answered;
    if (*is_hidden)
        return STATUS_OK;
    status = asked_people_count(unread->viewer->store, people,
        &covering.state.question, &row->asked);
    if (status == STATUS_OK && row->asked < row->answered)
        row->asked = row->answered;
    return status;
}

/* What depends on the viewer. */
static enum status
fill_row(const struct unread *unread, struct asked_people *people,
    struct thread_row *row, bool *is_hidden)
{
    struct post_news news = {0};
    enum status status = STATUS_OK;

    *is_hidden = false;
    nameless_hide_last(unread->viewer, unread->board, row);
    if (row->thread.kind == THREAD_QUESTION)
        status = fill_question(unread, people, row, is_hidden);
    if (status != STATUS_OK || row->is_covered)
        return status;
    status = unread_in_thread(unread, &row->thread, UNREAD_MOST, &news);
    row->unread = news.count;
    return status;
}

/* The newest thread that the viewer may know of. */
static enum status
fill_latest(const struct unread *unread, struct board_row *row)
{
    struct thread_key before = {0};
    struct thread_row latest;
    struct covering covering = {.cover = COVER_WHOLE};

    while (covering.cover == COVER_WHOLE) {
        enum status status = threads_newest(unread->viewer->store,
            unread->board->id, &before, &latest);

        if (status == STATUS_NOT_FOUND)
            return STATUS_OK;
        covering.cover = COVER_NONE;
        if (status == STATUS_OK && latest.thread.kind == THREAD_QUESTION)
            status = covering_by_thread(unread->viewer, unread->board,
                latest.thread.id, &covering);
        if (status != STATUS_OK)
            return status;
        before = thread_key_of(&latest.thread);
    }
    nameless_hide_last(unread->viewer, unread->board, &latest);
    row->latest_thread_id = latest.thread.id;
    row->latest_at = latest.thread.last_post_at;
    text_copy(row->latest_subject, sizeof row->latest_subject,
        latest.thread.subject);
    if (covering.cover == COVER_NONE)
        text_copy(row->latest_author, sizeof row->latest_author,
            latest.last_author);
    return STATUS_OK;
}

static enum status
hide_from_count(const struct viewer *viewer, struct board *board)
{
    int hidden;
    enum status status = covering_count_whole(viewer, board, &hidden);

    if (status == STATUS_OK)
        board->thread_count -= hidden;
    return status;
}

static enum status
fill_board(const struct viewer *viewer, struct board_row *row)
{
    struct unread unread;
    enum status status = unread_open(viewer, &row->board, &unread);

    if (status == STATUS_OK)
        status = unread_on_board(&unread, &row->unread);
    if (status == STATUS_OK)
        status = fill_latest(&unread, row);
    if (status == STATUS_OK)
        status = hide_from_count(viewer, &row->board);
    return status;
}

enum status
reading_boards(struct viewer *viewer, struct board_list *list)
{
    struct board_list found;
    enum status status = access_boards(viewer, &found);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < found.count && status == STATUS_OK; i++)
        status = fill_board(viewer, &found.rows[i]);
    if (status == STATUS_OK)
        *list = found;
    else
        board_list_clear(&found);
    return status;
}

enum status
reading_board_row(struct viewer *viewer, int64_t board_id,
    struct board_row *row)
{
    struct board_row found = {0};
    enum status status = access_board(viewer, board_id, RIGHT_SEE,
        &found.board);

    if (status == STATUS_OK)
        status = fill_board(viewer, &found);
    if (status == STATUS_OK)
        *row = found;
    return status;
}

enum status
reading_board(struct viewer *viewer, const char *slug, struct board *board)
{
    struct board found;
    enum status status = access_board_named(viewer, slug, RIGHT_SEE, &found);

    if (status == STATUS_OK)
        status = hide_from_count(viewer, &found);
    if (status == STATUS_OK)
        *board = found;
    return status;
}

enum status
reading_board_by_id(struct viewer *viewer, int64_t id, struct board *board)
{
    struct board found;
    enum status status = access_board(viewer, id, RIGHT_SEE, &found);

    if (status == STATUS_OK)
        status = hide_from_count(viewer, &found);
    if (status == STATUS_OK)
        *board = found;
    return status;
}

/* Adds the rows of a page that the viewer may know of, up to `limit`. */
static enum status
keep_rows(const struct unread *unread, struct asked_people *people,
    const struct thread_list *page, size_t limit, struct thread_list *list)
{
    for (size_t i = 0; i < page->count && list->count < limit; i++) {
        struct thread_row row = page->rows[i];
        bool is_hidden;
        enum status status = fill_row(unread, people, &row, &is_hidden);

        if (status != STATUS_OK)
            return status;
        if (is_hidden)
            continue;
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = row;
    }
    return STATUS_OK;
}

static enum status
list_threads(const struct unread *unread, const struct thread_key *after,
    int limit, struct thread_list *list)
{
    struct thread_key key = after != NULL ? *after : (struct thread_key){0};
    struct asked_people people = {.board = unread->board};
    bool is_last = limit < 1;
    enum status status = STATUS_OK;

    while (!is_last && status == STATUS_OK && list->count < (size_t)limit) {
        struct thread_list page;

        status = threads_page(unread->viewer->store, unread->board->id, &key,
            limit, &page);
        if (status != STATUS_OK)
            return status;
        status = keep_rows(unread, &people, &page, (size_t)limit, list);
        is_last = page.count < (size_t)limit;
        if (page.count > 0)
            key = thread_key_of(&page.rows[page.count - 1].thread);
        thread_list_clear(&page);
    }
    return status;
}

enum status
reading_threads(struct viewer *viewer, int64_t board_id,
    const struct thread_key *after, int limit, struct thread_list *list)
{
    struct board board;
    struct unread unread;
    struct thread_list found = {0};
    enum status status = access_board(viewer, board_id, RIGHT_SEE, &board);

    if (status == STATUS_OK)
        status = unread_open(viewer, &board, &unread);
    if (status == STATUS_OK)
        status = list_threads(&unread, after, limit, &found);
    if (status == STATUS_OK)
        *list = found;
    else
        thread_list_clear(&found);
    return status;
}

enum status
reading_thread(struct viewer *viewer, int64_t thread_id, struct thread_row *row)
{
    struct access access;
    struct unread unread;
    struct asked_people people = {.board = &access.board};
    bool is_hidden;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status == STATUS_OK)
        status = unread_open(viewer, &access.board, &unread);
    if (status == STATUS_OK)
        status = fill_row(&unread, &people, &access.row, &is_hidden);
    if (status == STATUS_OK)
        *row = access.row;
    return status;
}

/* People write several posts of a page: each is looked up once. */
static enum status
draw_roles(const struct viewer *viewer, const struct board *board,
    struct post_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct post *post = &list->rows[i];
        size_t same = 0;

        while (list->rows[same].author_id != post->author_id)
            same++;
        if (same < i) {
            post->author_role = list->rows[same].author_role;
            continue;
        }
        enum status status = access_drawn_role(viewer, board, post->author_id,
            &post->author_role);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* What posts as the store has them are to the viewer. */
static enum status
draw_posts(const struct viewer *viewer, const struct board *board,
    struct post_list *list)
{
    enum status status = draw_roles(viewer, board, list);

    if (status == STATUS_OK)
        status = pacing_draw(viewer, board, list);
    for (size_t i = 0; i < list->count; i++)
        nameless_hide_post(viewer, board, &list->rows[i]);
    return status == STATUS_OK ? regarding_draw(viewer, list) : status;
}

/* The author whose posts alone may be read; 0: all may. */
static int64_t
only_for(const struct viewer *viewer, const struct access *access)
{
    return access->covering.cover == COVER_ANSWERS ? viewer->person.id : 0;
}

enum status
reading_posts(struct viewer *viewer, int64_t thread_id, int from_number,
    int limit, struct post_list *list)
{
    struct access access;
    struct post_list found = {0};
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status != STATUS_OK)
        return status;
    status = posts_page(viewer->store,
        &(struct post_range){
            .thread_id = thread_id,
            .from_number = from_number,
            .limit = limit,
            .only_for = only_for(viewer, &access),
        },
        &found);
    if (status == STATUS_OK)
        status = draw_posts(viewer, &access.board, &found);
    if (status == STATUS_OK)
        *list = found;
    else
        post_list_clear(&found);
    return status;
}

/* Adds one post of a thread. */
static enum status
add_post(const struct viewer *viewer, int64_t thread_id, int number,
    struct post_list *list)
{
    struct post_list one = {0};
    enum status status = posts_page(viewer->store,
        &(struct post_range){.thread_id = thread_id,
            .from_number = number,
            .limit = 1},
        &one);

    for (size_t i = 0; i < one.count; i++) {
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = one.rows[i];
    }
    one.count = 0; /* they are the list's now */
    post_list_clear(&one);
    return status;
}

enum status
reading_best(struct viewer *viewer, int64_t thread_id, int limit,
    struct post_list *list)
{
    struct access access;
    struct post_list found = {0};
    int *numbers = memory_new(((size_t)limit + 1) * sizeof *numbers);
    int count = 0;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status == STATUS_OK)
        status = regards_order(viewer->store,
            &(struct regards_wanted){
                .thread_id = thread_id,
                .only_for = only_for(viewer, &access),
                .limit = limit,
            },
            numbers, &count);
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = add_post(viewer, thread_id, numbers[i], &found);
    if (status == STATUS_OK)
        status = draw_posts(viewer, &access.board, &found);
    memory_release(numbers);
    if (status == STATUS_OK)
        *list = found;
    else
        post_list_clear(&found);
    return status;
}
