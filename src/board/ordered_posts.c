/* Ordered posts: what stands in a stretch of an order. */

#include <stdlib.h>

#include "base/memory.h"
#include "board/ordering.h"
#include "board/reading.h"

enum {
    GAP_MOST = 16 /* posts that are read and left out to save a query */
};

static int
compare_ascending(const void *one, const void *other)
{
    return *(const int *)one - *(const int *)other;
}

/* The posts of some rows, each to its place. */
struct stretch {
    const struct order *order;
    size_t from;
    size_t count;
    int *numbers; /* of them, the lowest first */
    struct post *posts;
};

static void
stretch_open(struct stretch *stretch)
{
    stretch->numbers = memory_new(
        (stretch->count + 1) * sizeof *stretch->numbers);
    stretch->posts = memory_new((stretch->count + 1) * sizeof *stretch->posts);
    for (size_t i = 0; i < stretch->count; i++)
        stretch->numbers[i] = stretch->order->rows[stretch->from + i].number;
    qsort(stretch->numbers, stretch->count, sizeof *stretch->numbers,
        compare_ascending);
}

/* What is not of the stretch goes. */
static void
stretch_take(struct stretch *stretch, struct post_list *found)
{
    for (size_t i = 0; i < found->count; i++) {
        struct post *post = &found->rows[i];
        size_t place = order_place(stretch->order, post->number);

        if (post->number > (int)stretch->order->count ||
            place < stretch->from || place - stretch->from >= stretch->count)
            post_clear(post);
        else
            stretch->posts[place - stretch->from] = *post;
    }
    found->count = 0;
    post_list_clear(found);
}

/* Numbers near each other are read at once. */
static enum status
stretch_read(struct stretch *stretch, struct viewer *viewer)
{
    const int *numbers = stretch->numbers;
    enum status status = STATUS_OK;

    for (size_t at = 0; at < stretch->count && status == STATUS_OK;) {
        size_t last = at;
        struct post_list found = {0};

        while (last + 1 < stretch->count &&
               numbers[last + 1] - numbers[last] <= GAP_MOST)
            last++;
        status = reading_posts(viewer, stretch->order->thread_id, numbers[at],
            numbers[last] - numbers[at] + 1, &found);
        if (status == STATUS_OK)
            stretch_take(stretch, &found);
        at = last + 1;
    }
    return status;
}

/* Where `status` is not OK, to nobody. */
static void
stretch_give(struct stretch *stretch, enum status status,
    struct post_list *list)
{
    struct post_list given = {0};

    for (size_t i = 0; i < stretch->count; i++) {
        if (stretch->posts[i].id == 0)
            continue;
        given.rows = grow(given.rows, given.count + 1, sizeof *given.rows);
        given.rows[given.count++] = stretch->posts[i];
    }
    memory_release(stretch->posts);
    memory_release(stretch->numbers);
    if (status == STATUS_OK)
        *list = given;
    else
        post_list_clear(&given);
}

enum status
ordering_posts(struct viewer *viewer, const struct order *order, size_t from,
    size_t limit, struct post_list *list)
{
    size_t rest = from < order->count ? order->count - from : 0;
    struct stretch stretch = {.order = order,
        .from = from,
        .count = limit < rest ? limit : rest};

    stretch_open(&stretch);
    enum status status = stretch_read(&stretch, viewer);

    stretch_give(&stretch, status, list);
    return status;
}
