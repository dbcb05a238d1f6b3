/* Filling: on a day without a question the bank asks, by the board's rhythm. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "board/banking.h"
#include "board/filling.h"
#include "board/scheduling.h"
#include "store/store.h"
#include "support/bank.h"
#include "support/stage.h"

#define PROGRAM "new-hire-autumn-2026"
#define COHORT  "emea-autumn"

enum {
    DAY = 86400,
    HOUR = 3600
};

static struct viewer mara; /* a mentor of EMEA's */

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&mara, "mara");
    return 0;
}

static void
fill_bank(int count)
{
    bank_fill(&world, count);
}

static int
fill_at(int64_t at)
{
    return bank_ask_at(&world, at);
}

static const char *
asked(void)
{
    return bank_asked(&world);
}

/* Tuesday's question opens first in Singapore, at midnight UTC. */
static void
an_empty_day_is_filled_when_it_first_opens(void **state)
{
    (void)state;
    fill_bank(3);
    assert_int_equal(fill_at(WORLD_NOW), 1); /* Monday's, late */
    assert_string_equal(asked(), "2026-11-23 Bank 1 " PROGRAM ";");
    assert_int_equal(fill_at(WORLD_NOW + 12 * HOUR - 1), 0);
    assert_int_equal(fill_at(WORLD_NOW + 12 * HOUR), 1);
    assert_int_equal(fill_at(WORLD_NOW + 13 * HOUR), 0);
    assert_string_equal(asked(),
        "2026-11-23 Bank 1 " PROGRAM ";2026-11-24 Bank 2 " PROGRAM ";");

    struct panel_list panels;
    struct viewer wen = {0};
    int opened;
    must(asking_open_due(&world.operator_viewer, &opened));
    assert_int_equal(opened, 2);
    world_viewer(&world, "wen", &wen);
    must(asking_today(&wen, &panels));
    assert_int_equal(panels.count, 1);
    assert_string_equal(panels.rows[0].question.body, "Bank 2");
    assert_string_equal(panels.rows[0].question.asker_name, "Homeroom");
    assert_int_equal(panels.rows[0].question.kind, QUESTION_APPLY);
    assert_true(panels.rows[0].is_covered);
    panel_list_clear(&panels);
    viewer_clear(&wen);
}

static void
a_day_with_a_question_is_left(void **state)
{
    (void)state;
    fill_bank(3);
    talk_ask(&world, "mara", PROGRAM, "Mine");
    assert_int_equal(fill_at(WORLD_NOW), 0);
    assert_string_equal(asked(), "2026-11-23 Mine " PROGRAM ";");
}

static void
each_cohorts_own_stands_for_the_intakes(void **state)
{
    (void)state;
    static const struct {
        const char *mentor;
        const char *board;
    } own[] = {{"mara", COHORT}, {"noor", "amer-autumn"}};

    fill_bank(3);
    for (size_t i = 0; i < 2; i++)
        talk_ask(&world, own[i].mentor, own[i].board, "Own");
    talk_ask(&world, "mei", "apac-autumn", "Own");
    assert_int_equal(fill_at(WORLD_NOW), 0);
    talk_run(&world, "DELETE FROM openings");
    talk_run(&world,
        "UPDATE questions SET asks_on = '2026-11-20' WHERE id = 3");
    assert_int_equal(fill_at(WORLD_NOW), 1);
}

static void
weekends_are_left_out(void **state)
{
    (void)state;
    fill_bank(20);
    for (int64_t at = WORLD_NOW; at < WORLD_NOW + 8 * DAY; at += HOUR)
        fill_at(at);
    assert_string_equal(asked(),
        "2026-11-23 Bank 1 " PROGRAM ";2026-11-24 Bank 2 " PROGRAM
        ";2026-11-25 Bank 3 " PROGRAM ";2026-11-26 Bank 4 " PROGRAM
        ";2026-11-27 Bank 5 " PROGRAM ";2026-11-30 Bank 6 " PROGRAM
        ";2026-12-01 Bank 7 " PROGRAM ";");
}

static void
a_keeper_that_was_off_fills_the_newest_alone(void **state)
{
    (void)state;
    fill_bank(20);
    assert_int_equal(fill_at(WORLD_NOW + 3 * DAY), 1);
    assert_string_equal(asked(), "2026-11-26 Bank 1 " PROGRAM ";");
}

/* Training ends on 18 December; on the job lasts to 12 March. */
static void
phases_have_their_rhythm(void **state)
{
    (void)state;
    fill_bank(20);
    for (int64_t at = WORLD_NOW + 24 * DAY; at < WORLD_NOW + 45 * DAY;
         at += HOUR)
        fill_at(at);
    assert_string_equal(asked(),
        "2026-12-17 Bank 1 " PROGRAM ";2026-12-18 Bank 2 " PROGRAM
        ";2026-12-21 Bank 3 " PROGRAM ";2026-12-28 Bank 4 " PROGRAM
        ";2027-01-04 Bank 5 " PROGRAM ";");
    assert_int_equal(
        talk_number(&world,
            "SELECT SUM(window_hours * 2 + is_answer_first) FROM questions"),
        2 * (24 + 24 + 3 * 168) + 2);
    talk_run(&world, "DELETE FROM questions");
    for (int64_t at = WORLD_NOW + 120 * DAY; at < WORLD_NOW + 165 * DAY;
         at += 6 * HOUR)
        fill_at(at);
    assert_string_equal(asked(), "2027-04-05 Bank 1 new-hire-alumni;"
                                 "2027-05-03 Bank 2 new-hire-alumni;");
}

static void
before_the_start_people_introduce_themselves_once(void **state)
{
    (void)state;
    fill_bank(20);
    for (int64_t at = WORLD_NOW - 40 * DAY; at < WORLD_NOW - 22 * DAY;
         at += HOUR)
        fill_at(at);
    assert_string_equal(asked(), "2026-10-19 Bank 1 " PROGRAM ";");
}

static void
a_board_has_the_rhythm_that_is_set(void **state)
{
    (void)state;
    int64_t board_id = world_board(&world, PROGRAM);
    struct viewer ada = {0};

    fill_bank(20);
    must(scheduling_set(&mara, board_id, PHASE_TRAINING, "tue,thu"));
    assert_int_equal(world_recorded(&world, "mara", "questions rhythm",
                         PROGRAM " training tue,thu"),
        1);
    must(scheduling_set(&mara, world_board(&world, COHORT), PHASE_TRAINING,
        "wed"));
    for (int64_t at = WORLD_NOW; at < WORLD_NOW + 7 * DAY; at += HOUR)
        fill_at(at);
    assert_string_equal(asked(),
        "2026-11-24 Bank 1 " PROGRAM ";2026-11-25 Bank 2 " COHORT
        ";2026-11-26 Bank 3 " PROGRAM ";");
    must_be(scheduling_set(&mara, board_id, PHASE_TRAINING, "often"),
        STATUS_INVALID);
    must_be(scheduling_set(&mara, board_id, PHASE_ALUMNI, "once"),
        STATUS_INVALID);
    world_viewer(&world, "ada", &ada);
    must_be(scheduling_set(&ada, board_id, PHASE_TRAINING, "never"),
        STATUS_FORBIDDEN);
    viewer_clear(&ada);
    must(scheduling_set(&mara, board_id, PHASE_TRAINING, NULL));
    assert_int_equal(fill_at(WORLD_NOW + 7 * DAY), 1); /* Monday's */
}

static void
nothing_is_asked_twice_within_a_year(void **state)
{
    (void)state;
    struct ask same = {.body = "BANK 2",
        .asks_on = "2026-12-09",
        .asks_minute = -1};
    int64_t id;

    fill_bank(2);
    must(asking_add(&mara, world_board(&world, COHORT), &same, &id));
    for (int64_t at = WORLD_NOW; at < WORLD_NOW + 4 * DAY; at += HOUR)
        fill_at(at);
    assert_string_equal(asked(),
        "2026-11-23 Bank 1 " PROGRAM ";2026-12-09 BANK 2 " COHORT ";");
    talk_run(&world,
        "UPDATE cohorts SET starts_on = '2027-11-01', ends_on = '2027-12-20'");
    assert_int_equal(fill_at(WORLD_NOW + 364 * DAY - HOUR), 0);
    fill_at(WORLD_NOW + 365 * DAY);
    talk_run(&world, "DELETE FROM questions WHERE asks_on < '2027'");
    assert_string_equal(asked(), "2027-11-23 Bank 1 " PROGRAM ";");
}

/* What was asked longest ago has its turn, what never was before that. */
static void
the_least_recently_asked_comes_first(void **state)
{
    (void)state;
    struct bank_list list;

    fill_bank(3);
    fill_at(WORLD_NOW);
    must(banking_list(&mara, "new-hire", &list));
    assert_int_equal(list.count, 3);
    assert_string_equal(list.rows[0].body, "Bank 2");
    assert_string_equal(list.rows[0].last_on, "");
    assert_string_equal(list.rows[2].body, "Bank 1");
    assert_string_equal(list.rows[2].last_on, "2026-11-23");
    bank_list_clear(&list);
}

static void
a_bank_takes_no_question_twice(void **state)
{
    (void)state;
    static const struct banked rows[] = {{"One", QUESTION_REFLECT},
        {"one?", QUESTION_STORY}, {"bank 2", QUESTION_REFLECT}};
    static const struct banked wrong[] = {{"Two", QUESTION_REFLECT},
        {" ", QUESTION_REFLECT}};
    struct banked_many many;
    struct bank_question dropped;

    fill_bank(2);
    must(banking_add(&mara, "new-hire", rows, 3, &many));
    assert_int_equal(many.added, 1);
    assert_int_equal(many.known, 2);
    must_be(banking_add(&mara, "new-hire", wrong, 2, &many), STATUS_INVALID);
    assert_int_equal(many.refused, 1);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM bank_questions"),
        3);
    fill_at(WORLD_NOW);
    must(banking_drop(&mara, 1, &dropped));
    assert_string_equal(dropped.body, "Bank 1");
    assert_string_equal(asked(), "2026-11-23 Bank 1 " PROGRAM ";");
    assert_int_equal(world_recorded(&world, "mara", "questions bank drop",
                         "new-hire 1"),
        1);
}

static void
the_bank_is_its_mentors(void **state)
{
    (void)state;
    static const struct {
        const char *handle;
        enum status expected;
    } people[] = {{"ada", STATUS_FORBIDDEN}, {"jo", STATUS_FORBIDDEN},
        {"pia", STATUS_FORBIDDEN}, {"max", STATUS_FORBIDDEN},
        {"zoe", STATUS_NOT_FOUND}, {"tom", STATUS_NOT_FOUND},
        {"noor", STATUS_OK}, {"sam", STATUS_OK}};
    struct bank_list list;
    struct bank_question dropped;

    fill_bank(9);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct viewer who = {0};

        world_viewer(&world, people[i].handle, &who);
        must_be(banking_list(&who, "new-hire", &list), people[i].expected);
        if (people[i].expected == STATUS_OK)
            bank_list_clear(&list);
        must_be(banking_drop(&who, (int64_t)i + 1, &dropped),
            people[i].expected);
        viewer_clear(&who);
    }
    must_be(banking_list(&mara, "nothing", &list), STATUS_NOT_FOUND);
    mara.may_write = false;
    must_be(banking_drop(&mara, 1, &dropped), STATUS_FORBIDDEN);
}

static void
under_five_left_is_told(void **state)
{
    (void)state;
    struct viewer jo = {0};
    struct viewer ada = {0};
    struct bank_left low;

    world_viewer(&world, "jo", &jo);
    world_viewer(&world, "ada", &ada);
    must(banking_low(&jo, &low));
    assert_int_equal(low.left, -1); /* no bank at all */
    fill_bank(5);
    must(banking_low(&jo, &low));
    assert_int_equal(low.left, -1);
    fill_at(WORLD_NOW);
    must(banking_low(&jo, &low));
    assert_int_equal(low.left, 4);
    assert_string_equal(low.program, "New-hire");
    must(banking_low(&mara, &low));
    assert_int_equal(low.left, 4);
    must(banking_low(&ada, &low));
    assert_int_equal(low.left, -1);

    glass_open(&glass, &jo, 24, 80);
    glass_must_show(&glass, "the bank has 4 left");
    glass_kill(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_not_show(&glass, "the bank has");
    glass_kill(&glass);
    viewer_clear(&jo);
    viewer_clear(&ada);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_day_is_filled_when_it_first_opens),
        TEST(a_day_with_a_question_is_left),
        TEST(each_cohorts_own_stands_for_the_intakes),
        TEST(weekends_are_left_out),
        TEST(a_keeper_that_was_off_fills_the_newest_alone),
        TEST(phases_have_their_rhythm),
        TEST(before_the_start_people_introduce_themselves_once),
        TEST(a_board_has_the_rhythm_that_is_set),
        TEST(nothing_is_asked_twice_within_a_year),
        TEST(the_least_recently_asked_comes_first),
        TEST(a_bank_takes_no_question_twice),
        TEST(the_bank_is_its_mentors),
        TEST(under_five_left_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
