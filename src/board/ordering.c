/* Ordering: what other regions wrote first. */

#include "board/ordering.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"
#include "board/access.h"
#include "board/reading.h"
#include "board/unread.h"
#include "store/outlines.h"
#include "store/reads.h"

/* ---- The order ----------------------------------------------------------- */

void
order_clear(struct order *order)
{
    memory_release(order->rows);
    memory_release(order->places);
    *order = (struct order){0};
}

size_t
order_place(const struct order *order, int number)
{
    if (order->count == 0 || number < 1)
        return 0;
    return number <= (int)order->count ? order->places[number]
                                       : order->count - 1;
}

size_t
order_first_new(const struct order *order)
{
    size_t at = 0;

    while (at < order->count && !order->rows[at].is_new)
        at++;
    return at;
}

/* Nothing was read before the first. */
enum order_edge
order_edge(const struct order *order, size_t place)
{
    const struct order_row *row = &order->rows[place];
    size_t before = place;

    if (row->is_own)
        return ORDER_GOES_ON;
    while (before > 0 && order->rows[before - 1].is_own)
        before--;
    bool was_new = before > 0 && order->rows[before - 1].is_new;

    if (row->is_new == was_new)
        return ORDER_GOES_ON;
    return row->is_new ? ORDER_NEW_BEGINS : ORDER_READ_BEGINS;
}

/* What tells which posts are new to the viewer. */
struct newness {
    const struct viewer *viewer;
    struct unread unread;
    int read_number;
    struct read_list ahead;
    bool is_covered;
};

static int
compare_numbers(const void *one, const void *other)
{
    return *(const int *)one - *(const int *)other;
}

static bool
is_new(const struct newness *newness, const struct outline *post)
{
    const struct read_list *ahead = &newness->ahead;

    return newness->unread.is_counted && !newness->is_covered &&
           !post->is_imported && post->number > newness->read_number &&
           post->post_id > newness->unread.baseline &&
           post->author_id != newness->viewer->person.id &&
           (ahead->count == 0 ||
               bsearch(&post->number, ahead->numbers, ahead->count,
                   sizeof *ahead->numbers, compare_numbers) == NULL);
}

static enum status
newness_open(const struct viewer *viewer, const struct access *access,
    struct newness *newness)
{
    int64_t person_id = viewer->person.id;
    int64_t thread_id = access->row.thread.id;

    *newness = (struct newness){.viewer = viewer,
        .is_covered = access->covering.cover != COVER_NONE};
    enum status status = unread_open(viewer, &access->board, &newness->unread);

    if (status == STATUS_OK)
        status = reads_number(viewer->store, person_id, thread_id,
            &newness->read_number);
    if (status == STATUS_OK)
        status = reads_ahead(viewer->store, person_id, thread_id,
            &newness->ahead);
    return status;
}

/* A post on its way to its place. */
struct placed {
    const struct outline *post;
    int root; /* number of the post that it belongs to, 0: by its own number */
    int rank; /* of that: 0 by number, 1 from elsewhere, 2 of here */
};

static int
compare_placed(const void *one, const void *other)
{
    const struct placed *a = one;
    const struct placed *b = other;

    if (a->rank != b->rank)
        return a->rank - b->rank;
    if (a->root != b->root)
        return a->root - b->root;
    return a->post->number - b->post->number;
}

/* Numbers are without a gap: the post replied to stands at its number less one.
 * Those below `from` stay by number. */
static void
place_all(const struct outline_list *posts, int from, struct placed *placed)
{
    for (size_t i = 0; i < posts->count; i++) {
        const struct outline *post = &posts->rows[i];
        bool is_reply = post->reply_to >= from && post->reply_to > 0 &&
                        post->reply_to < post->number &&
                        (size_t)post->reply_to <= i;

        placed[i] = (struct placed){.post = post};
        if (post->number < from)
            continue;
        if (is_reply) {
            placed[i].root = placed[post->reply_to - 1].root;
            placed[i].rank = placed[post->reply_to - 1].rank;
        } else {
            placed[i].root = post->number;
            placed[i].rank = post->is_elsewhere ? 1 : 2;
        }
    }
}

static bool
has_elsewhere(const struct placed *placed, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (placed[i].rank == 1)
            return true;
    return false;
}

static void
add_row(struct order *order, const struct newness *newness,
    const struct outline *post)
{
    size_t count = order->count + 1;

    order->rows = grow(order->rows, count, sizeof *order->rows);
    order->rows[order->count++] = (struct order_row){
        .number = post->number,
        .is_new = is_new(newness, post),
        .is_own = post->author_id != 0 &&
                  post->author_id == newness->viewer->person.id,
    };
}

/* Rows that came by number get their places; a store that somebody else wrote
 * may say any number. */
static void
find_places(struct order *order)
{
    memory_release(order->places);
    order->places = memory_new((order->count + 1) * sizeof *order->places);
    for (size_t i = 0; i < order->count; i++)
        if (order->rows[i].number > 0 &&
            order->rows[i].number <= (int)order->count)
            order->places[order->rows[i].number] = i;
}

static void
arrange(const struct outline_list *posts, const struct newness *newness,
    int from, struct order *order)
{
    struct placed *placed = memory_new((posts->count + 1) * sizeof *placed);

    place_all(posts, from, placed);
    order->is_by_regions = has_elsewhere(placed, posts->count);
    if (order->is_by_regions)
        qsort(placed, posts->count, sizeof *placed, compare_placed);
    for (size_t i = 0; i < posts->count; i++)
        add_row(order, newness, placed[i].post);
    find_places(order);
    memory_release(placed);
}

/* The number from which on posts stand by regions: of a question that the
 * viewer has answered all, of another thread of an intake's board what is new;
 * INT_MAX: none do. The first post stays the first. */
static int
by_regions_from(const struct access *access, const struct newness *newness,
    const struct outline_list *posts)
{
    const struct thread *thread = &access->row.thread;
    size_t first = 1;

    if (access->covering.cover != COVER_NONE ||
        newness->viewer->person.region_title[0] == '\0')
        return INT_MAX;
    if (thread->kind == THREAD_QUESTION)
        return access->covering.state.is_answered ? 2 : INT_MAX;
    if (access->board.kind != BOARD_PROGRAM)
        return INT_MAX;
    while (first < posts->count && !is_new(newness, &posts->rows[first]))
        first++;
    return first < posts->count ? posts->rows[first].number : INT_MAX;
}

static enum status
read_outlines(struct viewer *viewer, int64_t thread_id, int above_number,
    struct access *access, struct outline_list *posts)
{
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, access);

    if (status == STATUS_OK)
        status = outlines_of(viewer->store, thread_id, above_number,
            viewer->person.region_title, posts);
    return status;
}

enum status
ordering_of(struct viewer *viewer, int64_t thread_id, struct order *order)
{
    struct access access;
    struct outline_list posts = {0};
    struct newness newness = {0};
    struct order found = {.thread_id = thread_id};
    enum status status = read_outlines(viewer, thread_id, 0, &access, &posts);

    if (status == STATUS_OK)
        status = newness_open(viewer, &access, &newness);
    if (status == STATUS_OK)
        arrange(&posts, &newness, by_regions_from(&access, &newness, &posts),
            &found);
    read_list_clear(&newness.ahead);
    outline_list_clear(&posts);
    if (status == STATUS_OK)
        *order = found;
    return status;
}

enum status
ordering_extend(struct viewer *viewer, struct order *order)
{
    struct access access;
    struct outline_list posts = {0};
    struct newness newness = {0};
    enum status status = read_outlines(viewer, order->thread_id,
        (int)order->count, &access, &posts);

    if (status == STATUS_OK && posts.count > 0)
        status = newness_open(viewer, &access, &newness);
    if (status == STATUS_OK && posts.count > 0) {
        for (size_t i = 0; i < posts.count; i++)
            add_row(order, &newness, &posts.rows[i]);
        find_places(order);
    }
    read_list_clear(&newness.ahead);
    outline_list_clear(&posts);
    return status;
}

/* ---- What was read of it ------------------------------------------------- */

static enum status
add_ahead(struct viewer *viewer, const struct order *order, size_t from,
    size_t to)
{
    enum status status = STATUS_OK;

    for (size_t i = from; i < to && status == STATUS_OK; i++)
        status = reads_add_ahead(viewer->store, viewer->person.id,
            order->thread_id, order->rows[i].number);
    return status;
}

/* What is read in a row with the number in reads goes into it. */
static enum status
close_gap(struct viewer *viewer, int64_t thread_id)
{
    int64_t person_id = viewer->person.id;
    struct read_list ahead = {0};
    int number = 0;
    enum status status = reads_number(viewer->store, person_id, thread_id,
        &number);

    if (status == STATUS_OK)
        status = reads_ahead(viewer->store, person_id, thread_id, &ahead);
    for (size_t i = 0; i < ahead.count && ahead.numbers[i] <= number + 1; i++)
        if (ahead.numbers[i] == number + 1)
            number++;
    read_list_clear(&ahead);
    if (status == STATUS_OK && number > 0)
        status = reads_raise(viewer->store, person_id, thread_id, number);
    if (status == STATUS_OK)
        status = reads_drop_ahead(viewer->store, person_id, thread_id, number);
    return status;
}

enum status
ordering_mark(struct viewer *viewer, const struct order *order, size_t from,
    size_t to)
{
    struct access access;

    if (to > order->count)
        to = order->count;
    if (to <= from)
        return STATUS_OK;
    if (!order->is_by_regions)
        return reading_mark(viewer, order->thread_id,
            order->rows[to - 1].number);
    enum status status = access_thread(viewer, order->thread_id, RIGHT_SEE,
        &access);

    if (status != STATUS_OK || !viewer->may_write || viewer->person.id == 0 ||
        access.covering.cover != COVER_NONE)
        return status;
    status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    status = add_ahead(viewer, order, from, to);
    if (status == STATUS_OK)
        status = close_gap(viewer, order->thread_id);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}
