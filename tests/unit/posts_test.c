/* The table of posts: pages, what is new in a thread, times by author. */

#include <stdlib.h>
#include <string.h>

#include "store/posts.h"
#include "support/talk.h"

static struct world world;
static int64_t ada_id;
static int64_t thread_id;

static int
set_up(void **state)
{
    (void)state;
    talk_open(&world);
    ada_id = world_person(&world, "ada");
    thread_id = talk_start(&world, "lin", "emea-autumn", "Subject");
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    talk_close(&world);
    return 0;
}

static struct post_news
news(int above_number, int64_t above_post_id, int most)
{
    struct post_news found;

    must(posts_news(world.store,
        &(struct post_news_range){thread_id, ada_id, above_number,
            above_post_id, most},
        &found));
    return found;
}

static void
a_page_begins_where_it_is_told(void **state)
{
    (void)state;
    struct post_list list;

    for (int i = 0; i < 5; i++)
        talk_reply(&world, i % 2 == 0 ? "ada" : "mara", thread_id);
    must(posts_page(world.store,
        &(struct post_range){.thread_id = thread_id,
            .from_number = 3,
            .limit = 2},
        &list));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.rows[0].number, 3);
    assert_string_equal(list.rows[0].author_name, "Mara Okafor");
    assert_string_equal(list.rows[0].author_handle, "mara");
    assert_string_equal(list.rows[0].author_region, "EMEA");
    assert_string_equal(list.rows[0].author_zone, "Europe/London");
    assert_int_equal(list.rows[1].number, 4);
    post_list_clear(&list);

    must(posts_page(world.store,
        &(struct post_range){.thread_id = thread_id,
            .from_number = 1,
            .limit = 9,
            .only_for = ada_id},
        &list));
    assert_int_equal(list.count, 4);
    assert_int_equal(list.rows[1].number, 2);
    assert_int_equal(list.rows[3].number, 6);
    post_list_clear(&list);
}

static void
news_are_others_posts_above_both_marks(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) /* numbers 2 to 7, ids as well */
        talk_reply(&world, i == 2 ? "ada" : "ben", thread_id);

    assert_int_equal(news(0, 0, 99).count, 6);
    assert_int_equal(news(0, 0, 99).first_number, 1);
    assert_int_equal(news(3, 0, 99).count, 3);
    assert_int_equal(news(3, 0, 99).first_number, 5);
    assert_int_equal(news(0, 5, 99).count, 2);
    assert_int_equal(news(0, 5, 99).first_id, 6);
    assert_int_equal(news(0, 0, 3).count, 3);
    assert_int_equal(news(7, 0, 99).count, 0);
    assert_int_equal(news(7, 0, 99).first_number, 0);
    talk_run(&world, "UPDATE posts SET message_id = 'a@b' WHERE id = 6");
    assert_int_equal(news(0, 5, 99).count, 1);
}

static void
the_first_since_leaves_out_imported_ones(void **state)
{
    (void)state;
    int64_t first;

    talk_pass(&world, 1000);
    talk_reply(&world, "ben", thread_id);
    talk_reply(&world, "ben", thread_id);
    must(posts_first_since(world.store, WORLD_NOW - 500, &first));
    assert_int_equal(first, 2);
    talk_run(&world, "UPDATE posts SET message_id = 'a@b' WHERE id = 2");
    must(posts_first_since(world.store, WORLD_NOW - 500, &first));
    assert_int_equal(first, 3);
    must(posts_first_since(world.store, WORLD_NOW + 9999, &first));
    assert_int_equal(first, 0);
}

static void
times_come_newest_first(void **state)
{
    (void)state;
    int64_t times[3];
    int count;

    talk_pass(&world, 100);
    talk_reply(&world, "lin", thread_id);
    must(posts_times_by_author(world.store, world_person(&world, "lin"), 3,
        times, &count));
    assert_int_equal(count, 2);
    assert_true(times[0] >= times[1] + 100);
    must(posts_times_by_author(world.store, ada_id, 3, times, &count));
    assert_int_equal(count, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_page_begins_where_it_is_told),
        TEST(news_are_others_posts_above_both_marks),
        TEST(the_first_since_leaves_out_imported_ones),
        TEST(times_come_newest_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
