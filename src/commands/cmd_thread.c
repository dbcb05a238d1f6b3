/* Threads: reading them, the next with news, starting one, replying. */

#include <jansson.h>

#include "board/asking.h"
#include "board/crossing.h"
#include "board/ordering.h"
#include "board/posting.h"
#include "board/reading.h"
#include "commands/print.h"
#include "commands/print_panel.h"
#include "commands/print_post.h"
#include "commands/print_versions.h"
#include "commands/tables.h"

enum {
    PAGE_POSTS = 100,
    NOTHING_NEW = 1 /* exit status of next */
};

/* One thread on its way out. */
struct reader {
    struct command_call *call;
    struct thread_row row;
    struct board board;
    struct order order; /* owned */
    int first_new;      /* number of the first unread post, 0: none */
    bool is_new_alone;  /* what was read is left out */
    int last_number;    /* of what was printed */
    json_t *posts;      /* with --json */
};

static bool
is_new(const struct reader *reader, const struct post *post)
{
    if (!reader->order.is_by_regions)
        return reader->first_new > 0 && post->number >= reader->first_new;
    return reader->order.rows[order_place(&reader->order, post->number)].is_new;
}

/* What is new by number is one stretch; by regions there may be several, which
 * are one where what was read is left out. */
static enum order_edge
edge_before(const struct reader *reader, const struct post *post)
{
    size_t place = order_place(&reader->order, post->number);
    bool is_first_new = reader->order.is_by_regions
                            ? reader->last_number == 0
                            : post->number == reader->first_new;

    if (post->number == 1)
        return ORDER_GOES_ON;
    if (reader->order.is_by_regions && !reader->is_new_alone)
        return order_edge(&reader->order, place);
    return is_first_new ? ORDER_NEW_BEGINS : ORDER_GOES_ON;
}

static void
print_next(struct reader *reader, const struct post *post)
{
    static const char *const rules[] = {
        [ORDER_GOES_ON] = "",
        [ORDER_NEW_BEGINS] = "-- new ----------------------------------------"
                             "---------------------------------\n",
        [ORDER_READ_BEGINS] = "-- read before --------------------------------"
                              "---------------------------------\n",
    };

    text_add(&reader->call->out, rules[edge_before(reader, post)]);
    print_post(reader->call, &reader->board, post);
}

static void
add_post_json(struct reader *reader, const struct post *post)
{
    json_array_append_new(reader->posts,
        print_post_json(post, is_new(reader, post)));
}

static void
print_one(struct reader *reader, const struct post *post)
{
    if (reader->is_new_alone && reader->order.is_by_regions &&
        !is_new(reader, post))
        return;
    if (reader->posts != NULL)
        add_post_json(reader, post);
    else
        print_next(reader, post);
    /* What others wrote behind a cover has not been read. */
    if (!reader->row.is_covered || post->number == 1)
        reader->last_number = post->number;
}

static enum status
read_posts(struct reader *reader, size_t from)
{
    for (size_t at = from; at < reader->order.count; at += PAGE_POSTS) {
        struct post_list page = {0};
        enum status status = ordering_posts(reader->call->viewer,
            &reader->order, at, PAGE_POSTS, &page);

        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < page.count; i++)
            print_one(reader, &page.rows[i]);
        post_list_clear(&page);
    }
    return STATUS_OK;
}

static enum status
mark(const struct reader *reader, size_t from)
{
    struct viewer *viewer = reader->call->viewer;
    int64_t thread_id = reader->row.thread.id;

    if (viewer->is_operator || reader->last_number == 0)
        return STATUS_OK;
    if (!reader->order.is_by_regions)
        return reading_mark(viewer, thread_id, reader->last_number);
    return ordering_mark(viewer, &reader->order, from, reader->order.count);
}

static void
print_head(struct reader *reader)
{
    struct text *out = &reader->call->out;

    print_pair(out, reader->row.thread.subject, reader->board.title);
    text_add(out, "\n");
}

/* What stands below: the cover, or how to reply. */
static void
print_foot(struct reader *reader)
{
    struct text *out = &reader->call->out;
    long long id = (long long)reader->row.thread.id;
    struct panel panel;

    if (reader->row.is_covered) {
        if (asking_panel_by_thread(reader->call->viewer, id, &panel) ==
            STATUS_OK)
            print_panel_cover(out, reader->call->viewer, &panel);
        return;
    }
    if (reader->row.thread.is_locked)
        text_add(out, "This thread is locked.\n");
    else
        print_line(out, "To reply: reply %lld YOUR TEXT", id);
}

static void
print_thread_json(struct reader *reader)
{
    const struct thread *thread = &reader->row.thread;

    print_json(reader->call,
        json_pack("{s:I, s:s, s:s, s:s, s:b, s:b, s:o}", "id",
            (json_int_t)thread->id, "board", reader->board.slug, "kind",
            thread_kind_name(thread->kind), "subject", thread->subject,
            "is_locked", thread->is_locked, "is_covered",
            reader->row.is_covered, "posts", reader->posts));
}

/* Opens the reader on a thread; NOT_FOUND names it. */
static enum status
reader_open(struct reader *reader, struct command_call *call, int64_t thread_id)
{
    struct viewer *viewer = call->viewer;
    int last_read = 0;

    *reader = (struct reader){.call = call};
    enum status status = reading_thread(viewer, thread_id, &reader->row);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no thread %lld", (long long)thread_id);
    if (status == STATUS_OK)
        status = reading_board_by_id(viewer, reader->row.thread.board_id,
            &reader->board);
    if (status == STATUS_OK && !viewer->is_operator)
        status = reading_progress(viewer, thread_id, &last_read,
            &reader->first_new);
    if (status == STATUS_OK)
        status = ordering_of(viewer, thread_id, &reader->order);
    return status;
}

/* Prints from a row of the order on, and marks what was printed as read. */
static enum status
print_from(struct reader *reader, size_t from)
{
    struct command_call *call = reader->call;

    if (call->wants_json)
        reader->posts = json_array();
    else
        print_head(reader);
    enum status status = read_posts(reader, from);

    if (status != STATUS_OK) {
        json_decref(reader->posts);
        return status;
    }
    enum status marked = mark(reader, from);

    if (call->wants_json)
        print_thread_json(reader);
    else
        print_foot(reader);
    print_unmarked(call, marked);
    return STATUS_OK;
}

/* From a post on, 0: from the first one that is new, and closes the reader. */
static enum status
reader_print(struct reader *reader, int number)
{
    size_t from = order_place(&reader->order, number);

    if (number == 0 && reader->order.is_by_regions)
        from = order_first_new(&reader->order);
    else if (number == 0)
        from = order_place(&reader->order, reader->first_new);
    reader->is_new_alone = number == 0;
    enum status status = print_from(reader, from);

    order_clear(&reader->order);
    return status;
}

static enum status
cmd_read(struct command_call *call)
{
    struct reader reader;
    int64_t thread_id = command_number(call, 0);
    int number = command_small_number(call, 1);
    bool is_from_new = call->flag[2];

    if (call->flag[3])
        return print_versions(call, thread_id, number);
    enum status status = reader_open(&reader, call, thread_id);
    if (status != STATUS_OK)
        return status;
    if (number > reader.row.thread.last_number) {
        order_clear(&reader.order);
        return refuse(STATUS_NOT_FOUND, "thread %lld has no post %d",
            (long long)thread_id, number);
    }
    if (is_from_new)
        return reader_print(&reader, 0);
    return reader_print(&reader, number > 0 ? number : 1);
}

static enum status
cmd_next(struct command_call *call)
{
    struct reader reader;
    struct thread next;
    enum status status = reading_next_unread(call->viewer, 0, 0, &next);

    if (status == STATUS_NOT_FOUND) {
        text_add(&call->out, "Nothing new.\n");
        call->exit_status = NOTHING_NEW;
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = reader_open(&reader, call, next.id);
    if (status != STATUS_OK)
        return status;
    return reader_print(&reader, 0);
}

static void
print_posted(struct command_call *call, const struct posted *posted)
{
    print_line(&call->out, "Posted: post %d of thread %lld.", posted->number,
        (long long)posted->thread_id);
    if (posted->removed > 0)
        print_line(&call->out,
            "%zu characters that may not stand were left out.",
            posted->removed);
}

static enum status
cmd_post(struct command_call *call)
{
    struct board board;
    struct posted posted;
    struct text body = {0};

    enum status status = command_board(call, 0, &board);
    if (status == STATUS_OK)
        status = command_read_text(call, 2, &body);
    if (status == STATUS_OK)
        status = posting_start(call->viewer, board.id, call->argument[1],
            text_bytes(&body), &posted);
    if (status == STATUS_OK)
        print_posted(call, &posted);
    text_clear(&body);
    return status;
}

/* Mentors hold back. */
static enum status
check_early(struct command_call *call, int64_t thread_id)
{
    struct text words = {0};
    bool is_early;
    int learners = 0;
    enum status status = crossing_is_early(call->viewer, thread_id, &is_early,
        &learners);

    if (status == STATUS_OK && is_early) {
        crossing_early_words(learners, &words);
        status = refuse(STATUS_CONFLICT, "%s reply --now sends it",
            text_bytes(&words));
        text_clear(&words);
    }
    return status;
}

static enum status
cmd_reply(struct command_call *call)
{
    struct thread_row row;
    struct posted posted;
    struct text body = {0};
    int64_t thread_id = command_number(call, 0);
    int64_t reply_to = command_number(call, 1);

    enum status status = reading_thread(call->viewer, thread_id, &row);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no thread %lld", (long long)thread_id);
    if (status == STATUS_OK && reply_to > row.thread.last_number)
        status = refuse(STATUS_NOT_FOUND, "thread %lld has no post %lld",
            (long long)thread_id, (long long)reply_to);
    if (status == STATUS_OK && !call->flag[3])
        status = check_early(call, thread_id);
    if (status == STATUS_OK)
        status = command_read_text(call, 2, &body);
    if (status == STATUS_OK)
        status = posting_reply(call->viewer, thread_id, (int)reply_to,
            text_bytes(&body), &posted);
    if (status == STATUS_OK)
        print_posted(call, &posted);
    text_clear(&body);
    return status;
}

const struct command thread_commands[] = {
    {
        .pattern = "read <thread> [<post>] [--new] [--versions] [--json]",
        .help =
            "print a thread, from a post on; --versions: what the post said",
        .run = cmd_read,
    },
    {
        .pattern = "next [--json]",
        .help = "print the next thread with something new; exits with 1: none",
        .run = cmd_next,
        .needs_person = true,
    },
    {
        .pattern = "post <board> --subject <subject> [<text>...]",
        .help = "start a thread",
        .run = cmd_post,
        .needs_person = true,
    },
    {
        .pattern = "reply <thread> [<post>] [<text>...] [--now]",
        .help = "reply to a thread, or to one post of it",
        .run = cmd_reply,
        .needs_person = true,
    },
    {0},
};
