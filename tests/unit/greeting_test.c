/* One at a time: of all that could be asked at login, at most one is. */

#include <stdio.h>

#include "base/clock.h"
#include "board/greeting.h"
#include "board/lettering.h"
#include "board/pledging.h"
#include "support/machine.h"
#include "support/stage.h"
#include "support/walk.h"

#define DAY INT64_C(86400)

/* As product.md has it: what keeps one from writing, what one began, what has a
 * day, what can wait. */
static const enum greeting order[] = {GREETING_POLICY, GREETING_DRAFT,
    GREETING_VOTE, GREETING_PLEDGE, GREETING_LETTER, GREETING_EARLIER,
    GREETING_CATCH_UP};

static void
of_every_combination_the_first_is_asked(void **state)
{
    (void)state;
    assert_int_equal(sizeof order / sizeof *order, GREETING_NONE);
    for (unsigned due = 0; due < 1U << GREETING_NONE; due++) {
        enum greeting expected = GREETING_NONE;

        for (int i = GREETING_NONE - 1; i >= 0; i--)
            if ((due & 1U << order[i]) != 0)
                expected = order[i];
        assert_int_equal(greeting_choose(due), expected);
    }
}

/* ---- On home ------------------------------------------------------------- */

static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    return 0;
}

static void
answer(const char *handle, const char *body)
{
    struct viewer who = {0};
    struct posted posted;
    int64_t question_id = talk_ask_anew(&world, "mara", "emea-autumn");

    world_viewer(&world, handle, &who);
    must(asking_answer(&who, question_id, body, &posted));
    viewer_clear(&who);
}

static int
row_of(const char *words)
{
    glass_must_show(&glass, words);
    return glass_find(&glass, words);
}

/* What is asked has a row of its own, above the other lines. */
static void
what_is_asked_stands_alone_and_first(void **state)
{
    int number = 0;

    (void)state;
    must(pledging_make(&ada,
        &(struct pledge_terms){"asked", "call", "2027-01-10"}, &number));
    talk_start(&world, "lin", "emea-autumn", "Badges");
    machine_set(WORLD_NOW + 2 * DAY);
    answer("ada", "Much.");
    machine_set(WORLD_NOW + 30 * DAY);
    glass_open(&glass, &ada, 24, 80);
    int asked = row_of("y  after 30 days: your pledge: call?");
    assert_int_equal(row_of("l  what you wrote 4 weeks ago"), asked + 1);
    assert_int_equal(row_of("v  1 waiting"), asked + 1);

    /* Answered: the next one is asked. */
    must(pledging_answer(&ada, number, PLEDGE_NOT_YET, ""));
    glass_kill(&glass);
    glass_open(&glass, &ada, 24, 80);
    asked = row_of("L  What do you wish you had known");
    assert_true(row_of("l  what you wrote 4 weeks ago") > asked);
    must(lettering_write(&ada, "It goes by fast."));
    glass_kill(&glass);
    glass_open(&glass, &ada, 24, 80);
    asked = row_of("l  what you wrote 4 weeks ago");
    assert_int_equal(row_of("y  your pledge: call"), asked + 1);

    /* A draft comes before both. */
    glass_type(&glass, "pHello\rto all");
    glass_wait(&glass);
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_must_be_at(&glass, "home");
    asked = row_of("D  a draft waits");
    assert_true(row_of("l  what you wrote 4 weeks ago") > asked);
}

static void
what_one_wrote_is_met_once_and_replied_to(void **state)
{
    (void)state;
    answer("ada", "That the desk opens at ten.");
    machine_set(WORLD_NOW + 7 * DAY);
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, "l  what you wrote 1 week ago: what now?");
    glass_type(&glass, "l");
    glass_must_be_at(&glass, "earlier");
    glass_must_show(&glass, "On 23 Nov you wrote:");
    glass_must_show(&glass, "That the desk opens at ten.");
    glass_must_show(&glass, "What would you say now?");
    glass_type(&glass, "r");
    glass_must_be_at(&glass, "compose");
    glass_type(&glass, "At nine, since Monday.\x18\r");
    glass_must_be_at(&glass, "thread");
    glass_type(&glass, "bb");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "what you wrote");
    glass_type(&glass, "l");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, " You have looked back within a week: one answer a "
                            "week comes back.");
}

static void
why_none_comes_back_is_told(void **state)
{
    (void)state;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "l");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, " None of your answers is 1, 4 or 12 weeks old: "
                            "then one comes back.");
    assert_int_equal(walk_run(&ada, "earlier"), 0);
    assert_string_equal(walk_told,
        "None of your answers is 1, 4 or 12 weeks old: then one comes back.\n");
}

static void
the_streak_is_shown_to_its_owner(void **state)
{
    (void)state;
    answer("ada", "One.");
    machine_set(WORLD_NOW + 7 * DAY);
    answer("ada", "Two.");
    glass_open(&glass, &ada, 24, 80);
    glass_must_show(&glass, "2 weeks in a row");
    glass_kill(&glass);
    viewer_clear(&ada);
    world_viewer(&world, "lin", &ada);
    glass_open(&glass, &ada, 24, 80);
    glass_must_not_show(&glass, "in a row");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_every_combination_the_first_is_asked),
        TEST(what_is_asked_stands_alone_and_first),
        TEST(what_one_wrote_is_met_once_and_replied_to),
        TEST(why_none_comes_back_is_told),
        TEST(the_streak_is_shown_to_its_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
