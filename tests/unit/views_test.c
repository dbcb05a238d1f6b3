/* Views: what a person sees, row by row, at 80x24 and at other sizes. */

#include <stdio.h>
#include <string.h>

#include "board/asking.h"
#include "support/stage.h"
#include "ui/display.h"
#include "ui/place.h"

#define QUESTION "What did you try on a live ticket this week?"

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
post(struct viewer *who, int64_t thread_id, int reply_to, const char *body)
{
    struct posted posted;

    must(posting_reply(who, thread_id, reply_to, body, &posted));
}

static int64_t
start(struct viewer *who, const char *board, const char *subject,
    const char *body)
{
    struct posted posted;

    must(
        posting_start(who, world_board(&world, board), subject, body, &posted));
    return posted.thread_id;
}

static void
answer(const char *handle, int64_t question_id, const char *body)
{
    struct viewer who = {0};
    struct posted posted;

    world_viewer(&world, handle, &who);
    must(asking_answer(&who, question_id, body, &posted));
    viewer_clear(&who);
}

/* ---- Home --------------------------------------------------------------- */

static void
home_asks_the_question_of_the_day(void **state)
{
    (void)state;
    talk_ask(&world, "mara", "emea-autumn", QUESTION);
    glass_open(&glass, &ada, 24, 80);
    assert_string_equal(glass_row(&glass, 2),
        " QUESTION OF THE DAY                                  "
        "Mon 23 Nov, closes in 20 h");
    assert_string_equal(glass_row(&glass, 3), " " QUESTION);
    assert_non_null(
        strstr(glass_row(&glass, 4), " Mara Okafor, mentor     0 of "));
    assert_string_equal(glass_row(&glass, 5),
        " a  answer, and see what the others wrote");
    assert_string_equal(glass_row(&glass, 7),
        "   BOARD                        NEW  LATEST");
}

static void
who_may_see_the_answers_is_told_how(void **state)
{
    struct viewer sam = {0};
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", QUESTION);
    (void)state;

    answer("lin", question_id, "Hers.");
    world_viewer(&world, "sam", &sam);
    glass_open(&glass, &sam, 24, 80);
    assert_string_equal(glass_row(&glass, 5),
        " a  answer    s  see what the others wrote");
    glass_type(&glass, "s");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Hers.");
    glass_kill(&glass);
    viewer_clear(&sam);
}

static void
home_lines_up_what_is_new(void **state)
{
    (void)state;
    start(&lin, "emea-autumn", "Badge access on day one", "Where?");
    glass_open(&glass, &ada, 24, 80);
    assert_string_equal(glass_row(&glass, 3),
        " > EMEA, autumn 2026              1  now  Lin  "
        "Badge access on day one");
}

static void
home_tells_the_own_week_where_it_fits(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass,
        "Ada Obi, EMEA   New-hire, autumn 2026, week 4 of 7");
    glass_resize(&glass, 24, 60);
    glass_must_show(&glass, "Ada Obi, EMEA   New-hire, autumn 2026");
    assert_null(strstr(glass_row(&glass, 0), "week"));
}

static void
regions_find_each_others_week(void **state)
{
    (void)state;
    talk_start(&world, "kofi", "new-hire-autumn-2026", "Escalations");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Kofi Mensah, AMER, week 4 of 7");
}

/* However long a name is, or wide its letters are. */
static void
a_week_is_never_cut_and_times_line_up(void **state)
{
    static const char *const shown[] = {
        "Kofi Mensah, AMER, week 4 of 7",
        "Bartholomew Featherstonehaugh-.., week 3 of 7",
    };
    (void)state;

    talk_run(&world, "UPDATE people SET name = "
                     "'Bartholomew Featherstonehaugh-Cholmondeley' "
                     "WHERE handle = 'wen'");
    talk_run(&world, "UPDATE cohorts SET starts_on = '2026-11-09', "
                     "ends_on = '2026-12-25' WHERE slug = 'apac-autumn'");
    int64_t thread_id = talk_start(&world, "kofi", "new-hire-autumn-2026",
        "Escalations");
    talk_reply(&world, "wen", thread_id);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        int row = glass_find(&glass, shown[i]);

        assert_true(row > 0);
        assert_int_equal(strlen(glass_row(&glass, row)), 79);
        assert_string_equal(glass_row(&glass, row) + 74, " here");
    }
    glass_resize(&glass, 24, 40);
    glass_must_show(&glass, ", week 3 of 7");
    glass_must_show(&glass, ", week 4 of 7");
    glass_resize(&glass, 24, 20);
    glass_must_show(&glass, "Kofi");
}

static void
home_says_when_the_next_question_opens(void **state)
{
    struct viewer mara = {0};
    struct ask ask = {.body = QUESTION,
        .asks_on = "2026-11-24",
        .asks_minute = -1};
    int64_t question_id;
    (void)state;

    world_viewer(&world, "mara", &mara);
    must(asking_add(&mara, world_board(&world, "emea-autumn"), &ask,
        &question_id));
    viewer_clear(&mara);
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " next question Tue 24 Nov 08:00");
    glass_type(&glass, "a");
    glass_must_be_at(&glass, "home");
}

static void
home_tells_what_is_new_in_an_answered_question(void **state)
{
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", QUESTION);
    (void)state;

    answer("ada", question_id, "Mine.");
    answer("lin", question_id, "Hers.");
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " a  answered; read what the others wrote, ");
    glass_type(&glass, "a");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "Hers.");
}

static void
who_is_here_stands_above_the_keys(void **state)
{
    int64_t here[2];
    (void)state;

    here[0] = ada.person.id;
    here[1] = lin.person.id;
    glass_open(&glass, &ada, 24, 80);
    viewer_here(&ada, here, 2);
    app_notify(glass.app, NULL);
    glass_show(&glass);
    assert_string_equal(glass_row(&glass, -2), " 2 here: EMEA 2");
    glass_type(&glass, "w");
    glass_must_show(&glass, "Lin Zhao");
}

static void
a_narrow_home_keeps_the_boards_names_whole(void **state)
{
    (void)state;
    start(&lin, "emea-autumn", "Badge access on day one", "Where?");
    glass_open(&glass, &ada, 12, 40);
    glass_must_show(&glass, "   BOARD                            NEW");
    glass_must_show(&glass, " > EMEA, autumn 2026                  1");
    glass_must_show(&glass, "   All regions, autumn 2026");
}

static void
a_narrow_board_keeps_dates_whole(void **state)
{
    (void)state;
    start(&lin, "emea-autumn", "An old one", "Long ago.");
    start(&ada, "emea-autumn", "Unanswered", "So?");
    talk_reply(&world, "mara",
        start(&lin, "emea-autumn", "An older one", "Longer ago."));
    talk_run(&world, "UPDATE threads SET last_post_at = last_post_at - 3456000"
                     " WHERE subject = 'An older one'");
    glass_open(&glass, &ada, 12, 40);
    glass_type(&glass, "\r");
    glass_must_show(&glass, "  14 Oct");
    glass_must_not_show(&glass, "..");
}

static void
an_experts_home_opens_on_what_waits(void **state)
{
    struct viewer sam = {0};
    (void)state;

    start(&lin, "emea-autumn", "Which gloves?", "For acetone.");
    world_viewer(&world, "sam", &sam);
    glass_open(&glass, &sam, 24, 80);
    assert_string_equal(glass_row(&glass, 2), " > v  1 waiting");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "waiting");
    glass_type(&glass, "bj");
    assert_string_equal(glass_row(&glass, 2), "   v  1 waiting");
    glass_must_show(&glass, " > EMEA, autumn 2026");
    glass_type(&glass, "k");
    assert_string_equal(glass_row(&glass, 2), " > v  1 waiting");
    glass_type(&glass, "j\r");
    glass_must_be_at(&glass, "board");
    glass_kill(&glass);
    viewer_clear(&sam);
}

static void
the_way_to_help_stays_where_keys_are_cut(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 6, 20);
    assert_string_equal(glass_row(&glass, -1), " n next unread");
    glass_resize(&glass, 12, 40);
    assert_string_equal(glass_row(&glass, -1),
        " n next unread  Enter open  ? help");
    start(&lin, "emea-autumn", "Badge access", "Where?");
    glass_type(&glass, "\r");
    glass_resize(&glass, 6, 20);
    assert_string_equal(glass_row(&glass, -1), " Enter open  ? help");
}

/* ---- Board -------------------------------------------------------------- */

static void
an_empty_board_offers_nothing_to_open(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "board");
    assert_string_equal(glass_row(&glass, -1),
        " p post  n next unread  b back  ? help");
}

static void
a_board_lines_up_its_threads(void **state)
{
    int64_t thread_id = start(&lin, "emea-autumn", "Badge access", "Where?");
    (void)state;

    start(&lin, "emea-autumn",
        "A subject that goes on and on and on and on and on and on and on",
        "So?");
    talk_reply(&world, "mara", thread_id);
    talk_run(&world, "UPDATE threads SET last_post_at = last_post_at + 1"
                     " WHERE subject = 'Badge access'");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    assert_string_equal(glass_row(&glass, 0),
        " EMEA, autumn 2026                                          "
        " 2 threads, 3 unread");
    assert_string_equal(glass_row(&glass, 2),
        " >   2     Badge access                                  "
        "Mara   2   now");
    assert_string_equal(glass_row(&glass, 3),
        "     1     A subject that goes on and on and on and o..  "
        "Lin    1   now  waiting");
}

static void
a_new_thread_shows_above_and_the_selection_stays(void **state)
{
    (void)state;
    start(&lin, "emea-autumn", "First", "1");
    talk_pass(&world, 60);
    start(&lin, "emea-autumn", "Second", "2");
    talk_pass(&world, 60);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\rj");
    assert_int_equal(glass_find(&glass, " > "), glass_find(&glass, "First"));
    event_list_clear(&lin.news);
    start(&lin, "emea-autumn", "Third", "3");
    glass_hear(&glass, &lin);
    assert_int_equal(glass_find(&glass, "Third"), 2);
    assert_int_equal(glass_find(&glass, " > "), glass_find(&glass, "First"));
}

static void
a_wide_screen_keeps_the_boards_on_the_left(void **state)
{
    (void)state;
    start(&lin, "emea-autumn", "Badge access", "Where?");
    start(&lin, "new-hire-autumn-2026", "Who handles escalations?", "Who?");
    glass_open(&glass, &ada, 40, 120);
    glass_type(&glass, "\r");
    glass_must_show(&glass, " > EMEA, autumn 2026");
    glass_must_show(&glass, "Badge access");
    glass_type(&glass, "\tj\r");
    glass_must_show(&glass, "Who handles escalations?");
    glass_must_not_show(&glass, "Badge access");
    glass_resize(&glass, 24, 80);
    glass_must_show(&glass, " >   1     Who handles escalations?");
}

/* ---- Thread ------------------------------------------------------------- */

static void
a_thread_begins_where_the_reader_stopped(void **state)
{
    int64_t thread_id = start(&lin, "emea-autumn", "Badge access", "Where?");
    (void)state;

    post(&lin, thread_id, 1, "On *floor 2*.");
    must(reading_mark(&ada, thread_id, 1));
    talk_reply(&world, "mara", thread_id);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    assert_ptr_equal(strstr(glass_row(&glass, 2), " 1  Lin Zhao, EMEA"),
        glass_row(&glass, 2));
    assert_ptr_equal(strstr(glass_row(&glass, 4), "-- new ---"),
        glass_row(&glass, 4));
    assert_ptr_equal(strstr(glass_row(&glass, 5), ">2  Lin Zhao, EMEA"),
        glass_row(&glass, 5));
    assert_non_null(strstr(glass_row(&glass, 5), ":00, in reply to 1"));
    assert_string_equal(glass_row(&glass, 6), "    On floor 2.");
    assert_ptr_equal(strstr(glass_row(&glass, 7), " 3  Mara Okafor, mentor "),
        glass_row(&glass, 7));
}

/* A thread of so many posts, each of three rows. */
static int64_t
long_thread(int count)
{
    int64_t thread_id = start(&lin, "emea-autumn", "Long", "first\nof\nthem");
    char body[40];

    for (int i = 2; i <= count; i++) {
        snprintf(body, sizeof body, "body %d\nx\ny", i);
        post(&lin, thread_id, 0, body);
    }
    event_list_clear(&lin.news);
    return thread_id;
}

static void
only_what_was_shown_is_read(void **state)
{
    (void)state;
    long_thread(12);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 12);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    /* The rule and five posts of four rows fill the window's twenty. */
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 8);
    glass_must_show(&glass, "-- 8 new below --");
    glass_type(&glass, "\033[6~");
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 3);
}

static void
space_alone_reads_everything(void **state)
{
    (void)state;
    long_thread(120);
    start(&lin, "new-hire-autumn-2026", "Elsewhere", "The last one.");
    glass_open(&glass, &ada, 24, 80);
    for (int i = 0; i < 40; i++)
        glass_type(&glass, " ");
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    assert_int_equal(talk_unread(&ada, "new-hire-autumn-2026"), 0);
    glass_must_show(&glass, "The last one.");
    glass_type(&glass, " ");
    glass_must_show(&glass, "You have read everything.");
}

static void
a_long_thread_is_walked_both_ways(void **state)
{
    (void)state;
    long_thread(300);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "nG");
    glass_must_show(&glass, ">300 Lin Zhao");
    for (int i = 0; i < 299; i++)
        glass_type(&glass, "k");
    glass_must_show(&glass, ">1   Lin Zhao");
    glass_type(&glass, "k");
    glass_must_show(&glass, ">1   Lin Zhao");
    for (int i = 0; i < 299; i++)
        glass_type(&glass, "j");
    glass_must_show(&glass, ">300 Lin Zhao");
    glass_type(&glass, "150");
    glass_must_show(&glass, ">150 Lin Zhao");
    assert_int_equal(glass_find(&glass, ">150"), 2);
    for (int i = 0; i < 70; i++)
        glass_type(&glass, "\033[5~");
    glass_must_show(&glass, " 1   Lin Zhao");
}

static void
a_post_longer_than_the_window_is_read_to_its_end(void **state)
{
    char body[] = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n"
                  "a\nb\nc\nd\nthe end";
    (void)state;

    start(&lin, "emea-autumn", "Long", body);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    glass_must_show(&glass, "-- goes on below --");
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1);
    glass_type(&glass, "G");
    glass_must_show(&glass, "    the end");
    glass_must_not_show(&glass, "below");
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
}

static void
a_new_post_shows_below_and_moves_nothing(void **state)
{
    int64_t thread_id = long_thread(12);
    char before[100];
    (void)state;

    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    snprintf(before, sizeof before, "%s", glass_row(&glass, 3));
    post(&lin, thread_id, 0, "Breaking");
    glass_hear(&glass, &lin);
    assert_string_equal(glass_row(&glass, 3), before);
    glass_must_show(&glass, "-- 9 new below --");
    glass_type(&glass, "G");
    glass_must_show(&glass, "Breaking");
    post(&lin, thread_id, 0, "And another");
    glass_hear(&glass, &lin);
    glass_must_show(&glass, ">13 Lin Zhao");
    glass_must_show(&glass, "1 new below");
}

static void
replies_are_followed_there_and_back(void **state)
{
    int64_t thread_id = long_thread(60);
    (void)state;

    post(&lin, thread_id, 5, "To five.");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n5>");
    glass_must_show(&glass, ">61 Lin Zhao");
    glass_must_show(&glass, "To five.");
    glass_type(&glass, "<");
    glass_must_show(&glass, ">5  Lin Zhao");
}

static void
a_whole_thread_is_marked_as_read_by_one_key(void **state)
{
    (void)state;
    long_thread(60);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "nC");
    glass_must_show(&glass, "This thread is marked as read.");
    glass_must_not_show(&glass, "new below");
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
}

static void
shared_boards_tell_both_clocks(void **state)
{
    struct viewer wen = {0};
    (void)state;

    world_viewer(&world, "wen", &wen);
    start(&wen, "new-hire-autumn-2026", "Night shifts", "Ask me.");
    viewer_clear(&wen);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "n");
    glass_must_show(&glass, "Mon 20:00 in APAC, 12:00 here");
}

/* ---- Question ----------------------------------------------------------- */

static void
a_covered_question_shows_only_its_cover(void **state)
{
    int64_t question_id = talk_ask(&world, "mara", "emea-autumn", QUESTION);
    (void)state;

    answer("lin", question_id, "A secret.");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r");
    glass_must_show(&glass, " > today ");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "question");
    assert_ptr_equal(strstr(glass_row(&glass, 0), " QUESTION OF THE DAY"),
        glass_row(&glass, 0));
    glass_must_show(&glass, " " QUESTION);
    glass_must_show(&glass,
        " have answered. Theirs open when you have: EMEA 1");
    assert_string_equal(glass_row(&glass, -1),
        " a answer   s skip (opens too, and counts as skipped)   b back");
    glass_must_not_show(&glass, "secret");
    glass_type(&glass, "s");
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "A secret.");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "board");
}

/* ---- The others --------------------------------------------------------- */

static void
waiting_threads_come_oldest_first(void **state)
{
    (void)state;
    start(&lin, "new-hire-autumn-2026", "Older", "?");
    talk_pass(&world, 7200);
    start(&lin, "emea-autumn", "Newer", "?");
    talk_reply(&world, "mara", start(&lin, "emea-autumn", "Replied", "?"));
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, " v  2 waiting, oldest 2 h");
    glass_type(&glass, "v");
    assert_true(glass_find(&glass, "Older") < glass_find(&glass, "Newer"));
    glass_must_show(&glass, "All regions, autumn 2026");
    glass_must_not_show(&glass, "Replied");
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
}

static void
past_questions_are_one_key_away(void **state)
{
    (void)state;
    talk_ask(&world, "mara", "emea-autumn", QUESTION);
    start(&lin, "emea-autumn", "No question", "?");
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "P");
    glass_must_show(&glass, "No question has been asked before today.");
    glass_kill(&glass);
    talk_pass(&world, 2 * 86400);
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "P");
    glass_must_show(&glass, "What did you try");
    glass_must_not_show(&glass, "No question");
    glass_must_show(&glass, "1 question");
}

static void
help_tells_of_the_view_and_every_key(void **state)
{
    (void)state;
    must(display_load(support_source("screens")));
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "\r?");
    glass_must_show(&glass, "Help: board");
    glass_type(&glass, "G");
    glass_must_show(&glass, "Ctrl-T");
    glass_must_show(&glass, "leave at once, the place is kept");
    glass_type(&glass, "g");
    glass_must_not_show(&glass, "Ctrl-T");
}

static void
every_view_draws_at_every_size(void **state)
{
    static const int sizes[][2] = {{6, 20}, {24, 80}, {9, 30}, {40, 120},
        {12, 500}, {200, 20}, {200, 500}};
    (void)state;

    talk_ask(&world, "mara", "emea-autumn", QUESTION);
    long_thread(30);
    glass_open(&glass, &ada, 24, 80);
    for (const char *key = "w v P D m ? p R a \r n \r"; *key != '\0'; key++) {
        char keys[] = {*key, '\0'};

        if (*key == ' ')
            continue;
        glass_type(&glass, keys);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            glass_resize(&glass, sizes[i][0], sizes[i][1]);
        glass_resize(&glass, 24, 80);
        glass_type(&glass, "\033");
        glass_wait(&glass);
    }
    assert_false(app_is_done(glass.app));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(home_asks_the_question_of_the_day),
        TEST(who_may_see_the_answers_is_told_how),
        TEST(home_lines_up_what_is_new),
        TEST(home_says_when_the_next_question_opens),
        TEST(home_tells_the_own_week_where_it_fits),
        TEST(regions_find_each_others_week),
        TEST(a_week_is_never_cut_and_times_line_up),
        TEST(home_tells_what_is_new_in_an_answered_question),
        TEST(who_is_here_stands_above_the_keys),
        TEST(a_narrow_home_keeps_the_boards_names_whole),
        TEST(a_narrow_board_keeps_dates_whole),
        TEST(an_experts_home_opens_on_what_waits),
        TEST(the_way_to_help_stays_where_keys_are_cut),
        TEST(an_empty_board_offers_nothing_to_open),
        TEST(a_board_lines_up_its_threads),
        TEST(a_new_thread_shows_above_and_the_selection_stays),
        TEST(a_wide_screen_keeps_the_boards_on_the_left),
        TEST(a_thread_begins_where_the_reader_stopped),
        TEST(only_what_was_shown_is_read),
        TEST(space_alone_reads_everything),
        TEST(a_long_thread_is_walked_both_ways),
        TEST(a_post_longer_than_the_window_is_read_to_its_end),
        TEST(a_new_post_shows_below_and_moves_nothing),
        TEST(replies_are_followed_there_and_back),
        TEST(a_whole_thread_is_marked_as_read_by_one_key),
        TEST(shared_boards_tell_both_clocks),
        TEST(a_covered_question_shows_only_its_cover),
        TEST(waiting_threads_come_oldest_first),
        TEST(past_questions_are_one_key_away),
        TEST(help_tells_of_the_view_and_every_key),
        TEST(every_view_draws_at_every_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
