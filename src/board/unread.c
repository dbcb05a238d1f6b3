/* Unread: what is new to a viewer on one board. */

#include "board/unread.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "board/covering.h"
#include "store/baselines.h"
#include "store/reads.h"

enum {
    PAGE_THREADS = 200,
    LONG_RANGE_THREADS = 64,
    FIRST_LOOK_SECONDS = 14 * 86400
};

/* A viewer's own bookkeeping: losing it costs time, never exactness. */
static void
keep_baseline(const struct viewer *viewer, int64_t board_id, int64_t post_id)
{
    if (!viewer->may_write)
        return;
    enum status status = baselines_raise(viewer->store, viewer->person.id,
        board_id, post_id);
    if (status != STATUS_OK)
        log_debug("unread.baseline", "board=%lld status=%s",
            (long long)board_id, status_name(status));
}

static enum status
first_look(const struct viewer *viewer, const struct board *board,
    int64_t *baseline)
{
    int64_t since = clock_now() - FIRST_LOOK_SECONDS;
    int64_t last;
    int64_t first_new;
    enum status status = threads_last_post(viewer->store, board->id, &last);

    if (status == STATUS_OK)
        status = posts_first_since(viewer->store, since, &first_new);
    if (status != STATUS_OK)
        return status;
    *baseline = first_new > 0 ? first_new - 1 : last;
    keep_baseline(viewer, board->id, *baseline);
    return STATUS_OK;
}

enum status
unread_open(const struct viewer *viewer, const struct board *board,
    struct unread *unread)
{
    *unread = (struct unread){.viewer = viewer, .board = board};
    if (viewer->person.id == 0)
        return STATUS_OK;
    unread->is_counted = true;

    enum status status = baselines_find(viewer->store, viewer->person.id,
        board->id, &unread->baseline);
    if (status == STATUS_NOT_FOUND)
        status = first_look(viewer, board, &unread->baseline);
    return status;
}

static enum status
news_above(const struct unread *unread, int64_t thread_id, int read_number,
    int most, struct post_news *news)
{
    return posts_news(unread->viewer->store,
        &(struct post_news_range){
            .thread_id = thread_id,
            .person_id = unread->viewer->person.id,
            .above_number = read_number,
            .above_post_id = unread->baseline,
            .most = most,
        },
        news);
}

enum status
unread_in_thread(const struct unread *unread, const struct thread *thread,
    int most, struct post_news *news)
{
    int read_number;

    *news = (struct post_news){0};
    if (!unread->is_counted || thread->last_post_id <= unread->baseline)
        return STATUS_OK;

    enum status status = reads_number(unread->viewer->store,
        unread->viewer->person.id, thread->id, &read_number);
    if (status != STATUS_OK)
        return status;
    return news_above(unread, thread->id, read_number, most, news);
}

static enum status
is_covered(const struct unread *unread, const struct thread_ahead *ahead,
    bool *covered)
{
    struct covering covering;

    *covered = false;
    if (ahead->kind != THREAD_QUESTION)
        return STATUS_OK;
    enum status status = covering_by_thread(unread->viewer, unread->board,
        ahead->thread_id, &covering);
    if (status == STATUS_OK)
        *covered = covering.cover != COVER_NONE;
    return status;
}

/* What a walk over the threads above the baseline found. */
struct tally {
    int count;
    int64_t first_pending; /* the lowest post that is new, or will be once it
                            * is uncovered; 0: none */
    bool is_whole;         /* the walk went to its end */
};

static enum status
tally_thread(const struct unread *unread, const struct thread_ahead *ahead,
    struct tally *tally)
{
    struct post_news news;
    bool covered;
    enum status status = is_covered(unread, ahead, &covered);

    if (status != STATUS_OK)
        return status;
    int most = covered ? UNREAD_MOST : UNREAD_MOST - tally->count;
    status = news_above(unread, ahead->thread_id, ahead->read_number, most,
        &news);
    if (status != STATUS_OK || news.count == 0)
        return status;

    if (news.count == most)
        tally->is_whole = false;
    if (!covered)
        tally->count += news.count;
    if (tally->first_pending == 0 || news.first_id < tally->first_pending)
        tally->first_pending = news.first_id;
    return STATUS_OK;
}

static enum status
read_page(const struct unread *unread, int64_t below_post_id,
    struct thread_ahead_list *page)
{
    return threads_ahead(unread->viewer->store,
        &(struct thread_range){
            .board_id = unread->board->id,
            .person_id = unread->viewer->person.id,
            .above_post_id = unread->baseline,
            .below_post_id = below_post_id,
        },
        PAGE_THREADS, page);
}

static enum status
tally_board(const struct unread *unread, struct tally *tally)
{
    enum status status = STATUS_OK;
    int64_t below = 0;
    bool is_last = false;

    *tally = (struct tally){.is_whole = true};
    while (!is_last && status == STATUS_OK && tally->count < UNREAD_MOST) {
        struct thread_ahead_list page;

        status = read_page(unread, below, &page);
        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < page.count && status == STATUS_OK &&
                           tally->count < UNREAD_MOST;
             i++)
            status = tally_thread(unread, &page.rows[i], tally);
        is_last = page.count < PAGE_THREADS;
        if (page.count > 0)
            below = page.rows[page.count - 1].key.last_post_id;
        thread_ahead_list_clear(&page);
    }
    return status;
}

/* Without this the range above the baseline would grow with every thread that
 * was ever read. What comes during the walk may have been passed over: then
 * the next walk is early enough. */
static enum status
shorten(const struct unread *unread, int64_t post_id, int64_t last)
{
    const int64_t ends[2] = {unread->baseline, post_id};
    int passed = 0;
    int64_t last_now;
    enum status status = threads_last_post(unread->viewer->store,
        unread->board->id, &last_now);

    if (status == STATUS_OK && last_now == last)
        status = threads_between(unread->viewer->store, unread->board->id, ends,
            LONG_RANGE_THREADS + 1, &passed);
    if (status == STATUS_OK && passed > LONG_RANGE_THREADS)
        keep_baseline(unread->viewer, unread->board->id, post_id);
    return status;
}

enum status
unread_on_board(const struct unread *unread, int *count)
{
    struct tally tally;
    int64_t last;

    *count = 0;
    if (!unread->is_counted)
        return STATUS_OK;
    enum status status = threads_last_post(unread->viewer->store,
        unread->board->id, &last);
    if (status == STATUS_OK && last > unread->baseline)
        status = tally_board(unread, &tally);
    if (status != STATUS_OK || last <= unread->baseline)
        return status;

    *count = tally.count;
    if (!tally.is_whole || !unread->viewer->may_write)
        return STATUS_OK;
    return shorten(unread,
        tally.first_pending > 0 ? tally.first_pending - 1 : last, last);
}

static int
key_compare(const struct thread_key *one, const struct thread_key *other)
{
    if (one->is_pinned != other->is_pinned)
        return one->is_pinned ? -1 : 1;
    if (one->last_post_at != other->last_post_at)
        return one->last_post_at > other->last_post_at ? -1 : 1;
    if (one->last_post_id != other->last_post_id)
        return one->last_post_id > other->last_post_id ? -1 : 1;
    return 0;
}

static int
ahead_compare(const void *one, const void *other)
{
    const struct thread_ahead *first = one;
    const struct thread_ahead *second = other;

    return key_compare(&first->key, &second->key);
}

static enum status
has_news(const struct unread *unread, const struct thread_ahead *ahead,
    bool *found)
{
    struct post_news news;
    bool covered;
    enum status status = is_covered(unread, ahead, &covered);

    *found = false;
    if (status != STATUS_OK || covered)
        return status;
    status = news_above(unread, ahead->thread_id, ahead->read_number, 1, &news);
    if (status == STATUS_OK)
        *found = news.count > 0;
    return status;
}

static enum status
first_with_news(const struct unread *unread,
    const struct thread_ahead_list *list, const struct thread_key *after,
    int64_t *thread_id)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct thread_ahead *ahead = &list->rows[i];
        bool found;

        if (after->last_post_id != 0 && key_compare(&ahead->key, after) <= 0)
            continue;
        enum status status = has_news(unread, ahead, &found);
        if (status != STATUS_OK)
            return status;
        if (found) {
            *thread_id = ahead->thread_id;
            return STATUS_OK;
        }
    }
    return STATUS_NOT_FOUND;
}

enum status
unread_next(const struct unread *unread, const struct thread_key *after,
    int64_t *thread_id)
{
    struct thread_ahead_list list;

    if (!unread->is_counted)
        return STATUS_NOT_FOUND;
    enum status status = threads_ahead(unread->viewer->store,
        &(struct thread_range){
            .board_id = unread->board->id,
            .person_id = unread->viewer->person.id,
            .above_post_id = unread->baseline,
        },
        INT32_MAX, &list);
    if (status != STATUS_OK)
        return status;

    if (list.count > 1)
        qsort(list.rows, list.count, sizeof *list.rows, ahead_compare);
    status = first_with_news(unread, &list, after, thread_id);
    thread_ahead_list_clear(&list);
    return status;
}
