/* The app: keys, time, sizes and news go in, a screen comes out. */

#include <poll.h>
#include <string.h>

#include "board/drafting.h"
#include "support/stage.h"
#include "ui/place.h"

static struct viewer ada;
static struct viewer lin;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    stage_seat(&lin, "lin");
    return 0;
}

static void
start(const char *subject)
{
    talk_start(&world, "lin", "emea-autumn", subject);
}

static void
the_first_screen_is_home(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "home");
    assert_ptr_equal(strstr(glass_row(&glass, 0), " Homeroom"),
        glass_row(&glass, 0));
    glass_must_show(&glass, "Ada Obi, EMEA   New-hire, autumn 2026");
    glass_must_show(&glass, "> EMEA, autumn 2026");
    assert_non_null(strstr(glass_row(&glass, -1), "n next unread"));
}

static void
keys_open_and_go_back(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "board");
    glass_type(&glass, "?");
    glass_must_be_at(&glass, "help");
    glass_type(&glass, "q");
    glass_must_be_at(&glass, "board");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_type(&glass, "m");
    glass_must_be_at(&glass, "menu");
    glass_type(&glass, "jj\r");
    glass_must_be_at(&glass, "waiting");
}

static void
a_lone_escape_is_a_key_after_a_moment(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "m\033");
    glass_must_be_at(&glass, "menu");
    assert_in_range(app_wait(glass.app), 1, 50);
    glass_wait(&glass);
    glass_must_be_at(&glass, "home");
}

static void
only_q_leaves_home(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "b\033");
    glass_wait(&glass);
    assert_false(app_is_done(glass.app));
    glass_type(&glass, "q");
    assert_true(app_is_done(glass.app));
}

static void
a_paste_presses_no_key(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\033[200~mq\r\033[201~");
    glass_must_be_at(&glass, "home");
    assert_false(app_is_done(glass.app));
}

static void
too_small_a_window_asks_for_room_and_loses_nothing(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "m");
    glass_resize(&glass, 5, 80);
    assert_string_equal(glass_row(&glass, 0), "more room, please");
    assert_string_equal(glass_row(&glass, 1), "");
    glass_resize(&glass, 24, 10);
    assert_string_equal(glass_row(&glass, 0), "more room,");
    glass_type(&glass, "q\r");
    glass_resize(&glass, 6, 20);
    glass_must_be_at(&glass, "menu");
    glass_must_show(&glass, "Menu");
    glass_resize(&glass, 24, 80);
    glass_must_show(&glass, "Past questions");
}

static void
a_cut_line_keeps_the_place(void **state)
{
    struct text place = {0};
    (void)state;

    start("Badge access");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r\rm");
    glass_must_be_at(&glass, "menu");
    app_place(glass.app, &place);
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "menu");
    glass_type(&glass, "q");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Badge access");
    glass_type(&glass, "qq");
    glass_must_be_at(&glass, "home");
    assert_non_null(strstr(text_bytes(&place), "thread "));
    text_clear(&place);
}

/* Longer than the listener and the store take it, none would be kept. */
static void
a_place_is_as_long_as_fits(void **state)
{
    struct text typed = {0};
    struct text place = {0};
    (void)state;

    text_add_format(&typed, "%lld post 1 typed =",
        (long long)talk_start(&world, "lin", "emea-autumn", "Badge access"));
    for (int i = 0; i < 390; i++)
        text_add(&typed, "%25");
    glass_open(&glass, &ada, 24, 80);
    for (int i = 0; i < 5; i++)
        app_push(glass.app, view_by_name("use"), text_bytes(&typed));
    glass_must_be_at(&glass, "use");
    app_place(glass.app, &place);
    assert_true(place.length < PLACE_BYTES);
    must(drafting_save_place(&ada, text_bytes(&place)));
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "use");
    text_clear(&typed);
    text_clear(&place);
}

static void
what_is_gone_is_left_out_of_the_place(void **state)
{
    (void)state;
    must(drafting_save_place(&ada,
        "home\nboard 999\nthread 999 post 3\nnonsense 1\nthread\nmenu\n"));
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "menu");
    glass_type(&glass, "q");
    glass_must_be_at(&glass, "home");
    assert_non_null(strstr(glass_row(&glass, -1), "n next unread"));
}

static void
who_quits_begins_on_home(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "m\x14"); /* Ctrl-T */
    assert_true(app_is_done(glass.app));
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "menu");
    glass_type(&glass, "qq");
    assert_true(app_is_done(glass.app));
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "home");
}

static void
a_role_taken_away_counts_at_the_next_key(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "board");
    talk_run(&world, "DELETE FROM members WHERE person_id ="
                     " (SELECT id FROM people WHERE handle = 'ada')");
    glass_type(&glass, "q");
    glass_must_not_show(&glass, "EMEA, autumn 2026");
}

static void
who_may_no_longer_log_in_is_told_and_leaves(void **state)
{
    struct text output = {0};
    (void)state;

    glass_open(&glass, &ada, 24, 80);
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle = 'ada'");
    glass_type(&glass, "j");
    assert_true(app_is_done(glass.app));
    app_end(glass.app, &output);
    assert_non_null(strstr(text_bytes(&output), "no longer log in"));
    text_clear(&output);
}

static void
news_shows_without_moving_the_selection(void **state)
{
    struct posted posted;
    (void)state;

    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "j");
    int row = glass_find(&glass, " > ");

    must(posting_start(&lin, world_board(&world, "emea-autumn"), "Breaking",
        "News.", &posted));
    glass_hear(&glass, &lin);
    glass_must_show(&glass, "Lin  Breaking");
    assert_int_equal(glass_find(&glass, " > "), row);
}

static void
news_of_boards_unseen_costs_no_reading(void **state)
{
    struct event event = {.kind = EVENT_POST, .board_id = 999};
    (void)state;

    glass_open(&glass, &ada, 24, 80);
    app_notify(glass.app, &event);
    assert_true(app_wait(glass.app) > 1000);
}

static void
a_burst_of_news_is_read_once_in_a_while(void **state)
{
    struct event event = {.kind = EVENT_POST};
    (void)state;

    event.board_id = world_board(&world, "emea-autumn");
    glass_open(&glass, &ada, 24, 80);
    app_notify(glass.app, &event);
    assert_int_equal(app_wait(glass.app), 0);
    glass_show(&glass);
    app_notify(glass.app, &event);
    assert_in_range(app_wait(glass.app), 1, 250);
}

static void
an_idle_home_sleeps_for_a_minute(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    assert_true(app_wait(glass.app) > 50000);
}

static void
quitting_asks_where_a_draft_waits(void **state)
{
    struct draft draft = {.target = DRAFT_BOARD, .subject = "Half"};
    (void)state;

    draft.target_id = world_board(&world, "emea-autumn");
    char body[] = "a thought";
    draft.body = body;
    must(drafting_save(&ada, &draft));
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, "D  a draft waits: thread on EMEA, autumn 2026");
    glass_type(&glass, "q");
    assert_false(app_is_done(glass.app));
    glass_must_show(&glass, "Leave?");
    glass_type(&glass, "x");
    assert_false(app_is_done(glass.app));
    glass_type(&glass, "qy");
    assert_true(app_is_done(glass.app));
}

static void
the_stack_never_overflows(void **state)
{
    (void)state;
    start("Badge access");
    glass_open(&glass, &ada, 24, 80);
    for (int i = 0; i < 30; i++)
        glass_type(&glass, i % 2 == 0 ? "w" : "m");
    for (int i = 0; i < 30; i++)
        glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    assert_false(app_is_done(glass.app));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_screen_is_home),
        TEST(keys_open_and_go_back),
        TEST(a_lone_escape_is_a_key_after_a_moment),
        TEST(only_q_leaves_home),
        TEST(a_paste_presses_no_key),
        TEST(too_small_a_window_asks_for_room_and_loses_nothing),
        TEST(a_cut_line_keeps_the_place),
        TEST(a_place_is_as_long_as_fits),
        TEST(what_is_gone_is_left_out_of_the_place),
        TEST(who_quits_begins_on_home),
        TEST(a_role_taken_away_counts_at_the_next_key),
        TEST(who_may_no_longer_log_in_is_told_and_leaves),
        TEST(news_shows_without_moving_the_selection),
        TEST(news_of_boards_unseen_costs_no_reading),
        TEST(a_burst_of_news_is_read_once_in_a_while),
        TEST(an_idle_home_sleeps_for_a_minute),
        TEST(quitting_asks_where_a_draft_waits),
        TEST(the_stack_never_overflows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
