/* Reading: boards, threads and posts as each person may see them. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/members.h"
#include "store/store.h"
#include "support/stage.h"

static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    return 0;
}

static void
boards_come_own_cohort_first(void **state)
{
    (void)state;
    static const char *const slugs[] = {"emea-autumn", "new-hire-autumn-2026",
        "commons"};
    struct board_list list;

    talk_start(&world, "lin", "emea-autumn", "Older");
    talk_pass(&world, 60);
    int64_t thread_id = talk_start(&world, "mara", "emea-autumn", "Newer");
    must(reading_boards(&ada, &list));
    assert_int_equal(list.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(list.rows[i].board.slug, slugs[i]);
    assert_int_equal(list.rows[0].latest_thread_id, thread_id);
    assert_string_equal(list.rows[0].latest_subject, "Newer");
    assert_string_equal(list.rows[0].latest_author, "Mara Okafor");
    assert_true(list.rows[0].latest_at >= WORLD_NOW);
    assert_int_equal(list.rows[0].unread, 2);
    assert_int_equal(list.rows[0].board.thread_count, 2);
    assert_int_equal(list.rows[1].latest_thread_id, 0);
    board_list_clear(&list);
}

static void
a_board_goes_by_slug_or_number(void **state)
{
    (void)state;
    struct board board;
    char number[24];

    snprintf(number, sizeof number, "%lld",
        (long long)world_board(&world, "commons"));
    must(reading_board(&ada, "commons", &board));
    assert_int_equal(board.kind, BOARD_COMMONS);
    must(reading_board(&ada, number, &board));
    assert_string_equal(board.slug, "commons");
    must_be(reading_board(&ada, "amer-autumn", &board), STATUS_NOT_FOUND);
    assert_string_equal(reason(), "there is no board amer-autumn");
    must_be(reading_board(&ada, "nowhere", &board), STATUS_NOT_FOUND);
    assert_string_equal(reason(), "there is no board nowhere");
    must_be(reading_board_by_id(&ada, world_board(&world, "amer-autumn"),
                &board),
        STATUS_NOT_FOUND);
}

/* Every verb of reading that names a board or a thread. */
static void
expect_nothing(struct viewer *who, int64_t board_id, int64_t thread_id)
{
    struct board board;
    struct thread_list threads;
    struct thread_row row;
    struct post_list posts;
    struct board_list boards;
    struct event_list events;
    struct thread next;
    int number;
    int first;
    int waiting;
    int64_t oldest_at;

    must_be(reading_board_by_id(who, board_id, &board), STATUS_NOT_FOUND);
    must_be(reading_threads(who, board_id, NULL, 9, &threads),
        STATUS_NOT_FOUND);
    must_be(reading_thread(who, thread_id, &row), STATUS_NOT_FOUND);
    must_be(reading_posts(who, thread_id, 1, 9, &posts), STATUS_NOT_FOUND);
    must_be(reading_mark(who, thread_id, 1), STATUS_NOT_FOUND);
    must_be(reading_progress(who, thread_id, &number, &first),
        STATUS_NOT_FOUND);
    must_be(reading_catch_up(who, board_id), STATUS_NOT_FOUND);
    must_be(reading_next_unread(who, board_id, thread_id, &next),
        STATUS_NOT_FOUND);
    must(reading_boards(who, &boards));
    for (size_t i = 0; i < boards.count; i++)
        assert_int_not_equal(boards.rows[i].board.id, board_id);
    board_list_clear(&boards);
    must(reading_waiting(who, &waiting, &oldest_at));
    assert_int_equal(waiting, 0);
    must(reading_events(who, 0, &events));
    assert_int_equal(events.count, 0);
    event_list_clear(&events);
}

static void
nobody_reads_or_counts_outside_their_boards(void **state)
{
    (void)state;
    static const char *const handles[] = {"kofi", "wen", "noor", "zoe", "pia",
        "tom"};
    int64_t board_id = world_board(&world, "emea-autumn");
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Ours");

    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) {
        struct viewer who = {0};

        world_viewer(&world, handles[i], &who);
        expect_nothing(&who, board_id, thread_id);
        viewer_clear(&who);
    }
}

static void
a_role_taken_away_counts_at_once(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, "emea-autumn");
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Ours");
    struct thread_row row;

    must(reading_thread(&ada, thread_id, &row));
    assert_int_equal(row.unread, 1);
    must(members_remove(world.store, ada.person.id,
        world_cohort(&world, "emea-autumn"), ROLE_LEARNER));
    must(viewer_refresh(&ada));
    expect_nothing(&ada, board_id, thread_id);
}

static void
threads_come_pinned_then_newest_first(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, "emea-autumn");
    int64_t ids[6];
    struct thread_list list;
    struct thread_key after;

    for (int i = 0; i < 6; i++) {
        ids[i] = talk_start(&world, "lin", "emea-autumn", "Thread");
        talk_pass(&world, 60);
    }
    talk_reply(&world, "ben", ids[1]);
    talk_run(&world, "UPDATE threads SET is_pinned = 1 WHERE id = 3");
    const int64_t expected[] = {ids[2], ids[1], ids[5], ids[4], ids[3], ids[0]};

    must(reading_threads(&ada, board_id, NULL, 4, &list));
    assert_int_equal(list.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(list.rows[i].thread.id, expected[i]);
    assert_true(list.rows[0].thread.is_pinned);
    assert_int_equal(list.rows[1].unread, 2);
    assert_string_equal(list.rows[1].last_author, "Ben Aydin");
    after = thread_key_of(&list.rows[3].thread);
    thread_list_clear(&list);
    must(reading_threads(&ada, board_id, &after, 4, &list));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.rows[1].thread.id, expected[5]);
    thread_list_clear(&list);
}

static void
of_one_second_the_later_post_is_the_latest(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, "emea-autumn");
    int64_t first = talk_start(&world, "lin", "emea-autumn", "First");
    struct board_list boards;
    struct thread_list list;

    talk_start(&world, "lin", "emea-autumn", "Second");
    talk_reply(&world, "ben", first);
    must(reading_boards(&ada, &boards));
    for (size_t i = 0; i < boards.count; i++)
        if (boards.rows[i].board.id == board_id)
            assert_int_equal(boards.rows[i].latest_thread_id, first);
    board_list_clear(&boards);
    must(reading_threads(&ada, board_id, NULL, 1, &list));
    assert_int_equal(list.rows[0].thread.id, first);
    thread_list_clear(&list);
}

static void
roles_are_drawn_for_the_board(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "mara", "new-hire-autumn-2026",
        "Hello");
    struct post_list list;

    talk_reply(&world, "ada", thread_id);
    talk_reply(&world, "max", thread_id);
    talk_reply(&world, "mara", thread_id);
    must(reading_posts(&ada, thread_id, 1, 9, &list));
    assert_int_equal(list.count, 4);
    assert_int_equal(list.rows[0].author_role, ROLE_MENTOR);
    assert_string_equal(role_label(list.rows[1].author_role), "");
    assert_int_equal(list.rows[2].author_role, ROLE_MODERATOR);
    assert_int_equal(list.rows[3].author_role, ROLE_MENTOR);
    post_list_clear(&list);
}

static void
events_come_in_order_from_ones_own_boards(void **state)
{
    (void)state;
    struct event_list list;
    int64_t last;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Ours");

    must(store_begin(world.store));
    int64_t far = talk_start(&world, "kofi", "amer-autumn", "Theirs");
    for (int i = 0; i < 150; i++)
        talk_reply(&world, "kofi", far);
    for (int i = 0; i < 120; i++)
        talk_reply(&world, "lin", thread_id);
    must(store_commit(world.store));

    must(reading_events(&ada, 0, &list));
    assert_int_equal(list.count, 100);
    assert_int_equal(list.rows[0].kind, EVENT_THREAD);
    assert_int_equal(list.rows[0].thread_id, thread_id);
    for (size_t i = 1; i < list.count; i++) {
        assert_true(list.rows[i].id > list.rows[i - 1].id);
        assert_int_equal(list.rows[i].thread_id, thread_id);
    }
    int64_t id = list.rows[99].id;
    event_list_clear(&list);
    must(reading_events(&ada, id, &list));
    assert_int_equal(list.count, 21);
    must(reading_last_event(&ada, &last));
    assert_int_equal(list.rows[20].id, last);
    event_list_clear(&list);
}

static void
the_operators_program_reads_all_and_counts_nothing(void **state)
{
    (void)state;
    int64_t thread_id = talk_start(&world, "lin", "emea-autumn", "Ours");
    struct viewer *who = &world.operator_viewer;
    struct board_list list;
    struct thread_row row;
    struct thread next;

    must(reading_boards(who, &list));
    assert_int_equal(list.count, 10);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(list.rows[i].unread, 0);
    board_list_clear(&list);
    must(reading_thread(who, thread_id, &row));
    assert_int_equal(row.unread, 0);
    must(reading_mark(who, thread_id, 1));
    must(reading_catch_up(who, 0));
    must_be(reading_next_unread(who, 0, 0, &next), STATUS_NOT_FOUND);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM reads"), 0);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM baselines"), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(of_one_second_the_later_post_is_the_latest),
        TEST(boards_come_own_cohort_first),
        TEST(a_board_goes_by_slug_or_number),
        TEST(nobody_reads_or_counts_outside_their_boards),
        TEST(a_role_taken_away_counts_at_once),
        TEST(threads_come_pinned_then_newest_first),
        TEST(roles_are_drawn_for_the_board),
        TEST(events_come_in_order_from_ones_own_boards),
        TEST(the_operators_program_reads_all_and_counts_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
