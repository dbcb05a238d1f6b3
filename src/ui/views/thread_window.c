/* The stretch of a thread that is loaded, and its layout in lines. */

#include <string.h>

#include "base/memory.h"
#include "board/reading.h"
#include "ui/cells.h"
#include "ui/views/thread_page.h"

enum {
    LOAD_POSTS = 50,
    LOAD_BEFORE = 10, /* of them before the one wanted */
    POSTS_MOST = 150,
    BODY_LEAST = 8,
    REGARDS_GAP = 2,
    BODY_MOST = 100 /* longer rows are hard to read */
};

static void
clear_layout(struct thread_page *page)
{
    for (size_t i = 0; page->bodies != NULL && i < page->posts.count; i++)
        markup_clear(&page->bodies[i]);
    memory_free(page->bodies);
    memory_free(page->lines);
    page->line_count = 0;
}

void
thread_page_clear(struct thread_page *page)
{
    clear_layout(page);
    post_list_clear(&page->posts);
    order_clear(&page->order);
}

int
thread_page_indent(const struct thread_page *page)
{
    int digits = 2;

    for (int rest = page->row.thread.last_number / 100; rest > 0; rest /= 10)
        digits++;
    return digits + 2;
}

static void
add_line(struct thread_page *page, enum thread_line_kind kind, size_t post,
    size_t row)
{
    page->lines = grow(page->lines, page->line_count + 1, sizeof *page->lines);
    page->lines[page->line_count++] = (struct thread_line){kind, post, row};
}

/* Whether what others think of a post has room at the end of its body. */
static bool
has_room_for_regards(const struct thread_page *page, size_t index)
{
    const struct post *post = &page->posts.rows[index];
    const struct markup *body = &page->bodies[index];
    struct text last = {0};
    char regards[REGARDS_BYTES];
    int width = thread_page_indent(page) + REGARDS_GAP + 1;

    if (body->row_count == 0)
        return false;
    const struct markup_row *row = &body->rows[body->row_count - 1];

    if (row->span_count > 0) {
        const struct markup_span
            *span = &body->spans[row->first_span + row->span_count - 1];

        text_add_bytes(&last, post->body + span->offset, span->count);
        width += span->column + cell_width(text_bytes(&last));
        text_clear(&last);
    }
    regards_words(&post->regards, regards);
    return width + cell_width(regards) <= page->width;
}

bool
thread_page_is_new(const struct thread_page *page, int number)
{
    if (!page->order.is_by_regions)
        return page->new_from > 0 && number >= page->new_from;
    return page->order.count > 0 &&
           page->order.rows[order_place(&page->order, number)].is_new;
}

/* What is new by number is one stretch; by regions there may be several. */
static void
add_edge(struct thread_page *page, size_t index)
{
    static const enum thread_line_kind kinds[] = {
        [ORDER_NEW_BEGINS] = LINE_NEW,
        [ORDER_READ_BEGINS] = LINE_READ,
    };
    int number = page->posts.rows[index].number;
    enum order_edge edge = ORDER_GOES_ON;

    if (!page->order.is_by_regions)
        edge = number == page->new_from ? ORDER_NEW_BEGINS : ORDER_GOES_ON;
    else if (page->order.count > 0)
        edge = order_edge(&page->order, order_place(&page->order, number));
    if (edge != ORDER_GOES_ON)
        add_line(page, kinds[edge], index, 0);
}

static void
lay_post(struct thread_page *page, size_t index, int width)
{
    const struct post *post = &page->posts.rows[index];
    struct markup *body = &page->bodies[index];

    markup_lay(body, post->body, strlen(post->body), width);
    add_edge(page, index);
    add_line(page, LINE_HEADER, index, 0);
    for (size_t row = 0; row < body->row_count; row++)
        add_line(page, LINE_BODY, index, row);
    if (regards_are_none(&post->regards))
        return;
    if (has_room_for_regards(page, index))
        page->lines[page->line_count - 1].kind = LINE_BODY_REGARDS;
    else
        add_line(page, LINE_REGARDS, index, 0);
}

static int
body_width(const struct thread_page *page)
{
    int width = page->width - thread_page_indent(page) - 1;

    if (width < BODY_LEAST)
        return BODY_LEAST;
    return width < BODY_MOST ? width : BODY_MOST;
}

static void
lay(struct thread_page *page)
{
    int width = body_width(page);

    page->bodies = memory_new((page->posts.count + 1) * sizeof *page->bodies);
    for (size_t i = 0; i < page->posts.count; i++)
        lay_post(page, i, width);
}

size_t
thread_window_line(const struct thread_page *page, size_t post)
{
    for (size_t i = 0; i < page->line_count; i++)
        if (page->lines[i].post >= post)
            return i;
    return page->line_count;
}

/* The line of a post's header. */
static size_t
header_line(const struct thread_page *page, size_t post)
{
    size_t line = thread_window_line(page, post);

    return line < page->line_count && (page->lines[line].kind == LINE_NEW ||
                                          page->lines[line].kind == LINE_READ)
               ? line + 1
               : line;
}

size_t
thread_window_index(const struct thread_page *page, int number)
{
    size_t place = order_place(&page->order, number);

    for (size_t i = 0; i < page->posts.count; i++)
        if (order_place(&page->order, page->posts.rows[i].number) >= place)
            return i;
    return page->posts.count > 0 ? page->posts.count - 1 : 0;
}

/* Where the window's top is, whatever is loaded before it. */
struct anchor {
    int number;
    long lines; /* after its header */
};

static struct anchor
anchor_of(const struct thread_page *page)
{
    if (page->top >= page->line_count)
        return (struct anchor){0};
    size_t post = page->lines[page->top].post;

    return (struct anchor){page->posts.rows[post].number,
        (long)page->top - (long)header_line(page, post)};
}

static void
lay_at(struct thread_page *page, struct anchor anchor)
{
    lay(page);
    size_t post = thread_window_index(page, anchor.number);
    long top = (long)header_line(page, post) + anchor.lines;

    if (top >= (long)page->line_count)
        top = (long)page->line_count - 1;
    page->top = top > 0 ? (size_t)top : 0;
}

void
thread_page_lay(struct thread_page *page, int rows, int width)
{
    struct anchor anchor = anchor_of(page);

    page->rows = rows > 0 ? rows : 1;
    page->width = width;
    clear_layout(page);
    lay_at(page, anchor);
}

void
thread_window_set(struct thread_page *page, struct post_list *posts, int rows,
    int width)
{
    clear_layout(page);
    post_list_clear(&page->posts);
    page->posts = *posts;
    *posts = (struct post_list){0};
    page->has_end = true;
    page->rows = rows > 0 ? rows : 1;
    page->width = width;
    page->top = 0;
    lay(page);
}

enum status
thread_window_load(struct thread_page *page, struct viewer *viewer, int number)
{
    size_t place = order_place(&page->order, number);
    size_t from = place > LOAD_BEFORE ? place - LOAD_BEFORE : 0;
    struct post_list posts = {0};
    enum status status = ordering_posts(viewer, &page->order, from, LOAD_POSTS,
        &posts);

    if (status != STATUS_OK)
        return status;
    clear_layout(page);
    post_list_clear(&page->posts);
    page->posts = posts;
    page->has_end = from + LOAD_POSTS >= page->order.count;
    page->top = 0;
    lay(page);
    return STATUS_OK;
}

/* Where the first loaded post stands in the order, and where the one after the
 * last does. */
static size_t
first_place(const struct thread_page *page)
{
    return order_place(&page->order, page->posts.rows[0].number);
}

static size_t
end_place(const struct thread_page *page)
{
    const struct post_list *posts = &page->posts;

    return posts->count == 0 ? 0
                             : 1 + order_place(&page->order,
                                       posts->rows[posts->count - 1].number);
}

enum status
thread_window_reread(struct thread_page *page, struct viewer *viewer)
{
    struct post_list posts = {0};

    if (page->posts.count == 0)
        return STATUS_OK;
    enum status status = ordering_posts(viewer, &page->order, first_place(page),
        page->posts.count, &posts);

    if (status != STATUS_OK)
        return status;
    if (posts.count != page->posts.count) { /* covered by now */
        post_list_clear(&posts);
        return STATUS_OK;
    }
    struct anchor anchor = anchor_of(page);

    clear_layout(page);
    post_list_clear(&page->posts);
    page->posts = posts;
    lay_at(page, anchor);
    return STATUS_OK;
}

/* Puts the posts of `more` before or after those loaded; takes them. */
static void
join(struct post_list *posts, struct post_list *more, bool is_after)
{
    struct post_list *first = is_after ? posts : more;
    struct post_list *second = is_after ? more : posts;

    for (size_t i = 0; i < second->count; i++) {
        first->rows = grow(first->rows, first->count + 1, sizeof *first->rows);
        first->rows[first->count++] = second->rows[i];
    }
    struct post_list joined = *first;

    memory_free(second->rows);
    *more = (struct post_list){0};
    *posts = joined;
}

static void
drop_first(struct post_list *posts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        post_clear(&posts->rows[i]);
    memmove(posts->rows, posts->rows + count,
        (posts->count - count) * sizeof *posts->rows);
    posts->count -= count;
}

/* Posts far from the window go: before it when reading on, else after it. */
static void
drop_far(struct thread_page *page, bool is_down, int top_number)
{
    struct post_list *posts = &page->posts;
    size_t top = thread_window_index(page, top_number);

    if (posts->count <= POSTS_MOST)
        return;
    size_t spare = posts->count - POSTS_MOST;

    if (is_down) {
        drop_first(posts, spare < top ? spare : top);
        return;
    }
    size_t last = top + (size_t)page->rows + 1;

    while (spare > 0 && posts->count > last) {
        post_clear(&posts->rows[--posts->count]);
        page->has_end = false;
        spare--;
    }
}

enum status
thread_window_extend(struct thread_page *page, struct viewer *viewer,
    bool is_down)
{
    size_t from = end_place(page);
    size_t limit = LOAD_POSTS;
    struct post_list more = {0};

    if (!is_down) {
        size_t first = page->posts.count > 0 ? first_place(page) : 0;

        from = first > LOAD_POSTS ? first - LOAD_POSTS : 0;
        limit = first - from;
        if (limit == 0)
            return STATUS_OK;
    }
    enum status status = ordering_posts(viewer, &page->order, from, limit,
        &more);

    if (status != STATUS_OK)
        return status;
    struct anchor anchor = anchor_of(page);

    clear_layout(page);
    if (is_down)
        page->has_end = from + limit >= page->order.count;
    join(&page->posts, &more, is_down);
    drop_far(page, is_down, anchor.number);
    lay_at(page, anchor);
    return STATUS_OK;
}
