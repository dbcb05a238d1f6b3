/* Following: how far a viewer has read, and where to go on. */

#include <limits.h>

#include "base/memory.h"
#include "board/access.h"
#include "board/reading.h"
#include "board/unread.h"
#include "store/baselines.h"
#include "store/events.h"
#include "store/reads.h"
#include "store/threads.h"

enum {
    WAITING_MOST = 1000,
    EVENTS_MOST = 100
};

enum status
reading_mark(struct viewer *viewer, int64_t thread_id, int number)
{
    struct access access;
    int read_number;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status != STATUS_OK || !viewer->may_write || viewer->person.id == 0)
        return status;

    /* What is covered has not been read, whatever the screen shows. */
    int most = access.covering.cover == COVER_NONE
                   ? access.row.thread.last_number
                   : 1;
    number = number < most ? number : most;
    status = reads_number(viewer->store, viewer->person.id, thread_id,
        &read_number);
    if (status != STATUS_OK || number <= read_number)
        return status;
    status = reads_raise(viewer->store, viewer->person.id, thread_id, number);
    if (status == STATUS_OK)
        status = reads_drop_ahead(viewer->store, viewer->person.id, thread_id,
            number);
    return status;
}

enum status
reading_progress(struct viewer *viewer, int64_t thread_id, int *last_read,
    int *first_new)
{
    struct access access;
    struct unread unread;
    struct post_news news = {0};
    int read_number = 0;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status == STATUS_OK)
        status = unread_open(viewer, &access.board, &unread);
    if (status == STATUS_OK)
        status = reads_number(viewer->store, viewer->person.id, thread_id,
            &read_number);
    if (status == STATUS_OK && access.covering.cover == COVER_NONE)
        status = unread_in_thread(&unread, &access.row.thread, INT_MAX, &news);
    if (status == STATUS_OK) {
        *last_read = read_number;
        *first_new = news.first_number;
    }
    return status;
}

/* The thread's place in its board's list, where it is one of the board. */
static enum status
find_key(const struct viewer *viewer, int64_t board_id, int64_t thread_id,
    struct thread_key *key)
{
    struct thread_row row;

    *key = (struct thread_key){0};
    if (thread_id == 0)
        return STATUS_OK;
    enum status status = threads_find(viewer->store, thread_id, &row);
    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK && row.thread.board_id != board_id))
        return STATUS_OK;
    if (status == STATUS_OK)
        *key = thread_key_of(&row.thread);
    return status;
}

static enum status
next_on_board(const struct viewer *viewer, const struct board *board,
    const struct thread_key *after, int64_t *thread_id)
{
    struct unread unread;
    enum status status = unread_open(viewer, board, &unread);

    if (status == STATUS_OK)
        status = unread_next(&unread, after, thread_id);
    return status;
}

static size_t
board_index(const struct board_list *boards, int64_t board_id)
{
    for (size_t i = 0; i < boards->count; i++)
        if (boards->rows[i].board.id == board_id)
            return i;
    return 0;
}

/* The first board from after the thread, the others from the top, and at last
 * the first one again: what stood before the thread. */
static enum status
go_round(const struct viewer *viewer, const struct board_list *boards,
    size_t first, const struct thread_key *after, int64_t *thread_id)
{
    const struct thread_key top = {0};
    enum status status = STATUS_NOT_FOUND;

    for (size_t step = 0; step <= boards->count; step++) {
        const struct board
            *board = &boards->rows[(first + step) % boards->count].board;

        status = next_on_board(viewer, board, step == 0 ? after : &top,
            thread_id);
        if (status != STATUS_NOT_FOUND)
            return status;
    }
    return status;
}

enum status
reading_next_unread(struct viewer *viewer, int64_t board_id, int64_t thread_id,
    struct thread *next)
{
    struct board_list boards;
    struct thread_key after = {0};
    struct thread_row row;
    int64_t found = 0;
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    size_t first = board_index(&boards, board_id);
    status = STATUS_NOT_FOUND;
    if (boards.count > 0)
        status = find_key(viewer, boards.rows[first].board.id, thread_id,
            &after);
    if (status == STATUS_OK)
        status = go_round(viewer, &boards, first, &after, &found);
    board_list_clear(&boards);
    if (status == STATUS_OK)
        status = threads_find(viewer->store, found, &row);
    if (status == STATUS_OK)
        *next = row.thread;
    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_NOT_FOUND, "nothing is unread");
    return status;
}

static enum status
catch_up_one(const struct viewer *viewer, const struct board *board)
{
    int64_t last;
    enum status status = threads_last_post(viewer->store, board->id, &last);

    if (status == STATUS_OK)
        status = baselines_raise(viewer->store, viewer->person.id, board->id,
            last);
    return status;
}

static enum status
catch_up(const struct viewer *viewer, const struct board_list *boards)
{
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards->count && status == STATUS_OK; i++)
        status = catch_up_one(viewer, &boards->rows[i].board);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

enum status
reading_catch_up(struct viewer *viewer, int64_t board_id)
{
    struct board_list boards = {0};
    struct board_row one = {0};
    enum status status;

    if (board_id != 0)
        status = access_board(viewer, board_id, RIGHT_SEE, &one.board);
    else
        status = access_boards(viewer, &boards);
    if (status == STATUS_OK && viewer->may_write && viewer->person.id != 0)
        status = catch_up(viewer,
            board_id != 0 ? &(struct board_list){&one, 1} : &boards);
    board_list_clear(&boards);
    return status;
}

enum status
reading_waiting(struct viewer *viewer, int *count, int64_t *oldest_at)
{
    struct board_list boards;
    int total = 0;
    int64_t oldest = 0;
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++) {
        int here = 0;
        int64_t since = 0;

        status = threads_waiting(viewer->store, boards.rows[i].board.id,
            WAITING_MOST, &here, &since);
        total += here;
        if (here > 0 && (oldest == 0 || since < oldest))
            oldest = since;
    }
    board_list_clear(&boards);
    if (status == STATUS_OK) {
        *count = total;
        *oldest_at = oldest;
    }
    return status;
}

/* Whether the viewer may hear of it: the board is in their list, and it is no
 * question that has yet to open for them. */
static enum status
may_hear(const struct viewer *viewer, const struct board_list *boards,
    const struct event *event, bool *may)
{
    struct access access;
    size_t at = board_index(boards, event->board_id);

    *may = false;
    if (boards->count == 0 || boards->rows[at].board.id != event->board_id)
        return STATUS_OK;
    enum status status = access_thread(viewer, event->thread_id, RIGHT_SEE,
        &access);
    *may = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Who has answered is told by the answer itself, once it is not covered. */
static void
hide_answerer(const struct viewer *viewer, struct event *event)
{
    if (event->kind == EVENT_ANSWER && viewer->person.id != 0 &&
        event->person_id != viewer->person.id)
        event->person_id = 0;
}

static enum status
keep_events(const struct viewer *viewer, const struct board_list *boards,
    const struct event_list *page, struct event_list *list)
{
    for (size_t i = 0; i < page->count && list->count < EVENTS_MOST; i++) {
        bool may;
        enum status status = may_hear(viewer, boards, &page->rows[i], &may);

        if (status != STATUS_OK)
            return status;
        if (!may)
            continue;
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count] = page->rows[i];
        hide_answerer(viewer, &list->rows[list->count++]);
    }
    return STATUS_OK;
}

static enum status
list_events(const struct viewer *viewer, const struct board_list *boards,
    int64_t event_id, struct event_list *list)
{
    bool is_last = false;
    enum status status = STATUS_OK;

    while (!is_last && status == STATUS_OK && list->count < EVENTS_MOST) {
        struct event_list page;

        status = events_after(viewer->store, event_id, EVENTS_MOST, &page);
        if (status != STATUS_OK)
            return status;
        status = keep_events(viewer, boards, &page, list);
        is_last = page.count < EVENTS_MOST;
        if (page.count > 0)
            event_id = page.rows[page.count - 1].id;
        event_list_clear(&page);
    }
    return status;
}

enum status
reading_events(struct viewer *viewer, int64_t event_id, struct event_list *list)
{
    struct board_list boards;
    struct event_list found = {0};
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    status = list_events(viewer, &boards, event_id, &found);
    board_list_clear(&boards);
    if (status == STATUS_OK)
        *list = found;
    else
        event_list_clear(&found);
    return status;
}

enum status
reading_last_event(struct viewer *viewer, int64_t *id)
{
    return events_last(viewer->store, id);
}
