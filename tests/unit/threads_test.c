/* The table of threads: pages by key, the newest, what lies ahead. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/posts.h"
#include "store/threads.h"
#include "support/talk.h"

static struct world world;
static int64_t board_id;
static int64_t ada_id;

static int
set_up(void **state)
{
    (void)state;
    talk_open(&world);
    board_id = world_board(&world, "emea-autumn");
    ada_id = world_person(&world, "ada");
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    talk_close(&world);
    return 0;
}

static int64_t
add_thread(int64_t author_id, int64_t at)
{
    struct thread thread = {.board_id = board_id,
        .subject = "s",
        .author_id = author_id,
        .created_at = at};
    char body[] = "b";
    struct post post = {.number = 1,
        .author_id = author_id,
        .body = body,
        .created_at = at};

    must(threads_add(world.store, &thread));
    post.thread_id = thread.id;
    must(posts_add(world.store, &post, NULL));
    must(threads_grow(world.store,
        &(struct thread_growth){.thread_id = thread.id,
            .number = 1,
            .post_id = post.id,
            .author_id = author_id,
            .at = at}));
    return thread.id;
}

static void
every_thread_stands_on_one_page_in_order(void **state)
{
    (void)state;
    struct thread_key after = {0};
    struct thread_list list;
    struct thread_key last = {.is_pinned = true, .last_post_at = INT64_MAX};
    int seen = 0;

    for (int i = 0; i < 50; i++)
        add_thread(ada_id, 1000 + (i * 7) % 10);
    talk_run(&world, "UPDATE threads SET is_pinned = 1 WHERE id % 9 = 0");
    do {
        must(threads_page(world.store, board_id, &after, 7, &list));
        for (size_t i = 0; i < list.count; i++) {
            const struct thread *thread = &list.rows[i].thread;

            after = thread_key_of(thread);
            if (after.is_pinned == last.is_pinned) {
                assert_true(after.last_post_at <= last.last_post_at);
                if (after.last_post_at == last.last_post_at)
                    assert_true(after.last_post_id < last.last_post_id);
            } else {
                assert_true(last.is_pinned);
            }
            last = after;
            seen++;
        }
        assert_true(list.count <= 7);
        thread_list_clear(&list);
    } while (seen % 7 == 0 && seen < 60);
    assert_int_equal(seen, 50);
}

static void
the_newest_may_be_pinned_or_not(void **state)
{
    (void)state;
    struct thread_row row;
    struct thread_key before = {0};
    int64_t first = add_thread(ada_id, 1000);
    int64_t second = add_thread(ada_id, 2000);
    int64_t third = add_thread(ada_id, 2000);

    talk_run(&world, "UPDATE threads SET is_pinned = 1 WHERE id = 2");
    const int64_t expected[] = {third, second, first};
    for (int i = 0; i < 3; i++) {
        must(threads_newest(world.store, board_id, &before, &row));
        assert_int_equal(row.thread.id, expected[i]);
        before = thread_key_of(&row.thread);
    }
    must_be(threads_newest(world.store, board_id, &before, &row),
        STATUS_NOT_FOUND);
}

static void
the_last_post_is_the_latest_in_time(void **state)
{
    (void)state;
    int64_t id = add_thread(ada_id, 5000);
    int64_t lin_id = world_person(&world, "lin");
    struct thread_row row;

    must(threads_grow(world.store, &(struct thread_growth){.thread_id = id,
                                       .number = 2,
                                       .post_id = 90,
                                       .author_id = lin_id,
                                       .at = 4000,
                                       .is_reply = true}));
    must(threads_find(world.store, id, &row));
    assert_int_equal(row.thread.last_number, 2);
    assert_int_equal(row.thread.last_post_id, 90);
    assert_int_equal(row.thread.last_post_at, 5000);
    assert_string_equal(row.last_author, "Ada Obi");
    assert_true(row.thread.has_reply);
    must(threads_grow(world.store, &(struct thread_growth){.thread_id = id,
                                       .number = 3,
                                       .post_id = 91,
                                       .author_id = lin_id,
                                       .at = 5000}));
    must(threads_find(world.store, id, &row));
    assert_string_equal(row.last_author, "Lin Zhao");
    assert_true(row.thread.has_reply);
}

static void
what_lies_ahead_comes_in_pages(void **state)
{
    (void)state;
    struct thread_range range = {.board_id = board_id, .person_id = ada_id};
    struct thread_ahead_list list;
    int64_t lowest = 0;
    int between;
    int seen = 0;

    for (int i = 0; i < 20; i++)
        add_thread(ada_id, 1000);
    talk_run(&world,
        "INSERT INTO reads SELECT 1, id, 1 FROM threads WHERE id IN (3, 15)");
    talk_run(&world, "UPDATE reads SET person_id = (SELECT id FROM people "
                     "WHERE handle = 'ada')");
    range.above_post_id = 5;
    do {
        must(threads_ahead(world.store, &range, 4, &list));
        for (size_t i = 0; i < list.count; i++, seen++) {
            lowest = list.rows[i].key.last_post_id;
            assert_int_not_equal(list.rows[i].thread_id, 15);
        }
        range.below_post_id = lowest;
        if (list.count < 4)
            lowest = 0;
        thread_ahead_list_clear(&list);
    } while (lowest != 0);
    assert_int_equal(seen, 14);

    const int64_t ends[2] = {5, 18};
    must(threads_between(world.store, board_id, ends, 100, &between));
    assert_int_equal(between, 13);
    must(threads_between(world.store, board_id, ends, 6, &between));
    assert_int_equal(between, 6);
}

static void
a_number_is_taken_once(void **state)
{
    (void)state;
    char body[] = "b";
    struct post post = {.thread_id = add_thread(ada_id, 1000),
        .number = 1,
        .author_id = ada_id,
        .body = body};

    must_be(posts_add(world.store, &post, NULL), STATUS_CONFLICT);
    post.number = 2;
    must(posts_add(world.store, &post, "a@b"));
    post.number = 3;
    must_be(posts_add(world.store, &post, "a@b"), STATUS_CONFLICT);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_thread_stands_on_one_page_in_order),
        TEST(the_newest_may_be_pinned_or_not),
        TEST(the_last_post_is_the_latest_in_time),
        TEST(what_lies_ahead_comes_in_pages),
        TEST(a_number_is_taken_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
