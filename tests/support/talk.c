/* People of the made-up site who talk, for tests. */

#include "support/talk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"
#include "config/config.h"
#include "store/store.h"

static struct settings settings;

void
must(enum status status)
{
    must_be(status, STATUS_OK);
}

void
must_be(enum status status, enum status wanted)
{
    if (status != wanted)
        fail_msg("%s, not %s: %s", status_name(status), status_name(wanted),
            reason());
}

void
talk_limits(int64_t interval_seconds, int64_t posts_per_ten_minutes)
{
    settings.post_interval_seconds = interval_seconds;
    settings.posts_per_ten_minutes = posts_per_ten_minutes;
}

void
talk_open(struct world *world)
{
    config_defaults("/nowhere", &settings); /* no file of it is used */
    talk_limits(0, 10000);
    config_use(&settings);
    world_open(world);
}

void
talk_close(struct world *world)
{
    world_close(world);
    config_clear(&settings);
}

int64_t
talk_start(struct world *world, const char *handle, const char *board,
    const char *subject)
{
    struct viewer viewer = {0};
    struct posted posted;

    world_viewer(world, handle, &viewer);
    must(posting_start(&viewer, world_board(world, board), subject,
        "What do you think?", &posted));
    viewer_clear(&viewer);
    return posted.thread_id;
}

int
talk_reply(struct world *world, const char *handle, int64_t thread_id)
{
    struct viewer viewer = {0};
    struct posted posted;

    world_viewer(world, handle, &viewer);
    must(posting_reply(&viewer, thread_id, 0, "I think so.", &posted));
    viewer_clear(&viewer);
    return posted.number;
}

static int64_t
ask(struct world *world, const char *handle, const char *board,
    const struct ask *ask)
{
    struct viewer viewer = {0};
    int64_t question_id;
    int opened;

    world_viewer(world, handle, &viewer);
    must(asking_add(&viewer, world_board(world, board), ask, &question_id));
    must(asking_open_due(&viewer, &opened));
    viewer_clear(&viewer);
    return question_id;
}

int64_t
talk_ask(struct world *world, const char *handle, const char *board,
    const char *body)
{
    return ask(world, handle, board,
        &(struct ask){.body = body,
            .asks_on = "2026-11-23",
            .asks_minute = -1,
            .showing = SHOWING_COVERED});
}

int64_t
talk_ask_anew(struct world *world, const char *handle, const char *board)
{
    static int asked = 0;
    char body[40];
    char date[11];

    snprintf(body, sizeof body, "What is new, number %d?", ++asked);
    date_of(clock_now(), "UTC", date);
    return ask(world, handle, board,
        &(struct ask){.body = body,
            .asks_on = date,
            .asks_minute = 480,
            .window_hours = 24,
            .today_too = true});
}

int64_t
talk_question_thread(struct world *world, int64_t question_id)
{
    static const char sql[] = "SELECT thread_id FROM questions WHERE id = :id";
    struct query *query = store_query(world->store, sql);

    query_bind_id(query, ":id", question_id);
    int64_t thread_id = query_next(query) ? query_int(query, 0) : 0;
    must(query_end(query));
    assert_int_not_equal(thread_id, 0);
    return thread_id;
}

void
talk_run(struct world *world, const char *sql)
{
    must(query_run(store_query(world->store, sql)));
}

int64_t
talk_number(struct world *world, const char *sql)
{
    struct query *query = store_query(world->store, sql);
    int64_t number = query_next(query) ? query_int(query, 0) : 0;

    must(query_end(query));
    return number;
}

static void
shift(struct world *world, const char *sql, int64_t seconds)
{
    struct query *query = store_query(world->store, sql);

    query_bind_id(query, ":seconds", seconds);
    must(query_run(query));
}

void
talk_pass(struct world *world, int64_t seconds)
{
    shift(world, SQL(UPDATE posts SET created_at = created_at - :seconds),
                     seconds);
    shift(world, SQL(UPDATE threads
               SET created_at = created_at - :seconds,
                   last_post_at = last_post_at - :seconds),
                     seconds);
    shift(world, SQL(UPDATE openings
               SET opens_at = opens_at - :seconds,
                   closes_at = closes_at - :seconds),
                     seconds);
    shift(world, SQL(UPDATE answers SET answered_at = answered_at - :seconds),
                     seconds);
}

int
talk_unread(struct viewer *viewer, const char *board)
{
    struct board_list list;
    int unread = -1;

    must(reading_boards(viewer, &list));
    for (size_t i = 0; i < list.count; i++)
        if (text_equals(list.rows[i].board.slug, board))
            unread = list.rows[i].unread;
    board_list_clear(&list);
    return unread;
}
