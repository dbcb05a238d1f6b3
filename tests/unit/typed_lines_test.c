/* A line of what is asked in one line survives the line that drops. */

#include <stdio.h>

#include "board/drafting.h"
#include "board/pledging.h"
#include "board/using.h"
#include "support/machine.h"
#include "support/stage.h"

#define DAY INT64_C(86400)

static struct viewer ada;

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    return 0;
}

static void
type(const char *keys)
{
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, keys);
}

static void
drop(const char *view)
{
    glass_cut(&glass);
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, view);
}

static void
how_something_was_used(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badge access");
    type("nu"
         "It saved 100 % + an hour, \xC3\xA9t\xC3\xA9");
    drop("use");
    glass_must_show(&glass, " It saved 100 % + an hour, ");
    glass_type(&glass, "!\r");
    assert_int_equal(
        talk_number(&world,
            "SELECT COUNT(*) FROM uses WHERE "
            "line = 'It saved 100 % + an hour, \xC3\xA9t\xC3\xA9!'"),
        1);
}

static void
a_letter(void **state)
{
    (void)state;
    machine_set(WORLD_NOW + 4 * DAY);
    type("LpAsk before ten");
    drop("letters");
    glass_must_show(&glass, " Ask before ten");
    glass_type(&glass, ".\r");
    glass_must_show(&glass, "Kept for those who come next.");
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM letters "
                                         "WHERE body = 'Ask before ten.'"),
        1);
}

static void
a_pledge_in_each_of_its_parts(void **state)
{
    (void)state;
    type("ypa customer calls");
    drop("pledges");
    glass_must_show(&glass, " a customer calls");
    glass_type(&glass, " me\rcall ba");
    drop("pledges");
    glass_must_show(&glass, " call ba");
    glass_type(&glass, "ck\r2026-12");
    drop("pledges");
    glass_must_show(&glass, " 2026-12");
    glass_type(&glass, "-24\r");
    glass_must_show(&glass, "It is yours alone");
    assert_int_equal(
        talk_number(&world,
            "SELECT COUNT(*) FROM pledges WHERE "
            "moment = 'a customer calls me' AND deed = 'call back' "
            "AND by_on = '2026-12-24'"),
        1);
}

static void
what_became_of_it(void **state)
{
    (void)state;
    int number;

    must(pledging_make(&ada,
        &(struct pledge_terms){"they call", "call back", "2026-12-24"},
        &number));
    type("yadThey bought");
    drop("pledges");
    glass_must_show(&glass, " They bought");
    glass_type(&glass, " two.\r");
    assert_int_equal(talk_number(&world,
                         "SELECT COUNT(*) FROM pledge_answers "
                         "WHERE answer = 'done' AND word = 'They bought two.'"),
        1);
}

/* A place that somebody made up asks for nothing. */
static void
a_place_that_makes_no_sense_is_nothing(void **state)
{
    static const char *const places[] = {
        "home\npledges row 1 stage 2\n",
        "home\npledges row 1 stage 3 when =x\n",
        "home\npledges row 1 stage 5 of 7 became 2\n",
        "home\npledges row 1 stage 99 when =x will =y typed =z\n",
        "home\nletters typed =nobody+asks\n",
    };

    (void)state;
    machine_set(WORLD_NOW + 2 * DAY); /* no letter is asked for */
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        talk_run(&world, "DELETE FROM places");
        must(drafting_save_place(&ada, places[i]));
        glass_open(&glass, &ada, 24, 80);
        glass_type(&glass, "b"); /* a key, not a letter typed */
        glass_must_be_at(&glass, "home");
        glass_kill(&glass);
    }
    glass_open(&glass, &ada, 24, 80);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(how_something_was_used),
        TEST(a_letter),
        TEST(a_pledge_in_each_of_its_parts),
        TEST(what_became_of_it),
        TEST(a_place_that_makes_no_sense_is_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
