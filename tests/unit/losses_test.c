/* Losses: what breaks again and again waits longer, then counts as broken. */

#include "daemon/losses.h"
#include "support/support.h"

static void
losses_within_a_minute_add_up(void **state)
{
    (void)state;
    struct losses losses = {0};

    assert_int_equal(losses_add(&losses, 1000), 1);
    assert_int_equal(losses_add(&losses, 2000), 2);
    assert_int_equal(losses_add(&losses, 60999), 3);
}

static void
a_minute_after_the_first_they_count_anew(void **state)
{
    (void)state;
    struct losses losses = {0};

    assert_int_equal(losses_add(&losses, 0), 1);
    assert_int_equal(losses_add(&losses, 59999), 2);
    assert_int_equal(losses_add(&losses, 60000), 1);
    assert_int_equal(losses_add(&losses, 119999), 2);
}

static void
the_first_is_mended_at_once_and_later_ones_ever_later(void **state)
{
    (void)state;
    const int64_t pauses[] = {0, 0, 500, 1000, 2000, 4000, 8000, 16000, 30000,
        30000};

    for (int count = 0; count < 10; count++)
        assert_int_equal(losses_pause(count), pauses[count]);
    assert_int_equal(losses_pause(INT32_MAX), 30000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losses_within_a_minute_add_up),
        cmocka_unit_test(a_minute_after_the_first_they_count_anew),
        cmocka_unit_test(the_first_is_mended_at_once_and_later_ones_ever_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
