/* Crossing: whoever has answered is offered once to reply to another region;
 * mentors let three learners go first. */

#include <stdio.h>
#include <string.h>

#include "board/crossing.h"
#include "board/drafting.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/walk.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"
#define SEND    "\x18\r"

enum {
    HOUR = 3600
};

static int64_t thread_id;
static int64_t question_id;

static void
ask(const char *board)
{
    question_id = stage_ask(board, (struct ask){.asks_minute = 0,
                                       .showing = SHOWING_COVERED,
                                       .is_nameless_allowed = true});
    thread_id = talk_question_thread(&world, question_id);
}

static void
answer(const char *handle)
{
    struct posted posted;

    as(handle);
    must(asking_answer(&viewer, question_id, handle, &posted));
}

static void
answer_nameless(const char *handle)
{
    struct posted posted;

    as(handle);
    must(asking_answer_nameless(&viewer, question_id, "x", &posted));
}

static void
reply(const char *handle, int to)
{
    struct posted posted;

    as(handle);
    must(posting_reply(&viewer, thread_id, to, "Well said.", &posted));
}

static struct crossing
found(const char *handle)
{
    struct crossing crossing = {0};

    as(handle);
    must(crossing_find(&viewer, thread_id, &crossing));
    return crossing;
}

static void
must_not_find(const char *handle)
{
    struct crossing crossing;

    as(handle);
    must_be(crossing_find(&viewer, thread_id, &crossing), STATUS_NOT_FOUND);
}

/* ---- Which --------------------------------------------------------------- */

static void
it_is_the_one_that_the_fewest_replied_to(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("kofi"); /* 2 */
    answer("ben");  /* 3, of the same region as Ada */
    answer("wen");  /* 4 */
    answer("ada");
    assert_int_equal(found("ada").number, 2);
    assert_string_equal(found("ada").name, "Kofi Mensah");
    assert_string_equal(found("ada").region, "AMER");
    reply("ben", 2);
    assert_int_equal(found("ada").number, 4);
    reply("ben", 4);
    reply("kofi", 4);
    assert_int_equal(found("ada").number, 2);
    assert_int_equal(found("ada").replies, 1);
    reply("kofi", 2); /* to themselves: that is nobody's reply */
    assert_int_equal(found("ada").replies, 1);
    reply("ada", 2); /* not the same one twice */
    assert_int_equal(found("ada").number, 4);
    reply("ada", 4);
    must_not_find("ada");
}

static void
there_is_none_where_nobody_is_from_elsewhere(void **state)
{
    (void)state;
    ask(COHORT);
    answer("ben");
    answer("ada");
    must_not_find("ada");
    assert_string_equal(reason(), "nobody from another region to reply to yet");
}

static void
whoever_has_not_answered_is_offered_none(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("kofi");
    must_not_find("ada");
    must_not_find("mara");
    as("ada");
    must(asking_skip(&viewer, question_id));
    must_not_find("ada");
}

/* A reply would tell that they have answered. */
static void
without_a_name_it_waits_for_the_closing(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("kofi");
    answer_nameless("ada");
    must_not_find("ada");
    stage_close_questions();
    assert_int_equal(found("ada").number, 2);
}

/* Of an answer without a name nothing shows whose it is: not that a reply is of
 * its own author's. */
static void
a_nameless_author_counts_as_anybody(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer_nameless("kofi");
    answer_nameless("wen");
    answer("ada");
    stage_close_questions();
    must_not_find("ada"); /* one of a region, so none is told */
    talk_run(&world, "UPDATE posts SET nameless_of = 'AMER'"
                     " WHERE nameless_of IS NOT NULL AND author_id ="
                     " (SELECT id FROM people WHERE handle = 'kofi')");
    struct crossing crossing = found("ada");

    assert_string_equal(crossing.name, "somebody of AMER");
    assert_int_equal(crossing.replies, 0);
    reply("kofi", crossing.number);
    assert_int_equal(found("ada").replies, 1);
}

/* ---- Offered once -------------------------------------------------------- */

static void
it_is_offered_once_and_the_key_stays(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("kofi");
    as("ada");
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "aMine." SEND);
    glass_must_be_at(&glass, "thread");
    glass_must_show(&glass, "c  reply to one from another region: Kofi Mensah, "
                            "AMER (nobody has yet)");
    glass_type(&glass, "b\r");
    glass_type(&glass, "a");
    glass_kill(&glass);
    char place[64];

    snprintf(place, sizeof place, "home\nthread %lld\n", (long long)thread_id);
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "thread");
    glass_must_not_show(&glass, "reply to one from another region");
    glass_type(&glass, "c");
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Reply to 2, Kofi Mensah");
    glass_type(&glass, "So did I." SEND);
    glass_must_be_at(&glass, "thread");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"
                                         " WHERE reply_to = 2"),
        1);
    glass_type(&glass, "c");
    glass_must_show(&glass, "Nobody from another region to reply to yet");
}

static void
who_replied_by_themselves_is_not_asked(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("kofi");
    answer("wen");
    answer("ada");
    assert_true(found("ada").is_due);
    reply("ada", 3);
    assert_false(found("ada").is_due);
}

static void
where_there_was_none_it_is_offered_later(void **state)
{
    char place[64];

    (void)state;
    ask(PROGRAM);
    answer("ada");
    snprintf(place, sizeof place, "home\nthread %lld\n", (long long)thread_id);
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "thread");
    glass_must_not_show(&glass, "another region");
    glass_kill(&glass);
    answer("kofi");
    as("ada");
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_show(&glass, "c  reply to one from another region");
}

static void
answer_by_command_offers_it_too(void **state)
{
    (void)state;
    ask(PROGRAM);
    answer("kofi");
    as("ada");
    assert_int_equal(walk_run(&viewer, "answer Mine."), 0);
    assert_non_null(strstr(walk_told,
        "To reply to one from another region: Kofi Mensah, AMER (nobody has "
        "yet):\n"));
    assert_non_null(strstr(walk_told, " 2 YOUR TEXT\n"));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM offers"), 1);
}

/* ---- Three learners first ------------------------------------------------ */

static void
must_be_early(const char *handle, bool wanted)
{
    bool is_early = false;
    int learners = 0;

    as(handle);
    must(crossing_is_early(&viewer, thread_id, &is_early, &learners));
    assert_int_equal(is_early, wanted);
}

static void
mentors_wait_for_three_learners(void **state)
{
    (void)state;
    ask(COHORT);
    must_be_early("mara", true);
    answer("ben");
    answer("lin");
    answer("sam"); /* an SME is no learner */
    must_be_early("mara", true);
    must_be_early("sam", false);
    must_be_early("jo", false);
    answer("ada");
    must_be_early("mara", false);
}

static void
when_it_has_closed_nobody_waits(void **state)
{
    (void)state;
    ask(COHORT);
    stage_close_questions();
    must_be_early("mara", false);
    thread_id = talk_start(&world, "ben", COHORT, "Badges");
    must_be_early("mara", false);
}

/* The thread of the question, as somebody has it. */
static void
open_thread(const char *handle)
{
    char place[64];

    if (glass.app != NULL)
        glass_kill(&glass);
    glass = (struct glass){0};
    as(handle);
    snprintf(place, sizeof place, "home\nthread %lld\n", (long long)thread_id);
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 24, 80);
    glass_must_be_at(&glass, "thread");
}

static void
the_key_line_offers_the_answer_that_is_due(void **state)
{
    (void)state;
    ask(COHORT);
    answer("ben");
    answer("ada");
    open_thread("ada");
    glass_must_show(&glass, " a add to it  r reply");
    glass_type(&glass, "a");
    glass_must_show(&glass, "More on your answer");
    open_thread("mara"); /* who asked */
    glass_must_show(&glass, " r reply");
    glass_must_not_show(&glass, " a a");
    glass_type(&glass, "a");
    glass_must_show(&glass, "You asked this: r replies.");
    stage_close_questions();
    open_thread("ada");
    glass_must_show(&glass, " r reply");
    glass_must_not_show(&glass, " a a");
    glass_type(&glass, "a");
    glass_must_show(&glass, "This question is closed: r replies.");
}

static void
the_composer_asks_once(void **state)
{
    char place[64];

    (void)state;
    ask(COHORT);
    answer("ben");
    as("mara");
    snprintf(place, sizeof place, "home\nthread %lld post 2\n",
        (long long)thread_id);
    must(drafting_save_place(&viewer, place));
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "rQuite." SEND);
    glass_must_be_at(&glass, "compose");
    glass_must_show(&glass, "Three learners first? One has answered yet.");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"), 2);
    glass_type(&glass, "\r");
    glass_must_be_at(&glass, "thread");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM posts"), 3);
}

static void
by_command_too(void **state)
{
    char line[64];

    (void)state;
    ask(COHORT);
    answer("ben");
    as("mara");
    snprintf(line, sizeof line, "reply %lld 2 Quite.", (long long)thread_id);
    assert_int_not_equal(walk_run(&viewer, line), 0);
    assert_non_null(strstr(walk_told, "Three learners first? One has answered "
                                      "yet. reply --now sends it"));
    snprintf(line, sizeof line, "reply %lld 2 Quite. --now",
        (long long)thread_id);
    assert_int_equal(walk_run(&viewer, line), 0);
}

int
main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(it_is_the_one_that_the_fewest_replied_to),
        TEST(there_is_none_where_nobody_is_from_elsewhere),
        TEST(whoever_has_not_answered_is_offered_none),
        TEST(without_a_name_it_waits_for_the_closing),
        TEST(a_nameless_author_counts_as_anybody),
        TEST(it_is_offered_once_and_the_key_stays),
        TEST(who_replied_by_themselves_is_not_asked),
        TEST(where_there_was_none_it_is_offered_later),
        TEST(answer_by_command_offers_it_too),
        TEST(mentors_wait_for_three_learners),
        TEST(when_it_has_closed_nobody_waits),
        TEST(the_key_line_offers_the_answer_that_is_due),
        TEST(the_composer_asks_once),
        TEST(by_command_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
