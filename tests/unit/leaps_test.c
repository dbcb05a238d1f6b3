/* Leaps: a clock that is set by more than a day is waited for, ten minutes. */

#include "base/leaps.h"
#include "support/machine.h"
#include "support/support.h"

#define NOW  INT64_C(1795435200)
#define HOUR INT64_C(3600)
#define YEAR (365 * 24 * HOUR)

enum {
    SECOND = 1000,
    MINUTE = 60 * SECOND
};

static struct leaps leaps;

/* So many seconds off, at that many milliseconds. */
static enum leap
look(int64_t off, int64_t ticks)
{
    return leaps_look(&leaps, NOW + off + ticks / 1000, ticks);
}

static int
set_up(void **state)
{
    (void)state;
    leaps = (struct leaps){0};
    assert_int_equal(look(0, 5 * SECOND), LEAP_NONE);
    return 0;
}

static void
an_hour_or_a_day_is_believed_at_once(void **state)
{
    static const int64_t offs[] = {1, HOUR, -HOUR, 0, 24 * HOUR, 0, -24 * HOUR};

    (void)state;
    for (int i = 0; i < 7; i++)
        assert_int_equal(look(offs[i], (10 + i) * SECOND), LEAP_NONE);
}

static void
a_year_is_waited_for_and_then_believed(void **state)
{
    static const int64_t offs[] = {YEAR, 0, -YEAR};
    int64_t at = MINUTE;

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(look(offs[i], at), LEAP_BEGINS);
        for (int64_t wait = SECOND; wait < 10 * MINUTE; wait += SECOND)
            assert_int_equal(look(offs[i], at + wait), LEAP_WAITS);
        at += 10 * MINUTE;
        assert_int_equal(look(offs[i], at), LEAP_ENDS);
        assert_int_equal(look(offs[i], at + SECOND), LEAP_NONE);
        at += MINUTE;
    }
}

static void
one_that_is_set_right_meanwhile_is_believed_at_once(void **state)
{
    (void)state;
    assert_int_equal(look(YEAR, MINUTE), LEAP_BEGINS);
    assert_int_equal(look(YEAR, 2 * MINUTE), LEAP_WAITS);
    assert_int_equal(look(HOUR, 3 * MINUTE), LEAP_ENDS);
    assert_int_equal(look(HOUR, 4 * MINUTE), LEAP_NONE);
    /* The next one is waited for anew. */
    assert_int_equal(look(YEAR, 20 * MINUTE), LEAP_BEGINS);
    assert_int_equal(look(YEAR, 29 * MINUTE), LEAP_WAITS);
}

static void
one_that_leaps_on_is_waited_for_from_there(void **state)
{
    (void)state;
    assert_int_equal(look(YEAR, MINUTE), LEAP_BEGINS);
    assert_int_equal(look(2 * YEAR, 10 * MINUTE), LEAP_BEGINS);
    assert_int_equal(look(2 * YEAR, 19 * MINUTE), LEAP_WAITS);
    assert_int_equal(look(2 * YEAR, 20 * MINUTE), LEAP_ENDS);
}

static void
the_first_clock_is_believed_whatever_it_shows(void **state)
{
    static const int64_t clocks[] = {0, -1, INT32_MAX, INT64_C(253402300799)};

    (void)state;
    for (int i = 0; i < 4; i++) {
        leaps = (struct leaps){0};
        assert_int_equal(leaps_look(&leaps, clocks[i], 7), LEAP_NONE);
    }
}

static void
a_process_that_does_not_watch_goes_by_its_clock(void **state)
{
    (void)state;
    machine_set(NOW);
    assert_int_equal(leaps_now(), LEAP_NONE);
    machine_set(NOW + YEAR);
    assert_int_equal(leaps_now(), LEAP_NONE);
    leaps_watch();
    assert_true(leaps_is_settled(leaps_now()));
    machine_set(NOW);
    assert_false(leaps_is_settled(leaps_now()));
    assert_false(leaps_is_settled(leaps_now()));
    machine_set(NOW + YEAR - HOUR);
    assert_true(leaps_is_settled(leaps_now()));
    assert_int_equal(leaps_now(), LEAP_NONE);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_hour_or_a_day_is_believed_at_once),
        TEST(a_year_is_waited_for_and_then_believed),
        TEST(one_that_is_set_right_meanwhile_is_believed_at_once),
        TEST(one_that_leaps_on_is_waited_for_from_there),
        TEST(the_first_clock_is_believed_whatever_it_shows),
        TEST(a_process_that_does_not_watch_goes_by_its_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
